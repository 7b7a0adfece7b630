package io.alluvium.app;

import io.alluvium.topology.AlluviumConfig;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Where settings come from: a properties file, then the environment, then the command line; the
 * later wins.
 *
 * <p>The variable of a key of Alluvium is the key in upper case with dots as underscores: {@code
 * ALLUVIUM_ENCODER_DEVICE} for {@code alluvium.encoder.device}.
 */
public final class ConfigOptions {
  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description =
          "Properties file: keys of Alluvium ('./alluvium config' prints them) and of Kafka.")
  private @Nullable Path file;

  @Option(
      names = {"-P", "--property"},
      paramLabel = "KEY=VALUE",
      description = "A setting that wins over the file and the environment; may be repeated.")
  private Map<String, String> properties = new LinkedHashMap<>();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /**
   * Returns the checked settings.
   *
   * @throws ParameterException if the file cannot be read or a setting is wrong
   */
  public AlluviumConfig load() {
    try {
      return new AlluviumConfig(settings(System.getenv()));
    } catch (ConfigException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  /** Returns the settings as they are given, not yet checked. */
  public Map<String, String> settings(Map<String, String> environment) {
    Map<String, String> settings = new LinkedHashMap<>();
    if (file != null) {
      read(file).forEach((key, value) -> settings.put(key.toString(), value.toString().strip()));
    }
    for (String key : AlluviumConfig.DEFINITION.names()) {
      String value = environment.get(variable(key));
      if (value != null) {
        settings.put(key, value);
      }
    }
    settings.putAll(properties);
    return settings;
  }

  static String variable(String key) {
    return key.toUpperCase(Locale.ROOT).replace('.', '_');
  }

  private Properties read(Path path) {
    Properties read = new Properties();
    try (Reader reader = Files.newBufferedReader(path)) {
      read.load(reader);
      return read;
    } catch (NoSuchFileException e) {
      throw new ParameterException(spec.commandLine(), "no file '" + path + "' (--config)", e);
    } catch (IOException | IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "could not read '" + path + "' (--config): " + e.getMessage(), e);
    }
  }
}
