package io.alluvium.stores;

import java.util.function.BiConsumer;

class FrozenClassCodecTest extends OffsetCodecTest {
  @Override
  String prefix() {
    return "frozen/";
  }

  @Override
  void put(CommandStore store, String name, long offset) {
    store.putFrozen(name, offset);
  }

  @Override
  void forEach(CommandStore store, BiConsumer<String, Long> visitor) {
    store.forEachFrozen(visitor);
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
