package io.alluvium.topology.internal.learn;

import static io.alluvium.topology.internal.learn.SwapLedger.NEW;
import static io.alluvium.topology.internal.learn.SwapLedger.OLD;
import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.schemas.EncoderDecision;
import io.alluvium.topology.Seeds;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the topic of models keeps of a change to another encoder. */
class SwapRecordTest {
  private static final Map<String, String> WINDOW = Map.of("alluvium.swap.window.pairs", "80");
  private static final String SHA = "ab".repeat(32);

  private final SwapLedger ledger = new SwapLedger(Seeds.random());

  private SwapFold fold() {
    return new SwapFold(ledger, WINDOW);
  }

  private SwapLedger fitted() {
    return ledger
        .labelled(80, OLD)
        .command("r1", "RELEASE", Map.of("encoder", "new", "share", "0.5"))
        .announce(NEW, "new", Map.of("model", SHA))
        .samples(140, OLD, NEW);
  }

  private static List<EncoderDecision> decisions(SwapFold fold) {
    return fold.model().values().stream()
        .map(record -> (EncoderDecision) record.getBody())
        .toList();
  }

  private static EncoderDecision decision(SwapFold fold, String name) {
    return decisions(fold).stream()
        .filter(each -> each.getDecision().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyStepIsKeptUnderAKeyOfItsOwn() {
    fitted()
        .command("c1", "CUTOVER", Map.of())
        .command("b1", "ROLLBACK", Map.of())
        .command("c2", "CUTOVER", Map.of())
        .command("t1", "RETIRE", Map.of());
    SwapFold fold = fold().run();
    assertThat(decisions(fold))
        .extracting(EncoderDecision::getDecision)
        .containsExactly(
            "released", "entered", "judged", "cut-over", "rolled-back", "cut-over", "retired");
    assertThat(fold.model().keySet())
        .allMatch(key -> key.matches("r1/\\d{20}-[a-z-]+"))
        .first()
        .isEqualTo("r1/00000000000000000161-released");
  }

  @Test
  void spacesArtefactsReportAndPlaceAreKept() {
    fitted();
    SwapFold fold = fold().run();
    EncoderDecision released = decision(fold, "released");
    assertThat(released.getEncoderName()).isEqualTo("new");
    assertThat(released.getFrom()).isEqualTo(OLD.id().hex());
    assertThat(released.getTo()).isNull();
    assertThat(decision(fold, "entered").getDetails()).containsEntry("artefact.model", SHA);
    EncoderDecision judged = decision(fold, "judged");
    assertThat(judged.getTo()).isEqualTo(NEW.id().hex());
    assertThat(judged.getOffset()).isGreaterThan(released.getOffset());
    assertThat(fold.events("swap-report"))
        .singleElement()
        .satisfies(event -> {
          assertThat(judged.getDetails()).isEqualTo(event.getDetails());
          assertThat(judged.getMessage()).isEqualTo(event.getMessage());
          assertThat(judged.getOffset()).isEqualTo(event.getOffset());
        });
  }

  @Test
  void aChangeThatIsGivenUpIsKept() {
    fitted().command("a1", "ABORT", Map.of("reason", "too slow"));
    EncoderDecision aborted = decision(fold().run(), "aborted");
    assertThat(aborted.getDetails()).containsEntry("reason", "too slow");
  }

  @Test
  void theReleaseOfAnotherTimeHasItsOwnRecord() {
    fitted().command("a1", "ABORT", Map.of());
    ledger.command("r2", "RELEASE", Map.of("encoder", "new"));
    assertThat(fold().run().model().keySet())
        .last()
        .asString()
        .startsWith("r2/")
        .endsWith("-released");
  }

  @Test
  void whatIsRefusedIsNotKept() {
    ledger.labelled(20, OLD).command("c1", "CUTOVER", Map.of());
    assertThat(fold().run().model()).isEmpty();
  }
}
