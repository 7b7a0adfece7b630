package io.alluvium.learning.drift;

/** What a change of a source may be. */
public enum SuspectedKind {
  /** Samples of known classes look different. */
  INPUT,
  /** The same samples have other labels. */
  CONCEPT,
  /** There are samples of classes that are not known. */
  NOVELTY,
  /** Classes come in other shares than before. */
  LABEL_SHIFT
}
