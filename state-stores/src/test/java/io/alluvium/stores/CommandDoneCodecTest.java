package io.alluvium.stores;

import java.util.function.BiConsumer;

class CommandDoneCodecTest extends OffsetCodecTest {
  @Override
  String prefix() {
    return "command/";
  }

  @Override
  void put(CommandStore store, String name, long offset) {
    store.putDone(name, offset);
  }

  @Override
  void forEach(CommandStore store, BiConsumer<String, Long> visitor) {
    store.forEachDone(visitor);
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
