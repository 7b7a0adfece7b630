package io.alluvium.stores;

import java.util.Locale;
import java.util.stream.Stream;

/** How far the change to another encoder has come. */
public enum SwapPhase {
  /** Some samples are seen by both encoders; the old one serves. */
  SHADOW('S'),
  /** Both maps are fitted and judged; the old encoder serves. */
  FITTED('F'),
  /** The new encoder sees all samples first, and the old one those that it leaves in doubt. */
  CASCADE('K'),
  /** The new encoder serves; what was learnt with the old one is kept as it is. */
  CUT_OVER('C'),
  /** The old encoder and what was learnt with it are gone: the change is over. */
  RETIRED('R'),
  /** The change was given up: the old encoder serves. */
  ABORTED('A');

  private final byte stored;

  SwapPhase(char stored) {
    this.stored = (byte) stored;
  }

  /** Returns the letter that stands for it in stores. */
  byte stored() {
    return stored;
  }

  /**
   * Returns the phase of a letter.
   *
   * @throws IllegalArgumentException if there is none
   */
  static SwapPhase ofStored(byte letter) {
    return Stream.of(values())
        .filter(phase -> phase.stored == letter)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("phase is " + letter));
  }

  /** Returns whether a change goes on. */
  public boolean isOpen() {
    return this == SHADOW || this == FITTED || this == CASCADE || this == CUT_OVER;
  }

  /** Returns the phase in kebab-case, as it stands in events. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
