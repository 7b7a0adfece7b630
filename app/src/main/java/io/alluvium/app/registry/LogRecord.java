package io.alluvium.app.registry;

import io.alluvium.schemas.serde.CompatibilityLevel;
import java.util.Objects;
import java.util.Optional;

/** One fact of the registry's log: its state is a fold over these. */
sealed interface LogRecord {

  /**
   * A subject has a schema.
   *
   * @param subject name of the subject
   * @param version version within the subject, from 1
   * @param id id of the schema in the whole registry, from 1
   * @param schema the schema's JSON as Avro prints it
   */
  record SchemaAdded(String subject, int version, int id, String schema) implements LogRecord {
    public SchemaAdded {
      Objects.requireNonNull(subject, "subject is null");
      Objects.requireNonNull(schema, "schema is null");
      if (version < 1 || id < 1) {
        throw new IllegalArgumentException(
            "version is " + version + " and id is " + id + ", expected both to be 1 or more");
      }
    }
  }

  /**
   * A compatibility level was chosen.
   *
   * @param subject for which subject; empty for all that have no level of their own
   */
  record LevelSet(Optional<String> subject, CompatibilityLevel level) implements LogRecord {
    public LevelSet {
      Objects.requireNonNull(subject, "subject is null");
      Objects.requireNonNull(level, "level is null");
    }
  }
}
