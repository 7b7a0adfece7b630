package io.alluvium.app.ledger;

import io.alluvium.app.audit.CommittedTopic;
import io.alluvium.app.audit.OffsetRange;
import io.alluvium.app.ledger.LedgerManifest.AnnouncedSpace;
import io.alluvium.app.pipeline.Consumers;
import io.alluvium.app.pipeline.PipelineException;
import io.alluvium.evaluation.Sha256;
import io.alluvium.evaluation.Watch;
import io.alluvium.evaluation.WholeFolder;
import io.alluvium.schemas.LedgerEntry;
import io.alluvium.schemas.Prediction;
import io.alluvium.schemas.SpaceAnnouncement;
import io.alluvium.schemas.TopicRecord;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.WireSerdes;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Writes a range of a ledger, and the predictions of its samples, into a folder: whole or not at
 * all. Works beside a running pipeline and changes nothing.
 */
public final class LedgerExport {
  private static final long MAX_PART_BYTES = 256L << 20;

  private final AlluviumConfig config;
  private final WireSerdes serdes;
  private final String version;
  private final long maxPartBytes;
  private final Watch watch;
  private final Set<AnnouncedSpace> spaces = new LinkedHashSet<>();

  /**
   * Prepares an export.
   *
   * @param version version of this program
   * @param watch looks on and may end it
   */
  public LedgerExport(AlluviumConfig config, WireSerdes serdes, String version, Watch watch) {
    this(config, serdes, version, MAX_PART_BYTES, watch);
  }

  LedgerExport(
      AlluviumConfig config, WireSerdes serdes, String version, long maxPartBytes, Watch watch) {
    this.config = config;
    this.serdes = serdes;
    this.version = version;
    this.maxPartBytes = maxPartBytes;
    this.watch = watch;
  }

  /**
   * Writes the folder.
   *
   * @throws PipelineException if the topics cannot be read, lack a part of the range or have more
   *     than one partition, or the folder cannot be written
   */
  public LedgerManifest write(OffsetRange range, Path folder) {
    try {
      WholeFolder.checkFree(folder);
      WholeFolder.write(folder, temporary -> write(range, temporary, folder));
    } catch (FileAlreadyExistsException e) {
      throw new PipelineException("'" + folder + "' is there already, and no empty folder", e);
    } catch (IOException e) {
      throw new PipelineException("could not write '" + folder + "': " + e, e);
    }
    return LedgerManifest.read(folder);
  }

  private void write(OffsetRange range, Path temporary, Path folder) throws IOException {
    // In this order, as in an audit: what LEARN had committed when it was asked is in the topic of
    // predictions that is opened after that.
    long learnt = Consumers.learnt(config).orElse(0L);
    try (CommittedTopic predictions = CommittedTopic.open(config, config.topics().predictions());
        CommittedTopic ledger =
            CommittedTopic.open(config, config.topics().ledger()).within(range)) {
      List<Part> entries = entries(ledger, temporary);
      if (entries.isEmpty()) {
        throw new PipelineException(
            "ledger '"
                + ledger.name()
                + "' has no entry in "
                + range
                + ": '"
                + folder
                + "' was not written");
      }
      long to = range.to().orElse(ledger.end());
      OffsetRange exact = new OffsetRange(range.from(), OptionalLong.of(to));
      List<Part> answers = answers(predictions, exact, temporary);
      new LedgerManifest(
              LedgerManifest.FORMAT,
              version,
              config.getString(AlluviumConfig.NAMESPACE),
              ledger.name(),
              0,
              range.from(),
              to,
              records(entries),
              learnt,
              records(answers),
              predictions.begin(),
              List.copyOf(spaces),
              entries,
              answers,
              digest(entries),
              DecidingSettings.of(config))
          .write(temporary);
    }
  }

  private List<Part> entries(CommittedTopic ledger, Path folder) throws IOException {
    try (PartWriter parts = new PartWriter(folder, "ledger", maxPartBytes)) {
      for (var next = ledger.next(); next.isPresent(); next = ledger.next()) {
        watch.at("ledger", next.get().offset(), ledger.end());
        TopicRecord record = RecordForm.toFile(next.get(), serdes.ledgerEntry());
        if (record.getValue() instanceof LedgerEntry entry
            && entry.getBody() instanceof SpaceAnnouncement announced) {
          spaces.add(
              new AnnouncedSpace(
                  HexFormat.of().formatHex(announced.getSpace().bytes()),
                  announced.getDim(),
                  announced.getEncoderName()));
        }
        parts.append(record);
      }
      return parts.finish();
    }
  }

  private List<Part> answers(CommittedTopic predictions, OffsetRange range, Path folder)
      throws IOException {
    try (PartWriter parts = new PartWriter(folder, "predictions", maxPartBytes)) {
      for (var next = predictions.next(); next.isPresent(); next = predictions.next()) {
        ConsumerRecord<byte[], byte[]> each = next.get();
        watch.at("predictions", each.offset(), predictions.end());
        TopicRecord record = RecordForm.toFile(each, serdes.prediction());
        // One that cannot be read may be of the range: it goes with it, for whoever verifies.
        if (!(record.getValue() instanceof Prediction prediction)
            || range.contains(prediction.getPosition().getOffset())) {
          parts.append(record);
        }
      }
      return parts.finish();
    }
  }

  private static long records(List<Part> parts) {
    return parts.stream().mapToLong(Part::records).sum();
  }

  private static String digest(List<Part> parts) {
    Sha256 sha256 = new Sha256();
    parts.forEach(part -> sha256.text(part.sha256()));
    return sha256.hex();
  }
}
