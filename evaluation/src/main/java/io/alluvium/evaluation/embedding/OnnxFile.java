package io.alluvium.evaluation.embedding;

import io.alluvium.evaluation.EvaluationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A model that lies alone, without the folder that an encoder is opened from. */
final class OnnxFile {
  private static final String TOKENIZER = "tokenizer.json";

  private OnnxFile() {}

  /** Returns the files that the encoder consists of. */
  static List<Path> files(Path model) {
    if (!Files.isRegularFile(model)) {
      throw new EvaluationException("encoder " + model + " is not a file");
    }
    return Stream.of(model, model.resolveSibling(TOKENIZER)).filter(Files::exists).toList();
  }

  /**
   * Returns a new folder for the encoder inside another: copies, since a link may not be allowed.
   */
  static Path folder(Path model, Path parent) throws IOException {
    Path folder = Files.createDirectories(parent.resolve("encoder"));
    List<Path> files = files(model);
    Files.copy(model, folder.resolve("model.onnx"));
    boolean text = files.size() > 1;
    if (text) {
      Files.copy(files.getLast(), folder.resolve(TOKENIZER));
    }
    Files.writeString(
        folder.resolve("serving.properties"),
        "engine=OnnxRuntime\noption.application="
            + (text ? "nlp/text_embedding" : "cv/image_embedding")
            + "\n");
    return folder;
  }
}
