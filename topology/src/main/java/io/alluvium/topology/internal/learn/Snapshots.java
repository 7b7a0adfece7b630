package io.alluvium.topology.internal.learn;

import io.alluvium.learning.SufficientStatistics;
import io.alluvium.stores.BankStore;
import io.alluvium.stores.BankValue;
import io.alluvium.stores.HashChain;
import io.alluvium.stores.Snapshot;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Answers to SNAPSHOT: the parts of what is known at one place of the ledger. */
final class Snapshots {
  private Snapshots() {}

  /** Returns the samples that can be told one by one: those with label and vector, by id. */
  static Map<String, BankValue.Sample> told(BankStore bank) {
    Map<String, BankValue.Sample> told = new TreeMap<>();
    bank.forEach((id, value) -> {
      if (value instanceof BankValue.Sample sample && sample.isTold()) {
        told.put(id, sample);
      }
    });
    return told;
  }

  /**
   * Returns all parts, the manifest, and the event that answers the command.
   *
   * @param statistics the exact sums at this place; not kept
   */
  static List<Notice> answer(
      Outcome.Snapshotted asked, SufficientStatistics statistics, BankStore bank) {
    Map<String, BankValue.Sample> samples = asked.withSamples() ? told(bank) : Map.of();
    List<Notice> notices = new ArrayList<>();
    MessageDigest all = HashChain.sha256();
    for (byte[] part : new Snapshot(statistics, samples).toParts()) {
      byte[] sha256 = HashChain.sha256().digest(part);
      all.update(sha256);
      notices.add(
          new Notice.ModelPart(
              asked.commandId(), notices.size(), hex(sha256), ByteBuffer.wrap(part)));
    }
    Notice.ModelManifest manifest =
        new Notice.ModelManifest(
            asked.commandId(),
            notices.size(),
            hex(all.digest()),
            statistics.space(),
            statistics.labels().size(),
            statistics.samples(),
            samples.size(),
            hex(statistics.digest()));
    notices.add(manifest);
    notices.add(done(manifest));
    return notices;
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static Notice done(Notice.ModelManifest manifest) {
    long untold = manifest.labelled() - manifest.samples();
    return Notice.Happened.to(
        manifest.snapshot(),
        EventType.COMMAND_DONE,
        "Snapshot '"
            + manifest.snapshot()
            + "' has the sums of "
            + manifest.labelled()
            + " labelled samples of "
            + manifest.classes()
            + " classes"
            + (untold == 0
                ? ", and all samples."
                : "; "
                    + untold
                    + " go without their vectors: where it is imported they can only be forgotten"
                    + " all together."),
        Map.of(
            "type", "SNAPSHOT",
            "snapshot", manifest.snapshot(),
            "parts", Integer.toString(manifest.parts()),
            "digest", manifest.digest(),
            "space", manifest.space().id().hex(),
            "classes", Integer.toString(manifest.classes()),
            "labelled", Long.toString(manifest.labelled()),
            "samples", Long.toString(manifest.samples()),
            "sums_digest", manifest.sums()));
  }
}
