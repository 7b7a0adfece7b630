package io.alluvium.learning.source;

import io.alluvium.learning.ClassGeometry;
import io.alluvium.learning.adapt.Adapters;
import io.alluvium.learning.adapt.LiveAdapter;
import java.util.Optional;

/**
 * When answers are adapted to a source, and by what.
 *
 * @param when under which circumstances
 * @param adapter one of {@link Adapters#liveNames}
 */
public record Adaptation(When when, String adapter) {
  /** The displacement that every source is followed by. */
  private static final String SHIFT = "shift";

  /** When answers are adapted. */
  public enum When {
    /** Never. */
    OFF,
    /** While a source has changed and there is evidence that it is away. */
    AUTO,
    /** Always, from the second sample on that is looked at. */
    ON
  }

  /** Checks the name. */
  public Adaptation {
    if (!Adapters.liveNames().contains(adapter)) {
      throw new IllegalArgumentException(
          "adapter is '" + adapter + "', expected one of " + Adapters.liveNames());
    }
  }

  /** Returns whether any answers are adapted. */
  public boolean isOn() {
    return when != When.OFF;
  }

  /** Returns whether all are, whatever has become of the source. */
  boolean isUngated() {
    return when == When.ON;
  }

  /** Returns a new adapter, where it is not the displacement by which sources are followed. */
  Optional<LiveAdapter> begin(ClassGeometry geometry) {
    return isOn() && !adapter.equals(SHIFT)
        ? Optional.of(Adapters.live(adapter, geometry))
        : Optional.empty();
  }
}
