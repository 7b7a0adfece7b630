package io.alluvium.encoders.internal;

import ai.djl.huggingface.tokenizers.Encoding;
import io.alluvium.encoders.EncoderOptions;
import io.alluvium.encoders.Payload;
import io.alluvium.encoders.UnacceptablePayloadException;
import io.alluvium.learning.Space;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A transformer for texts. Texts of like length go through it together, so that little of the
 * arithmetic is spent on padding.
 */
final class TextCore implements EncoderCore<Payload.Text> {
  private final TextTokenizer tokenizer;
  private final OnnxModel model;
  private final TextTranslator translator;
  private final SubBatches subBatches;
  private final int maxChars;
  private final Space space;

  private TextCore(
      TextRecipe recipe, EncoderOptions options, TextTokenizer tokenizer, OnnxModel model) {
    this.tokenizer = tokenizer;
    this.model = model;
    this.translator = new TextTranslator(model.inputs(), recipe.pooling());
    this.maxChars = options.maxTextChars();
    this.space = recipe.space(warmUp(recipe.maxTokens()));
    this.subBatches = new SubBatches(options.batchSize(), options.threads());
  }

  static TextCore open(TextRecipe recipe, EncoderOptions options) {
    TextTokenizer tokenizer = TextTokenizer.open(recipe.tokenizer(), recipe.maxTokens());
    try {
      OnnxModel model = OnnxModel.open(recipe.name(), recipe.model(), options.device());
      try {
        return new TextCore(recipe, options, tokenizer, model);
      } catch (RuntimeException e) {
        model.close();
        throw e;
      }
    } catch (RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  @Override
  public Class<Payload.Text> takes() {
    return Payload.Text.class;
  }

  @Override
  public Space space() {
    return space;
  }

  @Override
  public Payload.Text probe() {
    return new Payload.Text("a");
  }

  @Override
  public List<float[]> embed(List<Payload.Text> payloads) {
    payloads.forEach(payload -> check(payload.text()));
    List<Encoding> texts =
        payloads.stream().map(payload -> tokenizer.encode(payload.text())).toList();
    List<Integer> shortestFirst =
        IntStream.range(0, texts.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> TokenBatch.tokens(texts.get(i))))
            .toList();
    List<float[]> vectors =
        subBatches.map(
            shortestFirst,
            piece -> compute(new TokenBatch(piece.stream().map(texts::get).toList())));
    float[][] inOrder = new float[texts.size()][];
    for (int i = 0; i < inOrder.length; i++) {
      inOrder[shortestFirst.get(i)] = vectors.get(i);
    }
    return Arrays.asList(inOrder);
  }

  @Override
  public void close() {
    subBatches.close();
    model.close();
    tokenizer.close();
  }

  private List<float[]> compute(TokenBatch batch) {
    return model.predict(translator, batch);
  }

  /**
   * Embeds a text of full length, which shows that the model takes it, and returns the dimension.
   */
  private int warmUp(int maxTokens) {
    Encoding longest = tokenizer.encode("a ".repeat(maxTokens));
    return compute(new TokenBatch(List.of(longest))).getFirst().length;
  }

  private void check(String text) {
    if (text.isBlank()) {
      throw new UnacceptablePayloadException("text is empty");
    }
    if (text.length() > maxChars) {
      throw new UnacceptablePayloadException(
          "text has " + text.length() + " characters, limit " + maxChars);
    }
    // What the tokenizer reads is UTF-8, in which a surrogate without its partner has no form.
    if (text.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE)) {
      throw new UnacceptablePayloadException("text has an unpaired surrogate, expected Unicode");
    }
  }
}
