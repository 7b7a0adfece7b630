package io.alluvium.app.demo;

import java.util.List;

/** The four parts of the demo, in order. */
public enum DemoPhase {
  /** The eight largest classes of nouns, labelled soon. */
  FEW_CLASSES(0, 25, "few-classes", "the eight largest classes of nouns; labels come soon"),
  /** All classes, the new ones appearing one after the other. */
  NEW_CLASSES(25, 60, "new-classes", "thirty more classes appear, one after the other"),
  /** Labels come late, some wrong at first and some taken back. */
  LATE_LABELS(60, 80, "late-labels", "labels come late; some are corrected, some withdrawn"),
  /** One source types badly for a while, then recovers. */
  BAD_TYPING(80, 100, "bad-typing", "one source types badly for a while");

  private final int startPercent;
  private final int endPercent;
  private final String title;
  private final String description;

  DemoPhase(int startPercent, int endPercent, String title, String description) {
    this.startPercent = startPercent;
    this.endPercent = endPercent;
    this.title = title;
    this.description = description;
  }

  /** Returns the name used in reports, in kebab-case. */
  public String title() {
    return title;
  }

  /** Returns the place among the phases, from 1. */
  public int number() {
    return List.of(values()).indexOf(this) + 1;
  }

  /** Returns what happens, for people. */
  public String description() {
    return description;
  }

  /** Returns the position of the first sample of this phase in a run of so many records. */
  int start(int records) {
    return (int) ((long) records * startPercent / 100);
  }

  /** Returns the position after the last sample of this phase. */
  int end(int records) {
    return (int) ((long) records * endPercent / 100);
  }
}
