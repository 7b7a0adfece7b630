package io.alluvium.schemas.serde;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/**
 * Which changes of a subject's schema a registry accepts.
 *
 * <p>Source: Confluent Schema Registry, "Schema evolution and compatibility".
 */
public enum CompatibilityLevel {
  /** Anything goes. */
  NONE(false, false, false),
  /** The new schema reads what the last one wrote. */
  BACKWARD(true, false, false),
  /** The new schema reads what any earlier one wrote. */
  BACKWARD_TRANSITIVE(true, false, true),
  /** The last schema reads what the new one writes. */
  FORWARD(false, true, false),
  /** Every earlier schema reads what the new one writes. */
  FORWARD_TRANSITIVE(false, true, true),
  /** Both ways with the last schema. */
  FULL(true, true, false),
  /** Both ways with every earlier schema. */
  FULL_TRANSITIVE(true, true, true);

  private final boolean newReadsOld;
  private final boolean oldReadsNew;
  private final boolean transitive;

  CompatibilityLevel(boolean newReadsOld, boolean oldReadsNew, boolean transitive) {
    this.newReadsOld = newReadsOld;
    this.oldReadsNew = oldReadsNew;
    this.transitive = transitive;
  }

  /** Returns the level of a name, empty if there is none. */
  public static Optional<CompatibilityLevel> named(String name) {
    return Arrays.stream(values()).filter(level -> level.name().equals(name)).findFirst();
  }

  /**
   * Returns why a schema may not follow the versions that a subject has.
   *
   * @param versions schemas of the subject, oldest first
   * @return one sentence for each objection; empty if the candidate is acceptable
   */
  public List<String> objections(Schema candidate, List<Schema> versions) {
    int first = transitive ? 0 : Math.max(0, versions.size() - 1);
    return versions.subList(first, versions.size()).stream()
        .flatMap(version -> objections(candidate, version).stream())
        .distinct()
        .toList();
  }

  /** Returns why a schema may not stand next to one given version, transitive or not. */
  public List<String> objections(Schema candidate, Schema version) {
    Objects.requireNonNull(candidate, "candidate is null");
    List<String> backward =
        newReadsOld ? faults("new schema cannot read old data", candidate, version) : List.of();
    List<String> forward =
        oldReadsNew ? faults("old schema cannot read new data", version, candidate) : List.of();
    return Stream.concat(backward.stream(), forward.stream()).toList();
  }

  private static List<String> faults(String direction, Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
        .getResult()
        .getIncompatibilities()
        .stream()
        .map(fault -> direction + ": " + describe(fault))
        .toList();
  }

  private static String describe(Incompatibility fault) {
    return fault.getType() + " at " + fault.getLocation() + ": " + fault.getMessage();
  }
}
