package io.alluvium.topology;

import io.alluvium.schemas.Event;
import io.alluvium.schemas.ModelManifest;
import io.alluvium.schemas.ModelPart;
import io.alluvium.schemas.ModelRecord;
import io.alluvium.topology.internal.wire.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Carries snapshots from one learner to another, as the command line does. */
final class Courier {
  private Courier() {}

  /** Has a snapshot taken and returns its records, the manifest last. */
  static List<ModelRecord> snapshot(LearnDriver from, String id, boolean withSamples) {
    from.command(id, "SNAPSHOT", Map.of("with_samples", Boolean.toString(withSamples)));
    return from.models().stream().filter(record -> record.getSnapshot().equals(id)).toList();
  }

  /** Returns the commands that import a snapshot, the one that adds it last. */
  static List<Body.Command> commands(
      List<ModelRecord> records, String id, Map<String, String> changes) {
    List<Body.Command> commands = new ArrayList<>();
    for (ModelRecord record : records) {
      String snapshot = record.getSnapshot();
      switch (record.getBody()) {
        case ModelPart part ->
            commands.add(
                new Body.Command(
                    id + "/" + part.getNumber(),
                    "IMPORT_PART",
                    Map.of(
                        "snapshot", snapshot,
                        "part", Integer.toString(part.getNumber()),
                        "sha256", part.getSha256()),
                    Optional.empty(),
                    Optional.of(part.getContent().duplicate())));
        case ModelManifest manifest -> {
          Map<String, String> arguments = new TreeMap<>();
          arguments.put("snapshot", snapshot);
          arguments.put("format", Integer.toString(manifest.getFormat()));
          arguments.put("parts", Integer.toString(manifest.getParts()));
          arguments.put("digest", manifest.getDigest());
          arguments.put("sums_digest", manifest.getSumsDigest());
          arguments.putAll(changes);
          commands.add(new Body.Command(id, "IMPORT", arguments, Optional.empty()));
        }
        default -> throw new AssertionError(record);
      }
    }
    return commands;
  }

  /** Imports a snapshot and returns the answer. */
  static Event deliver(LearnDriver to, String id, List<ModelRecord> records) {
    commands(records, id, Map.of()).forEach(to::append);
    return answer(to, id);
  }

  /** Returns the newest answer to a command. */
  static Event answer(LearnDriver learn, String id) {
    return learn.events().stream()
        .filter(event -> id.equals(event.getSubject()))
        .reduce((first, second) -> second)
        .orElseThrow();
  }
}
