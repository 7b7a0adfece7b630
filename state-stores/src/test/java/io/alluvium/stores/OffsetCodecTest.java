package io.alluvium.stores;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.utils.Bytes;

/** What {@link CommandStore} keeps under a name: a ledger offset. */
abstract class OffsetCodecTest extends CodecContractTest<Long> {
  private static final String NAME = "name";

  abstract String prefix();

  abstract void put(CommandStore store, String name, long offset);

  abstract void forEach(CommandStore store, BiConsumer<String, Long> visitor);

  @Override
  byte[] encode(Long value) {
    HeapStore bytes = new HeapStore("progress");
    put(new CommandStore(bytes), NAME, value);
    try (var all = bytes.all()) {
      return all.next().value;
    }
  }

  @Override
  Long decode(byte[] value) {
    HeapStore bytes = new HeapStore("progress");
    bytes.put(Bytes.wrap(Frame.utf8(prefix() + NAME)), value);
    List<Long> offsets = new ArrayList<>();
    forEach(new CommandStore(bytes), (name, offset) -> offsets.add(offset));
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
}
