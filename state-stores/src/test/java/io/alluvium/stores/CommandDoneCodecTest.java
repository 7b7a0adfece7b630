package io.alluvium.stores;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.utils.Bytes;

class CommandDoneCodecTest extends CodecContractTest<Long> {
  private static final String NAME = "name";

  @Override
  byte[] encode(Long value) {
    HeapStore bytes = new HeapStore("progress");
    new CommandStore(bytes).putDone(NAME, value);
    try (var all = bytes.all()) {
      return all.next().value;
    }
  }

  @Override
  Long decode(byte[] value) {
    HeapStore bytes = new HeapStore("progress");
    bytes.put(Bytes.wrap(Frame.utf8("command/" + NAME)), value);
    List<Long> offsets = new ArrayList<>();
    new CommandStore(bytes).forEachDone((name, offset) -> offsets.add(offset));
    return offsets.getFirst();
  }

  @Override
  Long random(RandomGenerator random) {
    return random.nextLong();
  }

  @Override
  Long golden() {
    return 4711L;
  }

  @Override
  String name() {
    return "command-done";
  }

  @Override
  String what() {
    return "command";
  }
}
