package io.alluvium.app.crash;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** A death at a named place of the code, in the pipeline's own process. */
record HaltAt(String name, String type, String method, String place, int time) implements Death {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @Override
  public String happen(Scene scene) {
    Path folder = scene.folder();
    String condition = "isTime(\"" + name + "\", " + time + ")";
    String rule = Rules.rule(type, method, place, condition, "halt()");
    List<String> options = Rules.options(folder, name, rule);
    ChildJvm child = scene.start(options);
    boolean died =
        scene.feed().trickleUntil(() -> child.isReady() || !child.isAlive(), Scene.START_LIMIT)
            && scene.feed().runUntil(() -> !child.isAlive(), LIMIT);
    if (!died) {
      throw new CrashException("the place '" + name + "' was not reached: " + child.lastWords());
    }
    if (child.exitCode() != 137) {
      throw new CrashException(
          "ended with " + child.exitCode() + " before '" + name + "': " + child.lastWords());
    }
    return "halt at '" + name + "', number " + time;
  }

  /** Returns the places, each to be reached for a time that depends on the seed. */
  static List<Death> all(RandomGenerator random) {
    String embed = "io.alluvium.topology.internal.embed.";
    String learn = "io.alluvium.topology.internal.learn.";
    String producer = "org.apache.kafka.clients.producer.KafkaProducer";
    return List.of(
        new HaltAt("before-embed", embed + "BatchEncoder", "encode", "ENTRY", any(random, 9)),
        new HaltAt("after-embed", embed + "BatchEncoder", "encode", "EXIT", any(random, 9)),
        new HaltAt(
            "hook-done",
            "io.alluvium.topology.internal.commit.CommitHookStore",
            "flushCache",
            "EXIT",
            any(random, 9)),
        new HaltAt("offsets-sent", producer, "sendOffsetsToTransaction", "EXIT", any(random, 9)),
        new HaltAt("before-commit", producer, "commitTransaction", "ENTRY", any(random, 9)),
        new HaltAt("after-commit", producer, "commitTransaction", "EXIT", any(random, 9)),
        new HaltAt(
            "restored",
            "org.apache.kafka.streams.processor.internals.StreamTask",
            "completeRestoration",
            "EXIT",
            any(random, 2)),
        new HaltAt("learner-restored", learn + "DurableLearner", "restoreConsistent", "EXIT", 1),
        new HaltAt("in-checkpoint", "io.alluvium.stores.MomentStore", "encode", "ENTRY", 2),
        new HaltAt("before-purge", learn + "DurableLearner", "purge", "ENTRY", 1),
        new HaltAt(
            "before-solve-effect",
            "io.alluvium.learning.Learner",
            "takeEffect",
            "ENTRY",
            any(random, 3)),
        new HaltAt(
            "after-solve-effect",
            "io.alluvium.learning.Learner",
            "takeEffect",
            "EXIT",
            any(random, 3)),
        new HaltAt(
            "store-put",
            "org.apache.kafka.streams.state.internals.RocksDBStore",
            "put",
            "EXIT",
            any(random, 300)),
        new HaltAt("before-command", learn + "CommandDesk", "take", "ENTRY", 1),
        new HaltAt("after-command", learn + "CommandDesk", "take", "EXIT", 1),
        new HaltAt("amended", learn + "DurableLearner", "amend", "EXIT", 1),
        new HaltAt("snapshot-made", learn + "Snapshots", "answer", "EXIT", 1),
        new HaltAt("part-received", learn + "ImportDesk", "receive", "EXIT", any(random, 2)),
        new HaltAt("import-planned", learn + "ImportDesk", "plan", "EXIT", 1),
        new HaltAt("imported", learn + "ImportDesk", "carryOut", "EXIT", 1),
        new HaltAt("before-erasure", "io.alluvium.stores.ErasableStore", "erase", "ENTRY", 2));
  }

  private static int any(RandomGenerator random, int most) {
    return 1 + random.nextInt(most);
  }
}
