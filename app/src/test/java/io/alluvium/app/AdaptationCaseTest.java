package io.alluvium.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.evaluation.shift.StretchOrder;
import org.junit.jupiter.api.Test;

/** The programme of {@code ./alluvium adaptation}. */
class AdaptationCaseTest {
  @Test
  void headlinesTellCasesAndTheirFoldersApart() {
    assertThat(AdaptationCase.all())
        .extracting(one -> one.title("encoder").replaceAll("[^a-z0-9]+", "-"))
        .doesNotHaveDuplicates();
  }

  @Test
  void everyCaseHasSettingsThatAreAllowed() {
    assertThat(AdaptationCase.all())
        .allSatisfy(one -> assertThat(one.options(3).seed()).isEqualTo(3));
  }

  @Test
  void imagesComeInEveryOrderOfStretches() {
    assertThat(AdaptationCase.all().stream().filter(AdaptationCase::hasImages))
        .extracting(one -> one.options(1).stream())
        .contains(StretchOrder.values());
  }

  @Test
  void dataSetsShiftByThemselvesToo() {
    assertThat(AdaptationCase.all())
        .anySatisfy(one -> assertThat(one.options(1).shifts().learntDomains()).isEqualTo(1))
        .anySatisfy(
            one -> assertThat(one.options(1).shifts().beside()).containsExactly("wordnet-usage"));
    assertThat(AdaptationCase.all().stream().filter(one -> one.options(1).appearing() > 0))
        .extracting(AdaptationCase::data)
        .contains("cifar10", "clinc150", "wordnet");
  }
}
