package io.alluvium.app.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.app.registry.LogRecord.LevelSet;
import io.alluvium.app.registry.LogRecord.SchemaAdded;
import io.alluvium.schemas.serde.CompatibilityLevel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaStoreTest {

  private final SchemaStore store = new SchemaStore();

  @Test
  void idsAreDenseFromOne() {
    assertThat(add("a", "x")).isEqualTo(new SchemaAdded("a", 1, 1, "x"));
    assertThat(add("a", "y")).isEqualTo(new SchemaAdded("a", 2, 2, "y"));
    assertThat(add("b", "z")).isEqualTo(new SchemaAdded("b", 1, 3, "z"));
  }

  @Test
  void sameSchemaKeepsItsIdUnderAnotherSubject() {
    add("a", "x");
    add("a", "y");

    assertThat(add("b", "x").id()).isEqualTo(1);
    assertThat(store.uses(1)).extracting(SchemaAdded::subject).containsExactly("a", "b");
  }

  @Test
  void applyingARecordTwiceChangesNothing() {
    SchemaAdded added = add("a", "x");
    store.apply(added);

    assertThat(store.versions("a")).hasSize(1);
    assertThat(store.next("a", "y").id()).isEqualTo(2);
  }

  @Test
  void compactedLogGivesTheSameStore() {
    store.apply(new LevelSet(Optional.empty(), CompatibilityLevel.FULL));
    // Only the last level is left by compaction; it comes after schemas that were added later.
    SchemaStore other = new SchemaStore();
    other.apply(new SchemaAdded("a", 1, 1, "x"));
    other.apply(new LevelSet(Optional.empty(), CompatibilityLevel.FULL));
    store.apply(new SchemaAdded("a", 1, 1, "x"));

    assertThat(other.level()).isEqualTo(store.level());
    assertThat(other.versions("a")).isEqualTo(store.versions("a"));
  }

  @Test
  void refusesAnIdForTwoSchemas() {
    add("a", "x");

    assertThatThrownBy(() -> store.apply(new SchemaAdded("b", 1, 1, "y")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("schema id 1");
  }

  @Test
  void levelIsBackwardUnlessSet() {
    assertThat(store.level()).isEqualTo(CompatibilityLevel.BACKWARD);
    store.apply(new LevelSet(Optional.of("a"), CompatibilityLevel.NONE));
    assertThat(store.level()).isEqualTo(CompatibilityLevel.BACKWARD);
    assertThat(store.level("a")).contains(CompatibilityLevel.NONE);
    assertThat(store.level("b")).isEmpty();
  }

  @Test
  void recordsSurviveTheirBytes() {
    for (LogRecord record :
        List.of(
            new SchemaAdded("a/ü", 3, 7, "{\"type\":\"string\"}"),
            new LevelSet(Optional.empty(), CompatibilityLevel.FULL),
            new LevelSet(Optional.of("a"), CompatibilityLevel.FORWARD_TRANSITIVE))) {
      assertThat(LogCodec.read(LogCodec.key(record), LogCodec.value(record))).isEqualTo(record);
    }
  }

  @Test
  void writesKeysAndValuesAsConfluentDoes() {
    SchemaAdded added = new SchemaAdded("a", 1, 2, "\"int\"");

    assertThat(text(LogCodec.key(added)))
        .isEqualTo("{\"keytype\":\"SCHEMA\",\"subject\":\"a\",\"version\":1,\"magic\":1}");
    assertThat(text(LogCodec.value(added)))
        .isEqualTo(
            "{\"subject\":\"a\",\"version\":1,\"id\":2,\"schema\":\"\\\"int\\\"\",\"deleted\":false}");
    assertThat(text(LogCodec.key(new LevelSet(Optional.empty(), CompatibilityLevel.NONE))))
        .isEqualTo("{\"keytype\":\"CONFIG\",\"subject\":null,\"magic\":0}");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "not json, {}, key is not JSON",
        "{}, {}, key type is ''",
        "{\"keytype\":\"DELETE_SUBJECT\"}, {}, key type is 'DELETE_SUBJECT'",
        "{\"keytype\":\"SCHEMA\"}, {}, field subject",
        "{\"keytype\":\"SCHEMA\"}, |{\"subject\":\"a\",\"schema\":\"x\"}|, version is 0",
        "{\"keytype\":\"CONFIG\"}, {\"compatibilityLevel\":\"SOME\"}, SOME",
      })
  void refusesWhatIsNotOfItsLog(String key, String value, String reason) {
    assertThatThrownBy(() -> LogCodec.read(bytes(key), bytes(value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void refusesATombstone() {
    assertThatThrownBy(() -> LogCodec.read(bytes("{\"keytype\":\"SCHEMA\"}"), null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("value is null");
  }

  private SchemaAdded add(String subject, String schema) {
    SchemaAdded added = store.next(subject, schema);
    store.apply(added);
    return added;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
