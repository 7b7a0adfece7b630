package io.alluvium.app.crash;

import io.alluvium.learning.Assignment;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.Normalisation;
import io.alluvium.learning.Space;
import io.alluvium.learning.SufficientStatistics;
import io.alluvium.schemas.Command;
import io.alluvium.stores.BankValue;
import io.alluvium.stores.HashChain;
import io.alluvium.stores.Snapshot;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Commands that bring a small snapshot, with samples of a class that nobody else has and with sums
 * that belong to none of them, and that forget it again, so that it leaves nothing to count.
 *
 * @param space the space that is learnt in
 */
record CrashImport(Space space) {
  private static final String CLASS = "imported";
  private static final String ISSUER = "crash";
  private static final int TOLD = 3;
  private static final int ALL = 5;

  /** Returns the parts and the import, in their order. */
  List<Command> commands(String name) {
    String snapshot = "snapshot-" + name;
    Snapshot content = content(name);
    List<byte[]> parts = content.toParts();
    List<Command> commands = new ArrayList<>();
    MessageDigest all = HashChain.sha256();
    for (byte[] part : parts) {
      byte[] sha256 = HashChain.sha256().digest(part);
      all.update(sha256);
      int number = commands.size();
      commands.add(
          command(
              "part-" + name + '-' + number,
              "IMPORT_PART",
              Map.of(
                  "snapshot", snapshot,
                  "part", Integer.toString(number),
                  "sha256", hex(sha256)),
              ByteBuffer.wrap(part)));
    }
    Map<String, String> arguments =
        Map.of(
            "snapshot", snapshot,
            "format", Integer.toString(Snapshot.FORMAT),
            "parts", Integer.toString(parts.size()),
            "digest", hex(all.digest()),
            "sums_digest", hex(content.statistics().digest()));
    commands.add(command("import-" + name, "IMPORT", arguments, null));
    return commands;
  }

  private Snapshot content(String name) {
    SufficientStatistics sums = new SufficientStatistics(space);
    Map<String, BankValue.Sample> told = new TreeMap<>();
    for (int number = 0; number < ALL; number++) {
      Embedding embedding = axis(number);
      sums.add(Assignment.of(CLASS), embedding);
      if (number < TOLD) {
        told.put(name + "-imported-" + number, sample(embedding));
      }
    }
    return new Snapshot(sums, told);
  }

  private Embedding axis(int number) {
    short[] values = new short[space.dim()];
    values[number] = (short) Normalisation.UNIT;
    return Embedding.of(values);
  }

  private BankValue.Sample sample(Embedding embedding) {
    BankValue.LabelState label =
        new BankValue.LabelState(
            Optional.of(Assignment.of(CLASS)), 1, Optional.of("somebody else"));
    return new BankValue.Sample(
        space.id(),
        Optional.of(embedding),
        "elsewhere",
        0,
        0,
        OptionalLong.empty(),
        Optional.empty(),
        Optional.of(label));
  }

  /** Returns the command that takes all of it out again. */
  static Command forget(String name) {
    Map<String, String> what = Map.of("snapshot", "snapshot-" + name);
    return command("forget-import-" + name, "FORGET", what, null);
  }

  private static Command command(
      String id, String type, Map<String, String> arguments, @Nullable ByteBuffer data) {
    return new Command(id, type, arguments, ISSUER, null, data);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
