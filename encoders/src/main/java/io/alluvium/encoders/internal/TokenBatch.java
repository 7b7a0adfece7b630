package io.alluvium.encoders.internal;

import ai.djl.huggingface.tokenizers.Encoding;
import java.util.List;
import java.util.function.Function;

/** Tokenised texts that go through the model together, padded to the longest of them. */
record TokenBatch(List<Encoding> texts) {

  int size() {
    return texts.size();
  }

  /** Returns the number of tokens of the longest text. */
  int width() {
    return texts.stream().mapToInt(TokenBatch::tokens).max().orElse(0);
  }

  /** Returns one property of all tokens, row by row: int64[size * width], padded with 0. */
  long[] padded(Function<Encoding, long[]> property) {
    int width = width();
    long[] rows = new long[size() * width];
    for (int i = 0; i < size(); i++) {
      long[] row = property.apply(texts.get(i));
      System.arraycopy(row, 0, rows, i * width, row.length);
    }
    return rows;
  }

  static int tokens(Encoding text) {
    return text.getIds().length;
  }
}
