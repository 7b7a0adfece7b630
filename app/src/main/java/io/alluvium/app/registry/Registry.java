package io.alluvium.app.registry;

import io.alluvium.app.registry.LogRecord.LevelSet;
import io.alluvium.app.registry.LogRecord.SchemaAdded;
import io.alluvium.schemas.serde.CompatibilityLevel;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * The registry's operations. What a write changes is decided under one lock, logged, and seen by
 * every later read. Safe for use by several threads.
 */
final class Registry {

  private final SchemaStore store;
  private final RegistryLog log;

  /**
   * Creates the registry.
   *
   * @param store the fold of the log so far; not to be used by others from here on
   * @param log applies to the store what is appended to it
   */
  Registry(SchemaStore store, RegistryLog log) {
    this.store = store;
    this.log = log;
  }

  synchronized int register(String subject, String text) {
    Schema schema = parse(text);
    Optional<SchemaAdded> known = store.find(subject, schema.toString());
    if (known.isPresent()) {
      return known.get().id();
    }
    List<String> objections = level(subject).objections(schema, schemas(subject));
    if (!objections.isEmpty()) {
      throw new RegistryError(
          409,
          409,
          "Schema is incompatible with subject '"
              + subject
              + "' under level "
              + level(subject)
              + ": "
              + String.join("; ", objections));
    }
    SchemaAdded added = store.next(subject, schema.toString());
    log.append(added);
    return added.id();
  }

  synchronized SchemaAdded find(String subject, String text) {
    Schema schema = parse(text);
    versions(subject);
    return store.find(subject, schema.toString()).orElseThrow(RegistryError::unknownSchema);
  }

  synchronized String schema(int id) {
    return store.schema(id).orElseThrow(RegistryError::unknownSchema);
  }

  synchronized List<SchemaAdded> uses(int id) {
    schema(id);
    return store.uses(id);
  }

  synchronized List<String> subjects() {
    return store.subjects();
  }

  synchronized List<Integer> versionNumbers(String subject) {
    return List.copyOf(versions(subject).keySet());
  }

  /** Returns one version of a subject: a number, or {@code latest}. */
  synchronized SchemaAdded version(String subject, String version) {
    NavigableMap<Integer, SchemaAdded> versions = versions(subject);
    int number = version.equals("latest") ? versions.lastKey() : number(version);
    return Optional.ofNullable(versions.get(number))
        .orElseThrow(() -> RegistryError.unknownVersion(subject, number));
  }

  /** Returns why a schema may not follow a version of a subject; empty if it may. */
  synchronized List<String> objections(String subject, String version, String text) {
    Schema schema = parse(text);
    Schema other = parse(version(subject, version).schema());
    return level(subject).objections(schema, other);
  }

  synchronized CompatibilityLevel level() {
    return store.level();
  }

  synchronized Optional<CompatibilityLevel> ownLevel(String subject) {
    return store.level(subject);
  }

  synchronized void setLevel(Optional<String> subject, String name) {
    Supplier<RegistryError> invalid =
        () -> RegistryError.invalidLevel(name, Arrays.toString(CompatibilityLevel.values()));
    log.append(new LevelSet(subject, CompatibilityLevel.named(name).orElseThrow(invalid)));
  }

  private CompatibilityLevel level(String subject) {
    return store.level(subject).orElse(store.level());
  }

  private NavigableMap<Integer, SchemaAdded> versions(String subject) {
    NavigableMap<Integer, SchemaAdded> versions = store.versions(subject);
    if (versions.isEmpty()) {
      throw RegistryError.unknownSubject(subject);
    }
    return versions;
  }

  private List<Schema> schemas(String subject) {
    return store.versions(subject).values().stream()
        .map(version -> parse(version.schema()))
        .toList();
  }

  private static Schema parse(String text) {
    try {
      return new Schema.Parser().parse(text);
    } catch (AvroRuntimeException e) {
      throw RegistryError.invalidSchema(String.valueOf(e.getMessage()));
    }
  }

  private static int number(String version) {
    try {
      int number = Integer.parseInt(version);
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Falls through: refused like a number out of range.
    }
    throw RegistryError.invalidVersion(version);
  }
}
