package io.alluvium.encoders.internal;

import io.alluvium.encoders.AdapterFolder;
import io.alluvium.encoders.EncoderException;
import io.alluvium.learning.Normalisation;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A folder with {@code serving.properties} and what it names, as DJL Serving lays it out. Models
 * must hold their weights themselves: what lies in a second file is not covered by the hash that
 * identifies the space.
 */
final class EncoderFolder {
  private static final Map<String, Engine> ENGINES =
      Map.of(
          "OnnxRuntime", Engine.ONNX_RUNTIME, "vector", Engine.VECTOR, "adapter", Engine.ADAPTER);
  private static final Map<String, Boolean> IS_TEXT =
      Map.of("nlp/text_embedding", true, "cv/image_embedding", false);
  private static final Map<String, Pooling> POOLINGS =
      Map.of("mean", Pooling.MEAN, "cls", Pooling.CLS, "moments", Pooling.MOMENTS);
  private static final Map<String, Boolean> BOOLEANS = Map.of("true", true, "false", false);
  private static final int MAX_TOKENS = 8192;
  private static final int MAX_ADAPTERS = 4;

  /** Who computes. */
  private enum Engine {
    ONNX_RUNTIME,
    VECTOR,
    ADAPTER
  }

  private final Path folder;
  private final int adaptersAbove;
  private final ServingProperties properties;

  private EncoderFolder(Path folder, int adaptersAbove) {
    this.folder = folder;
    this.adaptersAbove = adaptersAbove;
    this.properties = ServingProperties.read(folder.resolve("serving.properties"));
  }

  /**
   * Returns the recipe that the folder holds.
   *
   * @throws IllegalArgumentException naming file, key, value and what is allowed
   */
  static Recipe read(Path folder) {
    return new EncoderFolder(folder, 0).recipe();
  }

  private Recipe recipe() {
    return switch (properties.choice("engine", ENGINES)) {
      case VECTOR -> VectorRecipe.read(folder.toString(), properties);
      case ADAPTER -> adapter();
      case ONNX_RUNTIME -> onnx();
    };
  }

  private AdapterRecipe adapter() {
    if (adaptersAbove == MAX_ADAPTERS) {
      throw new IllegalArgumentException(
          "encoder folder "
              + folder
              + ": there are more than "
              + MAX_ADAPTERS
              + " adapters on top of each other");
    }
    file(AdapterFolder.WEIGHTS);
    String base = properties.required("option.base");
    return AdapterRecipe.read(folder, properties, base, base(base));
  }

  /** A name means the encoder that comes with the product, anything else a folder. */
  private Recipe base(String name) {
    Optional<BuiltIn> builtIn = BuiltIn.named(name);
    if (builtIn.isPresent()) {
      return builtIn.get().recipe(ModelCache.standard());
    }
    Path path = folder.resolve(name);
    if (!Files.isDirectory(path)) {
      throw new IllegalArgumentException(
          "encoder folder "
              + folder
              + ": option.base is '"
              + name
              + "', expected "
              + BuiltIn.names()
              + " or an existing folder");
    }
    return new EncoderFolder(path, adaptersAbove + 1).recipe();
  }

  private Recipe onnx() {
    refuseExternalWeights();
    boolean hasTokenizer = Files.exists(folder.resolve("tokenizer.json"));
    boolean text = properties.choice("option.application", IS_TEXT, hasTokenizer);
    Recipe recipe = text ? text() : image();
    properties.warnOfUnread();
    return recipe;
  }

  private TextRecipe text() {
    return new TextRecipe(
        folder.toString(),
        model(),
        file("tokenizer.json"),
        properties.integer("option.maxLength", 3, MAX_TOKENS, TextRecipe.DEFAULT_MAX_TOKENS),
        properties.choice("option.pooling", POOLINGS, Pooling.MEAN),
        normalisation(),
        properties.batching());
  }

  private ImageRecipe image() {
    return new ImageRecipe(folder.toString(), model(), normalisation(), properties.batching());
  }

  /** Without {@code option.normalize} magnitude is kept, for which the constants must be stated. */
  private Normalisation normalisation() {
    if (properties.choice("option.normalize", BOOLEANS, true)) {
      return new Normalisation.L2();
    }
    properties.required("option.clip");
    return properties.fixed(1);
  }

  private ModelFile model() {
    String name = properties.optional("option.modelName").orElse("model.onnx");
    return file(name.endsWith(".onnx") ? name : name + ".onnx");
  }

  private ModelFile file(String name) {
    Path path = folder.resolve(name);
    if (!folder.equals(path.getParent())) {
      throw new IllegalArgumentException(
          "encoder folder " + folder + ": '" + name + "' is not the name of a file in it");
    }
    if (!Files.isRegularFile(path)) {
      throw new IllegalArgumentException("encoder folder " + folder + " has no file " + name);
    }
    return ModelFile.of(path);
  }

  private void refuseExternalWeights() {
    try (DirectoryStream<Path> data =
        Files.newDirectoryStream(folder, "*{.data,.onnx_data,.onnx_data_*}")) {
      for (Path file : data) {
        throw new IllegalArgumentException(
            "encoder folder "
                + folder
                + " has weights outside the model in "
                + file.getFileName()
                + ": put them into the .onnx file, whose hash identifies the space");
      }
    } catch (IOException e) {
      throw new EncoderException("encoder folder " + folder + " cannot be listed: " + e, e);
    }
  }
}
