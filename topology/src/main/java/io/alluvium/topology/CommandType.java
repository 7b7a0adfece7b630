package io.alluvium.topology;

import java.util.Arrays;
import java.util.List;

/** Types of commands that LEARN knows. */
public enum CommandType {
  /** Answers with counters and digests. */
  MARK,
  /** Takes samples, or the labels of an annotator, out of all that is known. */
  FORGET,
  /** Gives one sample another class. */
  RELABEL,
  /** Makes a candidate a class. */
  NAME,
  /** Says that a candidate is no class. */
  DISMISS,
  /** Gives a class a new name. */
  RENAME,
  /** Joins a class to another. */
  MERGE,
  /** Divides a class by source, annotator or domain. */
  SPLIT,
  /** Refuses labels that change a class, or any. */
  FREEZE,
  /** Takes them again. */
  UNFREEZE,
  /** Writes down what is known. */
  SNAPSHOT,
  /** Brings a part of a snapshot of another deployment. */
  IMPORT_PART,
  /** Adds the snapshot whose parts were brought. */
  IMPORT,
  /** Lets another head answer. */
  PROMOTE,
  /** Tries an encoder beside the one that serves. */
  RELEASE,
  /** Lets the released encoder serve. */
  CUTOVER,
  /** Lets the released encoder see all samples first. */
  CASCADE,
  /** Lets the old encoder serve again, or see all samples again. */
  ROLLBACK,
  /** Lets go of the old encoder. */
  RETIRE,
  /** Gives the change to another encoder up. */
  ABORT,
  /** Says how far the change to another encoder has come. */
  ENCODER_STATUS,
  /** Tells EMBED which encoders to run: given by LEARN alone. */
  ENCODE;

  /** Returns the names of all types. */
  public static List<String> names() {
    return Arrays.stream(values()).map(Enum::name).toList();
  }
}
