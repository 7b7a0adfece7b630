package io.alluvium.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompatibilityLevelTest {

  private static final Schema BASE =
      SchemaBuilder.record("R").fields().requiredInt("a").endRecord();
  private static final Schema OPTIONAL =
      SchemaBuilder.record("R").fields().requiredInt("a").optionalInt("b").endRecord();
  private static final Schema REQUIRED =
      SchemaBuilder.record("R").fields().requiredInt("a").requiredInt("b").endRecord();
  private static final Schema EMPTY = SchemaBuilder.record("R").fields().endRecord();

  @ParameterizedTest
  @CsvSource({
    // level, add optional, add required, remove required
    "NONE, true, true, true",
    "BACKWARD, true, false, true",
    "BACKWARD_TRANSITIVE, true, false, true",
    "FORWARD, true, true, false",
    "FORWARD_TRANSITIVE, true, true, false",
    "FULL, true, false, false",
    "FULL_TRANSITIVE, true, false, false",
  })
  void judgesOneChange(
      CompatibilityLevel level, boolean addOptional, boolean addRequired, boolean removeRequired) {
    assertThat(level.objections(OPTIONAL, List.of(BASE)).isEmpty()).isEqualTo(addOptional);
    assertThat(level.objections(REQUIRED, List.of(BASE)).isEmpty()).isEqualTo(addRequired);
    assertThat(level.objections(EMPTY, List.of(BASE)).isEmpty()).isEqualTo(removeRequired);
  }

  @ParameterizedTest
  @CsvSource({
    "BACKWARD, true",
    "BACKWARD_TRANSITIVE, false",
    "FULL, true",
    "FULL_TRANSITIVE, false"
  })
  void transitiveLevelsLookFurtherBack(CompatibilityLevel level, boolean accepted) {
    // b is added with a default, then the default is dropped: only the first version objects.
    assertThat(level.objections(REQUIRED, List.of(BASE, REQUIRED)).isEmpty()).isEqualTo(accepted);
  }

  @ParameterizedTest
  @CsvSource({
    "BACKWARD, new schema cannot read old data",
    "FORWARD, old schema cannot read new data"
  })
  void saysWhichWayFails(CompatibilityLevel level, String direction) {
    Schema other = SchemaBuilder.record("R").fields().requiredString("a").endRecord();

    assertThat(level.objections(other, List.of(BASE)))
        .singleElement()
        .asString()
        .startsWith(direction)
        .contains("TYPE_MISMATCH", "/fields/0/type");
  }
}
