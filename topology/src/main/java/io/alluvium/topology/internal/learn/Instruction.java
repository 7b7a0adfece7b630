package io.alluvium.topology.internal.learn;

import java.nio.ByteBuffer;
import java.util.Optional;

/** A command that was understood. Closed. */
sealed interface Instruction {

  /** Says what is known at this place of the ledger. */
  record Mark(String name) implements Instruction {}

  /**
   * Changes what was learnt, wholly or not at all.
   *
   * @param edit what to change
   * @param dryRun whether only to say what would change
   */
  record Amend(Edit edit, boolean dryRun) implements Instruction {}

  /**
   * Refuses, or takes again, labels that change a class.
   *
   * @param label the class; empty for all
   * @param frozen whether labels are refused from now on
   */
  record Freeze(Optional<String> label, boolean frozen) implements Instruction {}

  /**
   * Writes down what is known at this place of the ledger.
   *
   * @param withSamples whether labelled samples go with the sums
   */
  record Snapshot(boolean withSamples) implements Instruction {}

  /**
   * Brings a part of a snapshot.
   *
   * @param snapshot id of the snapshot
   * @param part number of the part, from 0
   * @param content the part
   */
  record ImportPart(String snapshot, int part, ByteBuffer content) implements Instruction {}

  /**
   * Adds the snapshot whose parts were brought, wholly or not at all.
   *
   * @param snapshot id of the snapshot
   * @param parts how many parts there are
   * @param digest SHA-256 over the SHA-256 of each part, 64 hex digits
   * @param sums digest of the exact sums in it, 64 hex digits
   * @param dryRun whether only to say what would change
   */
  record Import(String snapshot, int parts, String digest, String sums, boolean dryRun)
      implements Instruction {}

  /**
   * Lets another head answer.
   *
   * @param head its name
   * @param dryRun whether only to say what would change
   */
  record Promote(String head, boolean dryRun) implements Instruction {}

  /**
   * Takes note that a candidate is no class.
   *
   * @param candidate its id
   * @param dryRun whether only to say what would change
   */
  record Dismiss(String candidate, boolean dryRun) implements Instruction {}

  /**
   * Steers the change to another encoder.
   *
   * @param order what it asks
   * @param dryRun whether only to say what would be
   */
  record Steer(SwapOrder order, boolean dryRun) implements Instruction {}

  /** Says how far the change to another encoder has come. */
  record AskSwap() implements Instruction {}

  /** Tells EMBED which encoders to run; EMBED has obeyed already. */
  record Encode() implements Instruction {}

  /** A change of what was learnt. Closed. */
  sealed interface Edit {

    /**
     * Samples that have a property leave the bank and the sums, with their labels. With {@link
     * Property#ANNOTATOR} their labels alone are forgotten.
     */
    record Forget(Property property, String value) implements Edit {}

    /** The samples of a candidate that have no label get a class. */
    record Name(String candidate, String to) implements Edit {}

    /** All that an imported snapshot brought leaves the bank and the sums. */
    record TakeOut(String snapshot) implements Edit {}

    /** A sample gets another class. */
    record Relabel(String sampleId, String to) implements Edit {}

    /**
     * All samples of a class move to another.
     *
     * @param joins whether the other class must be there before; else it must not
     */
    record Move(String from, String to, boolean joins) implements Edit {}

    /** Samples of a class move to classes of their own by a property. */
    record Split(String label, Property by) implements Edit {}
  }
}
