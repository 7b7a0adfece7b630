package io.alluvium.topology.internal.learn;

import static io.alluvium.topology.internal.learn.SwapLedger.NEW;
import static io.alluvium.topology.internal.learn.SwapLedger.OLD;
import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.learning.StateWords;
import io.alluvium.learning.SufficientStatistics;
import io.alluvium.schemas.Command;
import io.alluvium.schemas.LabelRequest;
import io.alluvium.schemas.Look;
import io.alluvium.schemas.Prediction;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.Seeds;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** LEARN where a small encoder sees samples first. */
class CascadeTest {
  private static final Map<String, String> SETTINGS =
      Map.of(AlluviumConfig.SWAP_WINDOW_PAIRS, "80", AlluviumConfig.CASCADE_COVERAGE, "0.9");
  private static final int BEFORE = 440;

  private final SwapLedger ledger = new SwapLedger(Seeds.random());
  private SwapFold fold = new SwapFold(ledger, SETTINGS);
  private final Set<String> copied = new HashSet<>();

  private void cascading(Map<String, String> more) {
    Map<String, String> all = new TreeMap<>(SETTINGS);
    all.putAll(more);
    fold = new SwapFold(ledger, all);
    cascading();
  }

  private void cascading() {
    cascading(ledger);
    fold.run();
    assertThat(fold.answer("c1").getType()).isEqualTo("command-done");
  }

  private static void cascading(SwapLedger ledger) {
    ledger
        .labelled(300, OLD)
        .command("r1", "RELEASE", Map.of("encoder", "new", "share", "0.5"))
        .announce(NEW, "new")
        .samples(140, OLD, NEW)
        .command("c1", "CASCADE", Map.of());
  }

  /** Does what EMBED does: shows the large encoder what it is asked to see. */
  private void look() {
    fold.run();
    for (Look look : List.copyOf(fold.looks())) {
      if (copied.add(look.getSampleId())) {
        ledger.copy(look.getSampleId(), OLD);
      }
    }
    fold.run();
  }

  /** Sure, doubtful, labelled early and late, twice; each is looked at as LEARN asks. */
  private void stream(int rounds) {
    for (int n = 0; n < rounds; n++) {
      ledger.sample("sure" + n, n % 4, NEW);
      ledger.doubtful("doubt" + n, n % 4, NEW);
      if (n % 3 == 0) {
        look();
      }
      ledger.label("sure" + n, "class" + n % 4, 1).label("doubt" + n, "class" + n % 4, 1);
      if (n % 5 == 0) {
        ledger.label("early" + n, "class" + n % 4, 1).sample("early" + n, n % 4, NEW);
        ledger.sample("sure" + n, n % 4, NEW);
        ledger.sample("native" + n, n % 4, OLD);
      }
      look();
    }
  }

  @Test
  void embedIsToldWhoSeesSamplesFirst() {
    cascading();
    Command told = fold.commands().getLast();
    assertThat(told.getType()).isEqualTo("ENCODE");
    assertThat(told.getArguments())
        .containsEntry("first", "true")
        .containsEntry("shadow", "new")
        .containsEntry("serving", "");
    assertThat(fold.events("encoder-cascade")).hasSize(1);
    assertThat(fold.model().keySet()).anyMatch(key -> key.endsWith("-cascade"));
  }

  @Test
  void sureAnswersComeAtOnceAndDoubtfulOnesWithTheOtherLook() {
    cascading();
    Set<String> all = new HashSet<>();
    for (int n = 0; n < 80; n++) {
      ledger.sample("sure" + n, n % 4, NEW).doubtful("doubt" + n, n % 4, NEW);
      all.addAll(List.of("sure" + n, "doubt" + n));
    }
    fold.run();
    List<Prediction> early =
        List.copyOf(fold.predictions().subList(BEFORE, fold.predictions().size()));
    Set<String> held = new HashSet<>();
    for (Look look : fold.looks()) {
      assertThat(look.getTopic()).isEqualTo("alluvium.samples");
      assertThat(look.getHeld()).isTrue();
      held.add(look.getSampleId());
    }

    assertThat(early).allMatch(p -> p.getSet().size() == 1);
    assertThat(early).extracting(Prediction::getSampleId).doesNotContainAnyElementsOf(held);
    assertThat(held).hasSize(all.size() - early.size()).hasSizeBetween(4, 120);
    assertThat(all).containsAll(held);
    look();
    List<Prediction> late =
        List.copyOf(fold.predictions().subList(BEFORE + early.size(), fold.predictions().size()));
    assertThat(late).extracting(Prediction::getSampleId).containsExactlyInAnyOrderElementsOf(held);
    assertThat(late).as("the large one is compared with").allMatch(p -> p.getNoveltyP() != null);
    ledger.copy(held.iterator().next(), OLD).copy(early.getFirst().getSampleId(), OLD);
    fold.run();
    assertThat(fold.predictions()).as("copies that nobody asked for").hasSize(BEFORE + all.size());
  }

