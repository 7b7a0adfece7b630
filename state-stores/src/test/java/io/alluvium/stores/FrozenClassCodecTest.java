package io.alluvium.stores;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.utils.Bytes;

class FrozenClassCodecTest extends CodecContractTest<Long> {
  private static final String NAME = "name";

  @Override
  byte[] encode(Long value) {
    HeapStore bytes = new HeapStore("progress");
    new CommandStore(bytes).putFrozen(NAME, value);
    try (var all = bytes.all()) {
      return all.next().value;
    }
  }

  @Override
  Long decode(byte[] value) {
    HeapStore bytes = new HeapStore("progress");
    bytes.put(Bytes.wrap(Frame.utf8("frozen/" + NAME)), value);
    List<Long> offsets = new ArrayList<>();
    new CommandStore(bytes).forEachFrozen((name, offset) -> offsets.add(offset));
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
    return "frozen-class";
  }

  @Override
  String what() {
    return "frozen class";
  }
}
