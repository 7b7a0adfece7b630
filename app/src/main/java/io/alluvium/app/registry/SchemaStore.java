package io.alluvium.app.registry;

import io.alluvium.app.registry.LogRecord.LevelSet;
import io.alluvium.app.registry.LogRecord.SchemaAdded;
import io.alluvium.schemas.serde.CompatibilityLevel;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the registry knows: a fold over its log. Applying the same records in the same order gives
 * the same store, and applying a record twice changes nothing.
 *
 * <p>Not thread-safe.
 */
final class SchemaStore {

  private final NavigableMap<Integer, String> schemas = new TreeMap<>();
  private final Map<String, Integer> ids = new HashMap<>();
  private final NavigableMap<String, NavigableMap<Integer, SchemaAdded>> subjects = new TreeMap<>();
  private final Map<String, CompatibilityLevel> levels = new HashMap<>();
  private CompatibilityLevel level = CompatibilityLevel.BACKWARD;

  /**
   * Takes a fact in.
   *
   * @throws IllegalArgumentException if it gives an id that another schema has
   */
  void apply(LogRecord record) {
    switch (record) {
      case SchemaAdded added -> add(added);
      case LevelSet set ->
          set.subject()
              .ifPresentOrElse(
                  subject -> levels.put(subject, set.level()), () -> level = set.level());
    }
  }

  private void add(SchemaAdded added) {
    String known = schemas.putIfAbsent(added.id(), added.schema());
    if (known != null && !known.equals(added.schema())) {
      throw new IllegalArgumentException(
          "schema id " + added.id() + " stands for two schemas: " + known + ", " + added.schema());
    }
    ids.putIfAbsent(added.schema(), added.id());
    subjects.computeIfAbsent(added.subject(), name -> new TreeMap<>()).put(added.version(), added);
  }

  /**
   * Returns the fact to be logged so that a subject gets a schema as its next version.
   *
   * @param schema a schema that the subject does not have
   */
  SchemaAdded next(String subject, String schema) {
    int version = versions(subject).isEmpty() ? 1 : versions(subject).lastKey() + 1;
    Integer known = ids.get(schema);
    int id = known != null ? known : schemas.isEmpty() ? 1 : schemas.lastKey() + 1;
    return new SchemaAdded(subject, version, id, schema);
  }

  /** Returns the schema of an id. */
  Optional<String> schema(int id) {
    return Optional.ofNullable(schemas.get(id));
  }

  /** Returns the names of all subjects, in order. */
  List<String> subjects() {
    return List.copyOf(subjects.keySet());
  }

  /** Returns the versions of a subject by number; empty if there is no such subject. */
  NavigableMap<Integer, SchemaAdded> versions(String subject) {
    return Collections.unmodifiableNavigableMap(
        subjects.getOrDefault(subject, Collections.emptyNavigableMap()));
  }

  /** Returns the version of a subject that has a schema. */
  Optional<SchemaAdded> find(String subject, String schema) {
    return versions(subject).values().stream()
        .filter(version -> version.schema().equals(schema))
        .findFirst();
  }

  /** Returns the versions of all subjects that have the schema of an id. */
  List<SchemaAdded> uses(int id) {
    return subjects.values().stream()
        .flatMap(versions -> versions.values().stream())
        .filter(version -> version.id() == id)
        .toList();
  }

  /** Returns the level of subjects that have none of their own. */
  CompatibilityLevel level() {
    return level;
  }

  /** Returns a subject's own level. */
  Optional<CompatibilityLevel> level(String subject) {
    return Optional.ofNullable(levels.get(subject));
  }
}
