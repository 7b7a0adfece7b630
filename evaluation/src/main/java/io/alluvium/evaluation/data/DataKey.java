package io.alluvium.evaluation.data;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The options of a data set: as {@code --name} on the command line and as a key in a file. */
public enum DataKey {
  FILE("files of the data set in their folder, with commas between"),
  PAYLOAD("what is embedded: text, image or vector"),
  TEXT_COLUMN("column of the text"),
  LABEL_COLUMN("column of the class (default: label)"),
  ID_COLUMN("column of a unique id (default: the number of the row, from 0)"),
  FEATURES("columns of the numbers: names with commas between, or a range as in f1..f128"),
  SOURCE_COLUMN("column that says who sent the sample"),
  TIME_COLUMN("column that orders the samples: numbers, or instants as in 2026-01-31T00:00:00Z"),
  DOMAIN_COLUMN("column that says where or when the sample comes from"),
  SPLIT_COLUMN("column that says what a row may be used for"),
  TRAIN_SPLITS("values of it that may be learnt, with commas between (default: train)"),
  TEST_SPLITS("values of it that are only asked about (default: test)"),
  NOVEL_SPLITS("values of it that are of no class that is learnt"),
  LABEL_FROM("folder: the class of an image is the name of the folder it lies in"),
  SPLIT_FROM("top-folder: the split of an image is the first folder of its path"),
  SHUFFLE_WITHIN("column inside whose values rows may be shuffled: the domain column"),
  TIME_ORDER("true: the rows are in the order of time and stay so"),
  WARM("rows at the beginning that are learnt and not graded"),
  DELIMITER("character between fields (default: a comma, in .tsv a tab)"),
  QUOTE("character around fields, or none (default: \", in .tsv none)"),
  LABELS("file of the labels, beside an array of vectors"),
  NORMALISATION("of vectors: fixed (standardised raw features) or l2 (embeddings made elsewhere)"),
  DEFAULT_ENCODER("encoder if --encoder names none");

  private final String doc;

  DataKey(String doc) {
    this.doc = doc;
  }

  /** Returns the name, as in {@code text-column}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns what it is for. */
  public String doc() {
    return doc;
  }

  /** Returns the option of a name. */
  public static Optional<DataKey> named(String key) {
    return Arrays.stream(values()).filter(one -> one.key().equals(key)).findFirst();
  }
}
