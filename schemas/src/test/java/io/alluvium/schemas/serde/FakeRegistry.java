package io.alluvium.schemas.serde;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** A registry in memory, with Confluent's rules; counts what it is asked. */
final class FakeRegistry implements SchemaRegistry {

  final List<String> questions = new ArrayList<>();
  private final List<Schema> schemas = new ArrayList<>();
  private final Map<String, List<Schema>> subjects = new HashMap<>();
  private final CompatibilityLevel level;
  private boolean down;

  FakeRegistry(CompatibilityLevel level) {
    this.level = level;
  }

  FakeRegistry() {
    this(CompatibilityLevel.BACKWARD);
  }

  void goDown() {
    down = true;
  }

  /** Gives a schema an id without a subject, as a registry of any content would. */
  int hold(Schema schema) {
    int known = schemas.indexOf(schema);
    if (known < 0) {
      schemas.add(schema);
    }
    return known < 0 ? schemas.size() : known + 1;
  }

  @Override
  public int register(String subject, Schema schema) {
    ask("register " + subject);
    List<Schema> versions = subjects.computeIfAbsent(subject, name -> new ArrayList<>());
    List<String> objections = level.objections(schema, versions);
    if (!versions.contains(schema)) {
      if (!objections.isEmpty()) {
        throw new RegistryRejectedException(subject + ": " + objections, 409, 409);
      }
      versions.add(schema);
    }
    return hold(schema);
  }

  @Override
  public int idOf(String subject, Schema schema) {
    ask("look up " + subject);
    if (!subjects.getOrDefault(subject, List.of()).contains(schema)) {
      throw new RegistryRejectedException(subject + " does not have the schema", 404, 40403);
    }
    return hold(schema);
  }

  @Override
  public Schema byId(int id) {
    ask("get " + id);
    if (id < 1 || id > schemas.size()) {
      throw new UndecodableException("schema id " + id + " is unknown to the registry");
    }
    return schemas.get(id - 1);
  }

  private void ask(String question) {
    if (down) {
      throw new RegistryUnavailableException("registry is down");
    }
    questions.add(question);
  }
}
