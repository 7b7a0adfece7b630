package io.alluvium.app.ledger;

import io.alluvium.app.audit.CommittedTopic;
import io.alluvium.app.audit.OffsetRange;
import io.alluvium.app.audit.RecordSource;
import io.alluvium.app.pipeline.Consumers;
import io.alluvium.app.pipeline.PipelineException;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.WireSerdes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A recorded ledger from its first entry on, which may be read again and again. */
public sealed interface LedgerSource {
  /** Returns the settings that it was recorded under, as far as they are known. */
  AlluviumConfig config();

  /** Returns serdes of its records. */
  WireSerdes serdes();

  /** Opens the entries at the beginning. */
  RecordSource entries();

  /** Opens the predictions at the beginning. */
  RecordSource predictions();

  /** Returns the ledger offset up to which every prediction must be there. */
  long learnt();

  /** Returns what it is, for {@code run.json}. */
  Map<String, Object> description();

  /** Returns the ids of the spaces that are known to occur. */
  List<String> spaces();

  /** Says why a range cannot be replayed, if it cannot. */
  private static void checkBeginning(long from) {
    if (from != 0) {
      throw new PipelineException(
          "the range begins at offset "
              + from
              + ", expected 0: what was learnt from the entries before would be missing, and a snapshot does not"
              + " stand in for it, since it has neither unlabelled samples nor the place between two solves");
    }
  }

  /**
   * A range of the ledger of a namespace, which ends where it ended when it was opened first.
   *
   * @param config settings of the LEARN that has published
   * @param end the first offset behind the range
   * @param learnt ledger offset up to which LEARN had committed its work
   */
  record Topic(AlluviumConfig config, WireSerdes serdes, long end, long learnt)
      implements LedgerSource {
    /**
     * Finds the end of a range.
     *
     * @throws PipelineException if the ledger cannot be read, is empty or has not the range, or the
     *     range does not begin with the first entry
     */
    public static Topic open(AlluviumConfig config, WireSerdes serdes, OffsetRange range) {
      checkBeginning(range.from());
      long learnt = Consumers.learnt(config).orElse(0L);
      try (CommittedTopic ledger =
          CommittedTopic.open(config, config.topics().ledger()).within(range)) {
        if (ledger.end() == 0) {
          throw new PipelineException(
              "ledger '" + ledger.name() + "' has no entry: there is nothing to replay");
        }
        return new Topic(config, serdes, ledger.end(), learnt);
      }
    }

    @Override
    public RecordSource entries() {
      return CommittedTopic.open(config, config.topics().ledger())
          .within(new OffsetRange(0, OptionalLong.of(end)));
    }

    @Override
    public RecordSource predictions() {
      return CommittedTopic.open(config, config.topics().predictions());
    }

    @Override
    public Map<String, Object> description() {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("topic", config.topics().ledger());
      values.put("partition", 0);
      values.put("from", 0L);
      values.put("to", end);
      return values;
    }

    @Override
    public List<String> spaces() {
      return List.of();
    }
  }

  /**
   * A folder of {@code ./alluvium export --ledger}.
   *
   * @param ledger the folder
   * @param config settings of the manifest, with the user's own
   * @param serdes serdes of {@link ExportedLedger#serdes}
   */
  record Folder(ExportedLedger ledger, AlluviumConfig config, WireSerdes serdes)
      implements LedgerSource {
    /** Checks that the range begins with the first entry. */
    public Folder {
      checkBeginning(ledger.manifest().from());
    }

    @Override
    public RecordSource entries() {
      return ledger.entries(serdes);
    }

    @Override
    public RecordSource predictions() {
      return ledger.predictions(serdes);
    }

    @Override
    public long learnt() {
      return ledger.manifest().learnt();
    }

    @Override
    public Map<String, Object> description() {
      LedgerManifest manifest = ledger.manifest();
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("topic", manifest.topic());
      values.put("partition", manifest.partition());
      values.put("from", manifest.from());
      values.put("to", manifest.to());
      values.put("digest", manifest.digest());
      return values;
    }

    @Override
    public List<String> spaces() {
      return ledger.manifest().spaces().stream().map(LedgerManifest.AnnouncedSpace::id).toList();
    }
  }
}
