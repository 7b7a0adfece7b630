package io.alluvium.app;

import io.alluvium.evaluation.shift.ShiftOptions;
import io.alluvium.evaluation.shift.StretchOrder;
import java.util.List;
import picocli.CommandLine.Option;

/** Settings of the protocol {@code shift}. */
final class ShiftSettings {
  @Option(
      names = "--adapt",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "off,auto",
      description =
          "shift: adapters, with commas between: off, auto, shift, balanced-shift, class-aware,"
              + " teacher, domain-prompt, cache, support, laplacian, soft-prototype, mixture"
              + " (default: ${DEFAULT-VALUE}).")
  private List<String> adapters = List.of();

  @Option(
      names = "--corrupt",
      paramLabel = "KIND:SEVERITY",
      split = ",",
      description =
          "shift: what happens to samples, severities 1 to 5: noise, blur, brightness, contrast,"
              + " tint, pixelate of images; typing of texts; noise, offset, gain of numbers"
              + " (default: all of the payload at 3).")
  private List<String> corruptions = List.of();

  @Option(
      names = "--stream",
      paramLabel = "S",
      defaultValue = "returning",
      description =
          "shift: returning, continual, cyclic, gradual or mixed (default: ${DEFAULT-VALUE}).")
  private String stream = "returning";

  @Option(
      names = "--order",
      paramLabel = "O",
      defaultValue = "iid",
      description =
          "shift: iid, or dirichlet:G for labels in runs, longer for smaller G (default:"
              + " ${DEFAULT-VALUE}).")
  private String order = "iid";

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "1",
      description = "shift: samples that are answered together (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--segment",
      paramLabel = "N",
      defaultValue = "1000",
      description = "shift: samples of a stretch (default: ${DEFAULT-VALUE}).")
  private int segment;

  @Option(
      names = "--pool",
      paramLabel = "N",
      defaultValue = "2000",
      description =
          "shift: test samples that stretches are drawn from (default: ${DEFAULT-VALUE}).")
  private int pool;

  ShiftOptions options(long seed) {
    return new ShiftOptions(
        adapters,
        corruptions,
        StretchOrder.named(stream),
        ShiftOptions.concentration(order),
        batch,
        segment,
        pool,
        seed);
  }
}
