package io.alluvium.evaluation.protocol;

/** In which order the samples of a stream may come. */
public enum StreamOrder {
  /** In any: the seed decides. */
  SHUFFLED,
  /** One domain after the other; inside a domain the seed decides. */
  WITHIN_DOMAIN,
  /** As they are in time. */
  TIME
}
