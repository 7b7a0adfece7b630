package io.alluvium.app.ledger;

import io.alluvium.app.audit.RecordSource;
import io.alluvium.app.pipeline.PipelineException;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.Topics;
import io.alluvium.topology.WireSerdes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigException;

/**
 * A folder that {@code ./alluvium export --ledger} has written. It needs no broker and no registry.
 *
 * @param folder the folder
 * @param manifest what is in it
 */
public record ExportedLedger(Path folder, LedgerManifest manifest) {
  /**
   * Opens a folder.
   *
   * @throws PipelineException if it is none, not whole, or of another format
   */
  public static ExportedLedger open(Path folder) {
    return new ExportedLedger(folder, LedgerManifest.read(folder));
  }

  /**
   * Returns the settings that the ledger was recorded under, with others that win.
   *
   * @throws PipelineException if this program does not know or take one of them
   */
  public AlluviumConfig config(Map<String, String> changes) {
    Map<String, String> settings = new HashMap<>(manifest.configuration());
    settings.put(AlluviumConfig.NAMESPACE, manifest.namespace());
    settings.putAll(changes);
    try {
      return new AlluviumConfig(settings);
    } catch (ConfigException e) {
      throw new PipelineException(
          "the settings in '" + folder.resolve(LedgerManifest.FILE) + "': " + e.getMessage(), e);
    }
  }

  /** Returns serdes for what the folder's records become; of no use for a broker's topics. */
  public static WireSerdes serdes() {
    return HeapRegistry.serdes();
  }

  /** Opens the entries at the beginning. */
  public RecordSource entries(WireSerdes serdes) {
    return new FileSource(
        manifest.topic(), manifest.from(), manifest.to(), manifest.ledger(), serdes);
  }

  /** Opens the predictions at the beginning. */
  public RecordSource predictions(WireSerdes serdes) {
    long end = manifest.answers().isEmpty() ? 0 : manifest.answers().getLast().last() + 1;
    return new FileSource(
        Topics.in(manifest.namespace()).predictions(),
        manifest.firstPrediction(),
        end,
        manifest.answers(),
        serdes);
  }

  PartReader read(List<Part> parts) {
    return new PartReader(folder, parts);
  }

  private final class FileSource extends RecordSource {
    private final String name;
    private final long begin;
    private final long end;
    private final RecordForm form;
    private final PartReader reader;

    FileSource(String name, long begin, long end, List<Part> parts, WireSerdes serdes) {
      this.name = name;
      this.begin = begin;
      this.end = end;
      this.form = new RecordForm(serdes);
      this.reader = ExportedLedger.this.read(parts);
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public long begin() {
      return begin;
    }

    @Override
    public long end() {
      return end;
    }

    @Override
    protected Optional<ConsumerRecord<byte[], byte[]>> read() {
      return reader.next().map(kept -> form.fromFile(kept, name, manifest.partition()));
    }

    @Override
    public void close() {
      try {
        reader.close();
      } catch (IOException e) {
        throw new PipelineException("could not close a file of '" + folder + "': " + e, e);
      }
    }
  }
}