  @Test
  void everySampleIsAnsweredOnceAndEveryLabelIsLearntNatively() {
    cascading();
    stream(60);
    Map<String, Long> answers =
        fold.predictions().stream()
            .collect(Collectors.groupingBy(Prediction::getSampleId, Collectors.counting()));
    assertThat(answers.values()).containsOnly(1L);
    assertThat(answers.keySet()).hasSize(BEFORE + 60 + 60 + 12 + 12);
    assertThat(fold.mark())
        .containsEntry("duplicates", "12")
        .containsEntry("predictions", Integer.toString(BEFORE + 144))
        .containsEntry("labels", Integer.toString(300 + 132))
        .containsEntry("held_answered", fold.mark().get("held_samples"));
    assertThat(fold.looks()).extracting(Look::getSampleId).doesNotHaveDuplicates();

    SufficientStatistics natively = new SufficientStatistics(OLD);
    for (int n = 0; n < 300; n++) {
      natively.add("class" + n % 4, ledger.old("s" + n));
    }
    for (int n = 0; n < 60; n++) {
      natively.add("class" + n % 4, ledger.old("sure" + n));
      natively.add("class" + n % 4, ledger.old("doubt" + n));
      if (n % 5 == 0) {
        natively.add("class" + n % 4, ledger.old("early" + n));
      }
    }
    assertThat(fold.mark())
        .containsEntry("sums_digest", HexFormat.of().formatHex(natively.digest()));
  }

  @Test
  void labelsOfSamplesThatBothSawSayHowWideSetsAre() {
    cascading();
    for (int n = 0; n < 200; n++) {
      ledger.doubtful("before" + n, n % 4, NEW);
    }
    look();
    int before = held().size();
    for (int n = 0; n < 200; n++) {
      ledger.sample("sure" + n, n % 4, NEW).label("sure" + n, "class" + (n + 2) % 4, 1);
      look();
    }
    int between = held().size();
    for (int n = 0; n < 200; n++) {
      ledger.doubtful("after" + n, n % 4, NEW);
    }
    look();
    assertThat(held().size() - between)
        .as("answers that were wrong are in doubt")
        .isGreaterThan(before + 20);
  }

  @Test
  void imagesAreRankedAmongThoseBefore() {
    cascading();
    for (int n = 0; n < 400; n++) {
      ledger.sample("sure" + n, n % 4, NEW);
    }
    for (int n = 0; n < 10; n++) {
      ledger.sample("stranger" + n, 4, NEW);
    }
    fold.run();
    List<Prediction> answered = fold.predictions().subList(BEFORE, fold.predictions().size());
    List<Prediction> ranked =
        answered.stream()
            .filter(p -> p.getSampleId().startsWith("sure"))
            .filter(p -> Integer.parseInt(p.getSampleId().substring(4)) >= 128)
            .toList();
    assertThat(answered)
        .filteredOn(p -> !ranked.contains(p) && p.getSampleId().startsWith("sure"))
        .hasSizeGreaterThan(100)
        .allMatch(p -> p.getNoveltyP() == null);
    assertThat(ranked.stream().filter(p -> p.getNoveltyP() < 0.5).count() / (double) ranked.size())
        .isBetween(0.3, 0.7);
    assertThat(answered)
        .filteredOn(p -> p.getSampleId().startsWith("stranger"))
        .allMatch(p -> p.getNoveltyP() < 0.1);

    ledger.command("f1", "FORGET", Map.of("sample", "sure3")).sample("next", 1, NEW);
    fold.run();
    assertThat(fold.predictions().getLast().getNoveltyP())
        .as("nothing is left of what was forgotten")
        .isNull();
  }

  private StateWords limits() {
    fold.run();
    fold.restart();
    return fold.stores().sources().glances().orElseThrow().words();
  }

