package io.alluvium.topology.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.learning.Assignment;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.Normalisation;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import io.alluvium.schemas.EmbeddedSample;
import io.alluvium.schemas.LedgerEntry;
import io.alluvium.stores.BankValue;
import io.alluvium.topology.Toy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LedgerFormatTest {
  private static final Space FIXED =
      new Space(new SpaceId("0123456789abcdef".repeat(4)), 3, new Normalisation.Fixed(8, 4000));

  static Stream<Body> bodies() {
    Body.View one = new Body.View(Toy.space(1).id(), Toy.axis(2));
    Body.View two = new Body.View(FIXED.id(), Embedding.of((short) 1, (short) -2, (short) 3));
    Optional<String> none = Optional.empty();
    return Stream.of(
        new Body.Sample("s", "here", OptionalLong.of(-5), Optional.of("shop"), List.of(one, two)),
        new Body.Sample("s", "here", OptionalLong.empty(), Optional.empty(), List.of(one)),
        new Body.Backfill(
            new Body.Sample("s", "here", OptionalLong.empty(), Optional.of("shop"), List.of(two))),
        new Body.Label(
            "s",
            "here",
            Optional.of(new Assignment("a", 42)),
            -3,
            Optional.of("ann"),
            OptionalLong.of(9)),
        new Body.Label("s", "here", Optional.empty(), Long.MAX_VALUE, none, OptionalLong.empty()),
        new Body.Command("c", "MARK", Map.of("name", "x"), Optional.of("me")),
        new Body.Command("c", "", Map.of(), none),
        new Body.Announcement(Toy.space(1), "toy"),
        new Body.Announcement(FIXED, "/models/vector"),
        new Body.Announcement(
            Toy.space(1), "toy", Map.of("model", "ab".repeat(32), "tokenizer", "cd".repeat(32))));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void entriesSurviveTheirFormat(Body body) {
    BankValue.Origin origin = new BankValue.Origin("samples", 3, 99);
    LedgerEntry avro =
        LedgerFormat.toAvro(new Unsequenced(Optional.of(origin), body, OptionalInt.of(1)));
    assertThat(LedgerFormat.body(avro)).isEqualTo(body);
    assertThat(LedgerFormat.origin(avro)).hasValue(origin);
    LedgerEntry own =
        LedgerFormat.toAvro(new Unsequenced(Optional.empty(), body, OptionalInt.empty()));
    assertThat(LedgerFormat.origin(own)).isEmpty();
  }

  @Test
  void sampleWithoutAViewIsImpossible() {
    LedgerEntry avro =
        new LedgerEntry(null, new EmbeddedSample("s", "here", null, List.of(), null, false));
    assertThatThrownBy(() -> LedgerFormat.body(avro))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("sample 's' has no view, expected at least one");
  }
}
