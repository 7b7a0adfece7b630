package io.alluvium.stores;

import io.alluvium.learning.StateWords;
import io.alluvium.learning.StateWriter;
import io.alluvium.learning.source.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

class WatchCodecTest extends CodecContractTest<WatchState> {
  @Override
  byte[] encode(WatchState value) {
    return SourceStore.encode(value);
  }

  @Override
  WatchState decode(byte[] bytes) {
    return SourceStore.decode(bytes);
  }

  @Override
  WatchState random(RandomGenerator random) {
    List<Seen> seen = new ArrayList<>();
    for (int n = random.nextInt(4); n > 0; n--) {
      seen.add(
          new Seen(
              Values.text(random),
              random.nextLong(Long.MAX_VALUE),
              random.nextLong(Long.MAX_VALUE)));
    }
    StateWriter state = new StateWriter();
    for (int n = random.nextInt(9); n > 0; n--) {
      state.put(random.nextLong());
    }
    return new WatchState(random.nextLong(Long.MAX_VALUE), seen, state.words());
  }

  @Override
  WatchState golden() {
    StateWords words = new StateWriter().put(3L).put(-0.25).put(true).words();
    return new WatchState(4711, List.of(new Seen("a", 17, 4), new Seen("b", 4711, 99)), words);
  }

  @Override
  String name() {
    return "watch";
  }

  @Override
  String what() {
    return "watch";
  }
}
