package io.alluvium.topology.internal.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.learning.ClassGeometry;
import io.alluvium.learning.Shrinkage;
import io.alluvium.learning.StateWriter;
import io.alluvium.learning.SufficientStatistics;
import io.alluvium.learning.novelty.NoveltyMeasure;
import io.alluvium.stores.CorruptStateException;
import io.alluvium.stores.HeapStore;
import io.alluvium.stores.SourceStore;
import io.alluvium.stores.WatchState;
import io.alluvium.topology.Toy;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ReleasedNoveltyTest {
  private final SourceStore store = new SourceStore(new HeapStore("sources"));
  private final ToyClasses classes = new ToyClasses();
  private final ReleasedNovelty novelty = open(NoveltyMeasure.AUTO);

  private ReleasedNovelty open(NoveltyMeasure measure) {
    return new ReleasedNovelty(measure, store);
  }

  private OptionalDouble next(ReleasedNovelty of) {
    return of.next(classes.geometry(), classes.draw(1));
  }

  private void see(int samples) {
    for (int n = 0; n < samples; n++) {
      var _ = next(novelty);
    }
  }

  @Test
  void aStrangerIsMoreNovelThanThoseBefore() {
    see(300);
    assertThat(novelty.next(classes.geometry(), Toy.axis(3)).orElseThrow()).isLessThan(0.01);
  }

  @Test
  void aRestartGoesOnWhereItStood() {
    see(200);
    novelty.flush();
    ReleasedNovelty again = open(NoveltyMeasure.AUTO);
    assertThat(again.next(classes.geometry(), Toy.axis(0)))
        .isPresent()
        .isEqualTo(novelty.next(classes.geometry(), Toy.axis(0)));
  }

  @Test
  void anotherMeasureAndAnotherSpaceBeginAnew() {
    see(200);
    novelty.flush();
    assertThat(next(open(NoveltyMeasure.COSINE))).isEmpty();

    SufficientStatistics other = new SufficientStatistics(Toy.space(2));
    for (int n = 0; n < 60; n++) {
      other.add("class" + n % 3, classes.draw(n % 3));
    }
    ClassGeometry there = ClassGeometry.of(other, new Shrinkage.Oas()).orElseThrow();
    assertThat(novelty.next(there, classes.draw(0))).isEmpty();
    assertThat(next(novelty)).isEmpty();
  }

  @Test
  void nothingIsLeftOfWhatEnded() {
    see(200);
    novelty.flush();
    novelty.end();
    novelty.flush();
    assertThat(store.released().orElseThrow().words().size()).isLessThan(8);
    assertThat(next(open(NoveltyMeasure.AUTO))).isEmpty();
  }

  @Test
  void damageIsTold() {
    store.putReleased(new WatchState(0, List.of(), new StateWriter().put("auto").put(7L).words()));
    assertThatThrownBy(() -> open(NoveltyMeasure.AUTO)).isInstanceOf(CorruptStateException.class);
  }
}
