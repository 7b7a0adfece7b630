package io.alluvium.encoders.internal;

import io.alluvium.encoders.Batching;
import io.alluvium.learning.Normalisation;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The text encoders that come with the product, as Maven artefacts pinned by their hashes. */
enum BuiltIn {
  MINILM(
      "minilm",
      "all-minilm-l6-v2",
      "759c3cd2b7fe7e93933ad23c4c9181b7396442a2ed746ec7c1d46192c469c46e",
      "da0e79933b9ed51798a3ae27893d3c5fa4a201126cef75586296df9b4d2c62a0",
      Pooling.MEAN),
  MINILM_MOMENTS("minilm-moments", MINILM, Pooling.MOMENTS),
  BGE_SMALL(
      "bge-small",
      "bge-small-en-v1.5",
      "828e1496d7fabb79cfa4dcd84fa38625c0d3d21da474a00f08db0f559940cf35",
      "d241a60d5e8f04cc1b2b3e9ef7a4921b27bf526d9f6050ab90f9267a1f9e5c66",
      Pooling.CLS),
  BGE_SMALL_MOMENTS("bge-small-moments", BGE_SMALL, Pooling.MOMENTS);

  private final String encoderName;
  private final String resource;
  private final String modelSha256;
  private final String tokenizerSha256;
  private final Pooling pooling;

  BuiltIn(
      String encoderName,
      String resource,
      String modelSha256,
      String tokenizerSha256,
      Pooling pooling) {
    this.encoderName = encoderName;
    this.resource = resource;
    this.modelSha256 = modelSha256;
    this.tokenizerSha256 = tokenizerSha256;
    this.pooling = pooling;
  }

  /** The same files, pooled otherwise. */
  BuiltIn(String encoderName, BuiltIn files, Pooling pooling) {
    this(encoderName, files.resource, files.modelSha256, files.tokenizerSha256, pooling);
  }

  static Optional<BuiltIn> named(String name) {
    return Arrays.stream(values()).filter(one -> one.encoderName.equals(name)).findFirst();
  }

  /** Returns all names, separated by commas. */
  static String names() {
    return Arrays.stream(values()).map(one -> one.encoderName).collect(Collectors.joining(", "));
  }

  /** Returns the recipe, with its files unpacked in the cache. */
  TextRecipe recipe(ModelCache cache) {
    return new TextRecipe(
        encoderName,
        cache.get(resource + ".onnx", modelSha256),
        cache.get(resource + "-tokenizer.json", tokenizerSha256),
        TextRecipe.DEFAULT_MAX_TOKENS,
        pooling,
        new Normalisation.L2(),
        Batching.UNSAID);
  }
}