  @Test
  void limitsOfClassesFollowWhatIsRenamedAndForgotten() {
    cascading(Map.of(AlluviumConfig.SETS_LIMITS, "class"));
    stream(30);
    StateWords before = limits();
    ledger.command("n1", "RENAME", Map.of("from", "class1", "to", "class9"));
    StateWords renamed = limits();
    assertThat(renamed).isNotEqualTo(before);
    ledger.command("f1", "FORGET", Map.of("class", "class9"));
    assertThat(limits().size()).isLessThan(renamed.size());
  }

  @Test
  void whatWaitsForItsAnswerIsNotLetGo() {
    cascading(Map.of(AlluviumConfig.BANK_MAX_UNLABELLED, "200"));
    for (int n = 0; n < 300; n++) {
      ledger.doubtful("doubt" + n, n % 4, NEW).sample("sure" + n, n % 4, NEW);
    }
    fold.run();
    List<String> held = held();
    int answered = fold.predictions().size();
    assertThat(Integer.parseInt(fold.mark().get("expired_samples"))).isGreaterThan(50);
    look();
    assertThat(fold.predictions()).hasSize(answered + held.size());
    assertThat(held).allMatch(id -> answersOf(id).size() == 1);
  }

  @Test
  void whatIsOnItsWayWhenACascadeEndsIsAnsweredAtOnce() {
    cascading();
    ledger.command("b1", "ROLLBACK", Map.of());
    for (int n = 0; n < 40; n++) {
      ledger.doubtful("doubt" + n, n % 4, NEW);
    }
    fold.run();
    assertThat(fold.looks()).isEmpty();
    assertThat(fold.predictions()).hasSize(BEFORE + 40);
  }

  private List<Prediction> answersOf(String id) {
    return fold.predictions().stream().filter(p -> p.getSampleId().equals(id)).toList();
  }

  private List<String> held() {
    return fold.looks().stream().filter(Look::getHeld).map(Look::getSampleId).toList();
  }

  @Test
  void aSampleThatCannotBeSeenAgainIsAnsweredByItsImage() {
    cascading();
    for (int n = 0; n < 40; n++) {
      ledger.doubtful("doubt" + n, n % 4, NEW);
    }
    fold.run();
    String gone = held().getFirst();
    String other = held().get(1);
    int answered = fold.predictions().size();
    assertThat(answersOf(gone)).isEmpty();

    ledger.unseen(gone).unseen(gone).unseen("nobody").mark();
    fold.run();
    assertThat(fold.predictions()).hasSize(answered + 1);
    assertThat(answersOf(gone))
        .singleElement()
        .satisfies(answer -> {
          assertThat(answer.getSource()).startsWith("source");
          assertThat(answer.getSet().size()).isNotEqualTo(1);
        });
    assertThat(fold.mark())
        .containsEntry("held_answered", "1")
        .containsEntry("held_samples", Integer.toString(held().size()))
        .containsEntry("backfill_unfit", "3");

    ledger.command("b1", "ROLLBACK", Map.of()).command("a1", "ABORT", Map.of()).unseen(other);
    fold.run();
    assertThat(answersOf(other)).as("after the change was given up").hasSize(1);
  }

  /**
   * Returns how novel a sample is after one that waits, which is seen no more or not told of yet.
   */
  private static double noveltyAfterOneThatWaits(boolean unseen) {
    SwapLedger own = new SwapLedger(new Random(3));
    SwapFold other = new SwapFold(own, SETTINGS);
    cascading(own);
    for (int n = 0; n < 100; n++) {
      own.doubtful("doubt" + n, n % 4, NEW).sample("sure" + n, n % 4, NEW);
    }
    other.run();
    if (unseen) {
      own.unseen(
          other.looks().stream().filter(Look::getHeld).findFirst().orElseThrow().getSampleId());
    }
    for (int n = 0; n < 20; n++) {
      own.sample("next" + n, n % 4, NEW);
    }
    other.run();
    assertThat(other.predictions().stream().map(Prediction::getSampleId)).contains("next0");
    return other.predictions().stream()
        .filter(each -> each.getSampleId().equals("next0"))
        .findFirst()
        .orElseThrow()
        .getNoveltyP();
  }

  @Test
  void whatIsAnsweredByItsImageAfterAllIsRankedOnce() {
    assertThat(noveltyAfterOneThatWaits(true)).isEqualTo(noveltyAfterOneThatWaits(false));
  }

