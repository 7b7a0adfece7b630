package io.alluvium.topology.internal.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.schemas.Event;
import io.alluvium.schemas.Prediction;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.Names;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** LEARN over a ledger in which samples of classes appear that nobody has labelled. */
class CandidateTest {
  private static final Map<String, String> EACH = Map.of(AlluviumConfig.SOURCES_EVERY, "1");

  private final SourceLedger ledger = new SourceLedger();

  @BeforeEach
  void write() {
    for (int n = 0; n < 1200; n++) {
      ledger.sample("calm", 0, true);
      ledger.sample("odd", 0, n % 4 == 0);
    }
    strangers(0, 200);
  }

  private void strangers(int number, int count) {
    strangers(number, count, 5);
  }

  private void strangers(int number, int count, int knownForEach) {
    for (int n = 0; n < count; n++) {
      ledger.stranger("odd", number, false);
      for (int known = 0; known < knownForEach; known++) {
        ledger.sample("odd", 0, false);
      }
    }
  }

  private static List<Event> found(LedgerRun run) {
    return run.events("candidate-class").toList();
  }

  private boolean isOf(Event found, String truth) {
    String first = found.getDetails().get("sample.00");
    return first != null && ledger.truth(first).equals(truth);
  }

  private String firstCandidate() {
    return found(ledger.run(EACH, 50, false)).getFirst().getSubject();
  }

  private Prediction answerToAStranger() {
    ledger.stranger("odd", 0, false);
    return ledger.run(EACH, 50, false).predictions().getLast();
  }

  @Test
  void samplesThatBelongTogetherAreProposedOnce() {
    List<Event> found = found(ledger.run(EACH, 50, false));

    assertThat(found).hasSize(1);
    Map<String, String> details = found.getFirst().getDetails();
    assertThat(details).containsEntry("source", "odd").containsKey("cohesion");
    assertThat(details.keySet()).filteredOn(key -> key.startsWith("relation.")).isNotEmpty();
    assertThat(details.entrySet())
        .filteredOn(entry -> entry.getKey().startsWith("sample."))
        .hasSizeGreaterThanOrEqualTo(20)
        .allMatch(entry -> ledger.truth(entry.getValue()).equals("class4"));
  }

  @Test
  void aNewClassIsNoDisplacementWhereTheOthersAreAsBefore() {
    strangers(1, 200, 1);
    assertThat(found(ledger.run(EACH, 50, false)))
        .filteredOn(event -> isOf(event, "class5"))
        .hasSize(1);
  }

  @Test
  void namingOneMakesItAClassAtOnce() {
    ledger.command("NAME", Map.of("candidate", firstCandidate(), "to", "stranger"));
    int named = ledger.size() - 1;

    assertThat(answerToAStranger().getLabel()).isEqualTo("stranger");
    LedgerRun run = ledger.run(EACH, 50, false);
    assertThat(run.events("command-done").map(Event::getMessage))
        .singleElement()
        .asString()
        .endsWith("become 'stranger', which is new.");
    assertThat(run.events("candidate-named"))
        .singleElement()
        .satisfies(event -> {
          assertThat(event.getOffset()).isEqualTo(named);
          assertThat(event.getDetails()).containsEntry("label", "stranger");
        });
    ledger.command("NAME", Map.of("candidate", firstCandidate(), "to", "again"));
    assertThat(ledger.run(EACH, 50, false).events("command-refused"))
        .singleElement()
        .asString()
        .contains("no candidate '" + firstCandidate() + "' is open");
  }

  @Test
  void labelsForItsSamplesNameItToo() {
    Event found = found(ledger.run(EACH, 50, false)).getFirst();
    found
        .getDetails()
        .forEach((key, id) -> {
          if (key.startsWith("sample.")) {
            ledger.label(id, "odd", "stranger");
          }
        });

    assertThat(ledger.run(EACH, 50, false).events("candidate-named"))
        .singleElement()
        .satisfies(event -> {
          assertThat(event.getSubject()).isEqualTo(found.getSubject());
          assertThat(event.getDetails()).containsEntry("label", "stranger");
        });
  }

  @Test
  void whatIsDismissedIsNotProposedAgain() {
    strangers(0, 200);
    assertThat(found(ledger.run(EACH, 50, false)))
        .filteredOn(event -> isOf(event, "class4"))
        .hasSize(1);
    ledger.command("DISMISS", Map.of("candidate", firstCandidate(), "dry_run", "true"));
    ledger.command("DISMISS", Map.of("candidate", firstCandidate()));
    strangers(0, 200);
    strangers(1, 200);
    ledger.command("DISMISS", Map.of("candidate", firstCandidate()));

    LedgerRun run = ledger.run(EACH, 50, false);
    assertThat(found(run)).filteredOn(event -> isOf(event, "class4")).hasSize(1);
    assertThat(found(run)).filteredOn(event -> isOf(event, "class5")).hasSize(1);
    assertThat(run.events("command-dry-run")).hasSize(1);
    assertThat(run.events("command-done")).hasSize(1);
    assertThat(run.events("command-refused")).hasSize(1);
  }

  @Test
  void theOldestLeavesWhereThereAreTooMany() {
    strangers(1, 200);
    strangers(2, 200);
    Map<String, String> one =
        Map.of(AlluviumConfig.SOURCES_EVERY, "1", AlluviumConfig.CANDIDATES_MAX, "1");

    LedgerRun run = ledger.run(one, 50, false);
    assertThat(found(run)).hasSizeGreaterThan(1);
    assertThat(run.events("candidate-dropped"))
        .hasSize(found(run).size() - 1)
        .allMatch(event -> "too-many".equals(event.getDetails().get("reason")));
    assertThat(found(ledger.run(Map.of(AlluviumConfig.CANDIDATES_MAX, "0"), 50, false))).isEmpty();
  }

  @Test
  void neitherRestartsNorCommitsLeaveATrace() {
    ledger.command("NAME", Map.of("candidate", firstCandidate(), "to", "stranger"));
    strangers(1, 150);
    ledger.command("FORGET", Map.of("sample", "odd2401"));
    strangers(1, 150);
    ledger.command("FORGET", Map.of("class", "stranger"));
    strangers(0, 150);
    LedgerRun once = ledger.run(EACH, 0, false);
    assertThat(found(once)).hasSizeGreaterThan(1);

    for (LedgerRun other : List.of(ledger.run(EACH, 1, false), ledger.run(EACH, 97, true))) {
      assertThat(other.predictions()).isEqualTo(once.predictions());
      assertThat(other.all(Event.class)).isEqualTo(once.all(Event.class));
      assertThat(other.mark()).isEqualTo(once.mark());
    }
  }

  @Test
  void nothingIsLeftOfASourceThatWasForgotten() {
    assertThat(ledger.run(EACH, 50, true).text(Names.SOURCES))
        .contains("unknown/odd", "candidate/" + firstCandidate());
    ledger.command("FORGET", Map.of("source", "odd"));

    assertThat(ledger.run(EACH, 50, true).text(Names.SOURCES)).doesNotContain("odd");
  }
}
