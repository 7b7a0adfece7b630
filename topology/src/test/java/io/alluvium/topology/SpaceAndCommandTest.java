package io.alluvium.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.Space;
import io.alluvium.schemas.Event;
import io.alluvium.schemas.Severity;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Spaces never mix, commands are carried out wholly or not at all, and bad entries cost nothing.
 */
class SpaceAndCommandTest {
  private static final Space OTHER = Toy.space(2);

  @TempDir private Path state;
  private LearnDriver learn;

  @BeforeEach
  void open() {
    learn = new LearnDriver(state, Map.of());
  }

  @AfterEach
  void close() {
    learn.close();
  }

  @Test
  void sampleBeforeAnySpaceIsADeadLetter() {
    learn.sample("s1", Toy.axis(0));
    learn.label("s1", "a", 1);
    assertThat(learn.reasons()).containsExactly("unknown-space");
    var letter = learn.deadLetters().getFirst();
    assertThat(LearnDriver.header(letter, "__streams.errors.message"))
        .isEqualTo(
            "sample 's1' has views in spaces [010000000000], the learner works in none: no space was"
                + " announced");
    assertThat(LearnDriver.header(letter, "__streams.errors.topic")).isEqualTo("alluvium.ledger");
    assertThat(LearnDriver.header(letter, "__streams.errors.offset")).isEqualTo("0");
    assertThat(learn.mark())
        .containsEntry("sums_digest", "0".repeat(64))
        .containsEntry("samples", "1")
        .containsEntry("buried_samples", "1");
    learn.announced();
    learn.sample("s1", Toy.axis(0));
    assertThat(learn.mark()).containsEntry("labels", "1");
  }

  @Test
  void sampleOfAnotherSpaceIsADeadLetter() {
    learn.announced();
    learn.sample("s1", OTHER, Toy.axis(0));
    learn.sample("s2", Embedding.of((short) 1));
    learn.sample("s3", Embedding.of(Short.MAX_VALUE, Short.MAX_VALUE, (short) 0, (short) 0));
    assertThat(learn.reasons())
        .containsExactly("unknown-space", "impossible-vector", "impossible-vector");
    assertThat(LearnDriver.header(learn.deadLetters().getLast(), "__streams.errors.message"))
        .isEqualTo(
            "sample 's3' has a vector of dimension 4 and norm 46340, space 010000000000 has dimension"
                + " 4 and norms up to 16385");
    assertThat(learn.predictions()).isEmpty();
    learn.sample("s1", Toy.axis(0));
    assertThat(learn.counters())
        .isEqualTo(Map.of("samples", 4L, "predictions", 1L, "buried_samples", 3L));
  }

  @Test
  void onlyTheFirstSpaceIsLearntIn() {
    learn.announced();
    learn.announced();
    learn.announce(OTHER);
    assertThat(learn.events())
        .extracting(Event::getType, Event::getSeverity, Event::getSubject)
        .extracting(Object::toString)
        .containsExactly(
            "(\"space-announced\", INFO, \"%s\")".formatted(Toy.space(1).id()),
            "(\"space-announced\", INFO, \"%s\")".formatted(Toy.space(1).id()),
            "(\"space-refused\", ERROR, \"%s\")".formatted(OTHER.id()));
    assertThat(learn.events().getFirst().getDetails()).isEqualTo(Map.of("dim", "4"));
    assertThat(learn.events().getLast().getDetails())
        .isEqualTo(Map.of("dim", "4", "active", Toy.space(1).id().hex()));
    assertThat(learn.events().getLast().getMessage())
        .isEqualTo(
            "EMBED started in space 020000000000, but the learner works in 010000000000: its samples"
                + " become dead letters until EMBED runs the encoder of that space again.");
  }

  @Test
  void markAnswersWithCountersAndDigests() {
    learn.announced();
    learn.command("c1", "MARK", Map.of("name", "here"));
    Event event = learn.events().getLast();
    assertThat(event.getType()).isEqualTo("mark");
    assertThat(event.getSubject()).isEqualTo("c1");
    assertThat(event.getOffset()).isEqualTo(1);
    assertThat(event.getDetails())
        .containsEntry("name", "here")
        .containsEntry("commands", "1")
        .containsEntry("predictions_digest", "0".repeat(64))
        .containsKeys("state_digest", "sums_digest", "classes");
    assertThat(event.getDetails()).hasSize(17 + 5);
  }

  @Test
  void refusedCommandsChangeNothing() {
    learn.announced();
    String digest = learn.mark().get("sums_digest");
    learn.command(" ", "MARK", Map.of("name", "x"));
    learn.command("c".repeat(257), "MARK", Map.of("name", "x"));
    learn.command("c3", "FORGET", Map.of());
    learn.command("c4", "MARK", Map.of());
    learn.command("c5", "MARK", Map.of("name", "x".repeat(257)));
    assertThat(learn.events("command-refused"))
        .hasSize(5)
        .allMatch(event -> event.getSeverity() == Severity.ERROR);
    assertThat(learn.mark())
        .containsEntry("sums_digest", digest)
        .containsEntry("commands", "2")
        .containsEntry("refused_commands", "5");
  }

  @Test
  void commandTypeThatIsNotAllowedIsRefused(@TempDir Path otherState) {
    try (LearnDriver strict =
        new LearnDriver(otherState, Map.of(AlluviumConfig.COMMANDS_ALLOWED, ""))) {
      strict.command("c1", "MARK", Map.of("name", "x"));
      assertThat(strict.events())
          .singleElement()
          .extracting(Event::getMessage)
          .isEqualTo("Command 'c1' was refused: type MARK is not among those allowed here: [].");
    }
  }

  @Test
  void garbageInTheLedgerIsADeadLetterAndTheRestGoesOn() {
    learn.announced();
    learn.append("garbage".getBytes(UTF_8));
    learn.append(new byte[] {0, 0, 0, 0, 99, 1});
    learn.sample("s1", Toy.axis(0));
    assertThat(learn.reasons()).containsExactly("undecodable", "undecodable");
    assertThat(learn.deadLetters().getFirst().value()).isEqualTo("garbage".getBytes(UTF_8));
    assertThat(LearnDriver.header(learn.deadLetters().get(1), "__streams.errors.offset"))
        .isEqualTo("2");
    assertThat(learn.predictions()).hasSize(1);
  }
}
