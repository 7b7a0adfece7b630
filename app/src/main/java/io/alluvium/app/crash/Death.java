package io.alluvium.app.crash;

/** One way to die. */
interface Death {
  /**
   * Starts a pipeline, lets the stream flow, and brings the pipeline's death about.
   *
   * @return what happened, for people
   */
  String happen(Scene scene);
}
