package io.alluvium.topology.internal.learn;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What a command asks of the change to another encoder. Closed. */
sealed interface SwapOrder {

  /**
   * Lets an encoder be tried beside the one that serves.
   *
   * @param encoder its name, as EMBED opens it
   * @param share share of the samples that it sees, in (0, 1]; empty for that of the configuration
   * @param window pairs that the maps are fitted from; empty for that of the configuration
   * @param auto whether it serves as soon as the report speaks for it
   */
  record Release(String encoder, OptionalDouble share, OptionalLong window, boolean auto)
      implements SwapOrder {}

  /**
   * Lets the released encoder serve.
   *
   * @param force whether even if the report refuses it
   */
  record CutOver(boolean force) implements SwapOrder {}

  /**
   * Lets the released encoder see all samples first, and the old one those that it leaves in doubt.
   *
   * @param force whether even if the report refuses it
   */
  record Cascade(boolean force) implements SwapOrder {}

  /** Lets the old encoder serve again, or, in a cascade, see all samples again. */
  record RollBack() implements SwapOrder {}

  /** Lets go of the old encoder and of what was learnt with it. */
  record Retire() implements SwapOrder {}

  /**
   * Gives the change up.
   *
   * @param release id of the release that is meant; empty for the one that goes on
   * @param reason why, where it is said
   */
  record Abort(Optional<String> release, Optional<String> reason) implements SwapOrder {}
}
