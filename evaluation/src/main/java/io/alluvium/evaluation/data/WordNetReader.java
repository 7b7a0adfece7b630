package io.alluvium.evaluation.data;

import io.alluvium.encoders.Payload;
import io.alluvium.evaluation.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * WordNet as a data set of 20,000 definitions that may be learnt and 4,000 that are asked about:
 * the first 24,000 in the order of {@link WordNet#shuffled} with seed 7. Or, as another data set,
 * the usage examples of the same entries, with their classes.
 */
final class WordNetReader implements RowReader {
  private static final long SEED = 7;
  private static final int TRAIN = 20_000;
  private static final int TEST = 4_000;

  private record Text(String id, Definition of, int place, String text) {}

  private final List<Text> all;

  private WordNetReader(List<Text> all) {
    this.all = all;
  }

  static WordNetReader definitions() {
    List<Text> texts = new ArrayList<>();
    for (Definition one : drawn()) {
      texts.add(new Text(one.id(), one, texts.size(), one.text()));
    }
    return new WordNetReader(texts);
  }

  static WordNetReader usageExamples() {
    Map<String, List<String>> examples = WordNet.usageExamples();
    List<Definition> drawn = drawn();
    List<Text> texts = new ArrayList<>();
    for (int place = 0; place < drawn.size(); place++) {
      Definition of = drawn.get(place);
      List<String> own = examples.getOrDefault(of.id(), List.of());
      for (int i = 0; i < own.size(); i++) {
        texts.add(new Text(of.id() + ":" + i, of, place, own.get(i)));
      }
    }
    return new WordNetReader(texts);
  }

  private static List<Definition> drawn() {
    return WordNet.shuffled(WordNet.definitions(), SEED).subList(0, TRAIN + TEST);
  }

  /** Returns the SHA-256 over ids, classes and texts, 64 hex digits. */
  String sha256() {
    Sha256 sha256 = new Sha256();
    all.forEach(one -> sha256.text(one.id).text(one.of.className()).text(one.text));
    return sha256.hex();
  }

  @Override
  public void read(RowSink sink) {
    for (Text one : all) {
      String className = one.of.className();
      sink.row(
          new Row(
              one.id,
              className,
              one.place < TRAIN ? Row.Role.TRAIN : Row.Role.TEST,
              className.substring(0, className.indexOf('.')),
              "",
              one.place,
              new Payload.Text(one.text),
              "wordnet:" + one.id));
    }
  }
}
