package io.alluvium.app;

import io.alluvium.evaluation.shift.ShiftOptions;
import io.alluvium.evaluation.shift.Shifts;
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
              + " (default: all of the payload at 3, where no other option names a shift).")
  private List<String> corruptions = List.of();

  @Option(
      names = "--learnt-domains",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "shift: learn the first N domains of the data set (--domain-column) and play each later"
              + " one as a shift, in the order of time (default: 0, the data set is one domain).")
  private int learntDomains;

  @Option(
      names = "--beside",
      paramLabel = "DATA",
      split = ",",
      description =
          "shift: other data sets of the same classes, by name or path, each a shift; nothing of"
              + " them is learnt.")
  private List<String> beside = List.of();

  @Option(
      names = "--appearing",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "shift: let half of the classes appear in N groups while a learner learns, and measure"
              + " sets through that (default: 0, not measured).")
  private int appearing;

  @Option(
      names = "--one-class",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "shift: take N classes, one after the other, for all that is normal, and measure how"
              + " the others are told from it (default: 0, not measured).")
  private int oneClass;

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
        new Shifts(corruptions, beside, learntDomains),
        StretchOrder.named(stream),
        ShiftOptions.concentration(order),
        batch,
        segment,
        pool,
        appearing,
        oneClass,
        seed);
  }
}
