package io.alluvium.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.HeadScore;
import io.alluvium.learning.Normalisation;
import io.alluvium.learning.Space;
import io.alluvium.learning.SufficientStatistics;
import io.alluvium.learning.transition.Carried;
import io.alluvium.stores.TransitionStore.Sums;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class TransitionStoreTest {
  private final HeapStore bytes = new HeapStore("transitions");
  private final TransitionStore store = new TransitionStore(bytes);
  private final RandomGenerator random = Seeds.random();
  private final Space space = new Space(Values.space(random), 3, new Normalisation.L2());

  private static Release release(SwapPhase phase) {
    return new Release(
        "r",
        "new",
        "old",
        phase,
        7,
        0.5,
        0,
        false,
        Optional.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        Carried.NOT);
  }

  private Snapshot sums(int samples) {
    SufficientStatistics statistics = new SufficientStatistics(space);
    for (int n = 0; n < samples; n++) {
      statistics.add("c" + n, space.quantise(new float[] {1, n, 2}));
    }
    return new Snapshot(statistics, Map.of());
  }

  private List<String> ids() {
    List<String> ids = new ArrayList<>();
    store.forEachView((id, view) -> ids.add(id));
    return ids;
  }

  @Test
  void keepsTheNewestWordOnTheRelease() {
    assertThat(store.release()).isEmpty();
    store.put(release(SwapPhase.SHADOW));
    store.put(release(SwapPhase.CUT_OVER));
    assertThat(store.release()).contains(release(SwapPhase.CUT_OVER));
  }

  private static ShadowView view() {
    return new ShadowView(
        "here",
        Optional.empty(),
        Optional.of("a"),
        Embedding.of((short) 1),
        Embedding.of((short) 2, (short) 3));
  }

  @Test
  void keepsWhatWasReplacedApartFromPairs() {
    store.put("s1", view());
    store.putBackfilled("s2", view());
    store.putBackfilled("s3", view());
    store.deleteBackfilled("s3");
    assertThat(store.backfilled("s2")).contains(view());
    assertThat(store.backfilled("s1")).isEmpty();
    assertThat(store.backfilled("s3")).isEmpty();
    assertThat(ids()).containsExactly("s1");
    store.clearBackfilled();
    store.forEachBackfilled((id, both) -> fail(id));
    assertThat(ids()).containsExactly("s1");
  }

  @Test
  void keepsEachViewUnderItsSample() {
    ShadowView view = view();
    store.put("s2", view);
    store.put("s1", view);
    assertThat(ids()).containsExactly("s1", "s2");
    store.delete("s1");
    assertThat(ids()).containsExactly("s2");
    assertThat(store.view("s2")).contains(view);
    assertThat(store.view("s1")).isEmpty();
  }

  @Test
  void sumsTakeThePlaceOfThoseBeforeThem() {
    store.put(Sums.MOVED, sums(5));
    store.put(Sums.JUDGED, sums(1));
    store.put(Sums.MOVED, sums(2));
    assertThat(store.sums(Sums.MOVED).orElseThrow().statistics().digest())
        .isEqualTo(sums(2).statistics().digest());
    store.delete(Sums.MOVED);
    assertThat(store.sums(Sums.MOVED)).isEmpty();
    assertThat(store.sums(Sums.JUDGED)).isPresent();
  }

  @Test
  void whatIsWrittenAtACommitIsNoneOfIt() {
    store.put(release(SwapPhase.SHADOW));
    new ProgressStore(bytes).put(Progress.start());
    store.putWays(Map.of("moved", HeadScore.NONE.plus(true)));
    assertThat(store.ways()).isEqualTo(Map.of("moved", HeadScore.NONE.plus(true)));
    List<String> keys = new ArrayList<>();
    store.forEachRaw((key, value) -> keys.add(Frame.keyText(key)));
    assertThat(keys).containsExactly("release");
  }

  @Test
  void clearLeavesNothing() {
    store.put(release(SwapPhase.SHADOW));
    store.put(Sums.MOVED, sums(5));
    new ProgressStore(bytes).put(Progress.start());
    store.clear();
    assertThat(bytes.approximateNumEntries()).isZero();
  }

  @Test
  void keepsTheMapFromASpaceThatIsLeftToTheBit() {
    Space other = new Space(Values.space(random), 2, new Normalisation.L2());
    LeftSpace left = new LeftSpace(space, other, true, Optional.empty());
    List<double[]> map = new ArrayList<>();
    for (int row = 0; row < 12; row++) {
      map.add(new double[] {random.nextGaussian(), row});
    }
    store.put(release(SwapPhase.RETIRED));
    store.putBackfilled("s1", view());
    store.put(left, map);
    store.put(left.through("s7"));
    assertThat(store.left()).contains(left.through("s7"));
    assertThat(store.leftMap()).hasSize(12);
    for (int row = 0; row < 12; row++) {
      assertThat(store.leftMap().get(row)).containsExactly(map.get(row));
    }
    store.clearLeft();
    assertThat(store.left()).isEmpty();
    assertThat(store.leftMap()).isEmpty();
    assertThat(store.backfilled("s1")).isEmpty();
    assertThat(store.release()).isPresent();
  }

  @Test
  void clearsAllButWhatWasReplaced() {
    store.put(release(SwapPhase.CUT_OVER));
    store.put("s1", view());
    store.putBackfilled("s2", view());
    store.put(Sums.MOVED, sums(3));
    store.clearButBackfilled();
    List<String> keys = new ArrayList<>();
    store.forEachRaw((key, value) -> keys.add(Frame.keyText(key)));
    assertThat(keys).containsExactly("backfilled/s2");
  }
}
