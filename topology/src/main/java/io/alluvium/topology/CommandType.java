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
  PROMOTE;

  /** Returns the names of all types. */
  public static List<String> names() {
    return Arrays.stream(values()).map(Enum::name).toList();
  }
}
