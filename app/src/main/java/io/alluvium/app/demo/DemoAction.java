package io.alluvium.app.demo;

import org.jspecify.annotations.Nullable;

/** One thing that happens in the demo's world. */
public sealed interface DemoAction {
  /**
   * A text arrives and wants a prediction.
   *
   * @param id identity of the sample; the same as before for a duplicate
   * @param source who sent it
   * @param text what is to be classified, not blank
   * @param trueClass what it is; for measuring only
   * @param duplicate whether this very sample was sent before
   */
  record Sample(String id, String source, String text, String trueClass, boolean duplicate)
      implements DemoAction {
    Sample again() {
      return new Sample(id, source, text, trueClass, true);
    }
  }

  /**
   * Somebody says what a sample is, or takes that back.
   *
   * @param sampleId the sample, sent before
   * @param source source of the sample
   * @param sequence 1 for the first word on a sample, 2 for the second
   * @param label the class; null to withdraw the label given before
   */
  record Label(String sampleId, String source, long sequence, @Nullable String label)
      implements DemoAction {}

  /**
   * The world changes: what follows belongs to the given phase.
   *
   * @param phase part of the demo
   * @param typing where the stream is relative to the bad typing
   * @param message what happens, for people
   */
  record Mark(DemoPhase phase, Typing typing, String message) implements DemoAction {}
}
