package io.alluvium.evaluation.data;

import io.alluvium.encoders.Payload;
import io.alluvium.evaluation.Sha256;
import java.util.List;

/**
 * WordNet's definitions as a data set of 20,000 that may be learnt and 4,000 that are asked about:
 * the first 24,000 in the order of {@link WordNet#shuffled} with seed 7.
 */
final class WordNetReader implements RowReader {
  private static final long SEED = 7;
  private static final int TRAIN = 20_000;
  private static final int TEST = 4_000;

  private final List<Definition> all =
      WordNet.shuffled(WordNet.definitions(), SEED).subList(0, TRAIN + TEST);

  /** Returns the SHA-256 over ids, classes and texts, 64 hex digits. */
  String sha256() {
    Sha256 sha256 = new Sha256();
    all.forEach(one -> sha256.text(one.id()).text(one.className()).text(one.text()));
    return sha256.hex();
  }

  @Override
  public void read(RowSink sink) {
    for (int i = 0; i < all.size(); i++) {
      Definition one = all.get(i);
      sink.row(
          new Row(
              one.id(),
              one.className(),
              i < TRAIN ? Row.Role.TRAIN : Row.Role.TEST,
              one.className().substring(0, one.className().indexOf('.')),
              "",
              i,
              new Payload.Text(one.text()),
              "wordnet:" + one.id()));
    }
  }
}
