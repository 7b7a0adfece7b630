package io.alluvium.training;

import io.alluvium.app.CacheFolder;
import io.alluvium.app.ConfigOptions;
import io.alluvium.app.Connection;
import io.alluvium.app.audit.OffsetRange;
import io.alluvium.app.ledger.ExportedLedger;
import io.alluvium.app.ledger.LabelledBank;
import io.alluvium.app.ledger.LedgerSource;
import io.alluvium.app.pipeline.Registries;
import io.alluvium.encoders.Device;
import io.alluvium.evaluation.Watch;
import io.alluvium.evaluation.cache.EmbeddingCache;
import io.alluvium.evaluation.cache.ExampleSource;
import io.alluvium.evaluation.data.DataProperties;
import io.alluvium.evaluation.data.DataSet;
import io.alluvium.evaluation.data.DataSets;
import io.alluvium.evaluation.data.OnError;
import io.alluvium.evaluation.embedding.EncoderChoice;
import io.alluvium.evaluation.embedding.ExampleSet;
import io.alluvium.topology.AlluviumConfig;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Which labelled vectors are trained on, as the command line says it. */
final class VectorSettings {
  @Option(
      names = "--ledger",
      paramLabel = "DIR",
      description =
          "A folder of './alluvium export --ledger' (default: the ledger of the namespace).")
  private @Nullable Path ledger;

  @Option(
      names = "--data",
      paramLabel = "PATH",
      description = "A data set as './alluvium evaluate' reads it, instead of a ledger.")
  private @Nullable String data;

  @Option(
      names = "--encoder",
      paramLabel = "NAME|DIR",
      description =
          "The encoder below: the one that made the vectors (default: alluvium.encoder, or that of the data set).")
  private @Nullable String encoder;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "Folder of embedded data sets (default: ~/.cache/alluvium).")
  private @Nullable Path cache;

  boolean isData() {
    return data != null;
  }

  /**
   * Returns these settings.
   *
   * @throws IllegalArgumentException if they contradict each other
   */
  VectorSettings checked() {
    if (data != null && ledger != null) {
      throw new IllegalArgumentException("--data and --ledger are both given, expected one");
    }
    return this;
  }

  /**
   * Reads the vectors.
   *
   * @param config the user's settings
   * @param command for what is wrong with them
   * @throws io.alluvium.evaluation.EvaluationException if a data set or the encoder cannot be used
   * @throws io.alluvium.app.pipeline.PipelineException if a ledger cannot be read
   */
  Vectors read(ConfigOptions config, CommandLine command, Watch watch) {
    if (data != null) {
      AlluviumConfig settings = config.load();
      DataSet set = DataSets.open(data, DataProperties.of(Map.of()));
      String name = encoder == null ? set.defaultEncoder() : encoder;
      EncoderChoice choice = EncoderChoice.of(name, set);
      BaseEncoder base = BaseEncoder.of(choice);
      ExampleSource source =
          new ExampleSource(
              new EmbeddingCache(cache == null ? CacheFolder.standard() : cache),
              options -> options.withDevice(new Device.Cpu()),
              OnError.STOP,
              watch);
      return new Vectors(source.get(set, choice), base, settings);
    }
    LedgerSource source = ledger(config, command);
    String name = encoder == null ? source.config().getString(AlluviumConfig.ENCODER) : encoder;
    BaseEncoder base = BaseEncoder.named(name);
    ExampleSet bank = LabelledBank.of(source, watch);
    base.check(bank.space());
    return new Vectors(bank, base, source.config());
  }

  private LedgerSource ledger(ConfigOptions config, CommandLine command) {
    if (ledger != null) {
      ExportedLedger folder = ExportedLedger.open(ledger);
      return new LedgerSource.Folder(
          folder, folder.config(config.settings(System.getenv())), ExportedLedger.serdes());
    }
    AlluviumConfig settings = config.load();
    Connection.check(settings, command);
    return LedgerSource.Topic.open(settings, Registries.serdes(settings), OffsetRange.parse(".."));
  }
}