  @Test
  void aSampleThatWaitsForItsAnswerCanBeForgotten() {
    cascading();
    for (int n = 0; n < 40; n++) {
      ledger.doubtful("doubt" + n, n % 4, NEW).sample("sure" + n, n % 4, NEW);
    }
    fold.run();
    String gone = held().getFirst();
    ledger
        .command("dry", "FORGET", Map.of("sample", gone, "dry_run", "true"))
        .command("f1", "FORGET", Map.of("sample", gone))
        .copy(gone, OLD)
        .command("s1", "ENCODER_STATUS", Map.of())
        .mark();
    fold.run();
    assertThat(fold.answer("dry").getDetails()).containsEntry("glances", "1");
    assertThat(fold.answer("f1").getDetails()).containsEntry("glances", "1");
    assertThat(answersOf(gone)).isEmpty();
    assertThat(fold.answer("s1").getDetails())
        .containsEntry("state", "cascade")
        .containsEntry("glances", "80")
        .containsEntry("looks", Integer.toString(fold.looks().size()))
        .containsEntry("held_samples", Integer.toString(held().size()))
        .containsEntry("held_answered", "0")
        .containsEntry("held_forgotten", "1");
    assertThat(fold.answer("s1").getMessage()).contains("Of 80 samples");
    Map<String, String> mark = fold.mark();
    assertThat(mark)
        .containsEntry("held_forgotten", "1")
        .containsEntry("glances", "80")
        .containsEntry("looks", Integer.toString(fold.looks().size()));
    assertThat(number(mark, "samples"))
        .isEqualTo(
            number(mark, "predictions")
                + number(mark, "held_samples")
                - number(mark, "held_answered"));

    ledger.command("f2", "FORGET", Map.of("source", "source1")).mark();
    fold.run();
    assertThat(Integer.parseInt(fold.answer("f2").getDetails().get("glances"))).isBetween(18, 20);
    assertThat(number(fold.mark(), "held_forgotten"))
        .isEqualTo(1 + held().stream().filter(id -> ofClass(id) == 1 && !id.equals(gone)).count());
  }

  /** Else the random share would be of what is in doubt, and say nothing of all answers. */
  @Test
  void answersThatComeAtOnceAreAskedAboutToo() {
    cascading(Map.of(AlluviumConfig.ASK_BUDGET, "0.3", AlluviumConfig.ASK_RANDOM_SHARE, "1"));
    for (int n = 0; n < 120; n++) {
      ledger.doubtful("doubt" + n, n % 4, NEW).sample("sure" + n, n % 4, NEW);
    }
    look();
    Set<String> held = Set.copyOf(held());
    List<String> asked =
        fold.requests().stream()
            .map(LabelRequest::getSampleId)
            .filter(id -> id.startsWith("sure") || id.startsWith("doubt"))
            .toList();
    double atOnce = asked.stream().filter(id -> !held.contains(id)).count();
    double later = asked.stream().filter(held::contains).count();
    assertThat(atOnce / (240 - held.size())).isBetween(0.15, 0.45);
    assertThat(later / held.size()).isBetween(0.1, 0.5);

    String id = asked.stream().filter(each -> !held.contains(each)).findFirst().orElseThrow();
    ledger.label(id, "class" + ofClass(id), 1);
    look();
    assertThat(copied).contains(id);
    assertThat(fold.mark()).containsEntry("labels", "301");
  }

  private static int ofClass(String id) {
    return Integer.parseInt(id.replaceAll("[a-z]+", "")) % 4;
  }

  private static long number(Map<String, String> mark, String name) {
    return Long.parseLong(mark.getOrDefault(name, "0"));
  }

  @Test
  void neitherRestartsNorCommitsLeaveATrace() {
    cascading();
    stream(25);
    ledger
        .command("f1", "FORGET", Map.of("sample", "sure3"))
        .command("f2", "FORGET", Map.of("source", "source2"))
        .command("n1", "RENAME", Map.of("from", "class1", "to", "class9"));
    for (int n = 0; n < 6; n++) {
      ledger.doubtful("late" + n, n % 4, NEW).unseen("late" + n);
    }
    ledger.command("b1", "ROLLBACK", Map.of()).labelled(30, OLD).mark();
    fold.run();
    for (int every : new int[] {1, 7}) {
      SwapFold other = new SwapFold(ledger, SETTINGS).run(every);
      assertThat(other.published()).isEqualTo(fold.published());
      assertThat(other.mark()).isEqualTo(fold.mark());
    }
  }
}
