package io.alluvium.stores;

import io.alluvium.learning.Space;
import io.alluvium.learning.transition.Carried;
import io.alluvium.learning.transition.EncoderCost;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The release of an encoder that is to take the place of another, and how far it has come.
 *
 * @param id id of the command that released it
 * @param encoder name of the encoder, as EMBED opens it
 * @param before name of the encoder that served before
 * @param phase how far the change has come
 * @param offset ledger offset of the command
 * @param share share of the samples that both encoders see, in (0, 1]
 * @param window number of pairs wanted; 0 is as many as dimensions and classes demand
 * @param auto whether the report decides on the change
 * @param to the space that is entered, once the encoder was loaded
 * @param effect number of ledger entries at which the fit takes effect, while it runs
 * @param way how the new encoder serves, once that was chosen
 * @param report what was found of the change, by name; empty before
 * @param cost what both encoders took for the same samples, once that was told
 * @param carried how far the oldest of what is known was carried: before this change, while it is
 *     open, and with it, once it is over
 */
public record Release(
    String id,
    String encoder,
    String before,
    SwapPhase phase,
    long offset,
    double share,
    long window,
    boolean auto,
    Optional<Space> to,
    OptionalLong effect,
    Optional<String> way,
    Map<String, String> report,
    Optional<EncoderCost> cost,
    Carried carried) {
  /**
   * Orders the report and checks the ranges.
   *
   * @throws IllegalArgumentException naming value and limit
   */
  public Release {
    if (!(share > 0 && share <= 1) || window < 0 || offset < 0) {
      throw new IllegalArgumentException(
          "release has share "
              + share
              + ", window "
              + window
              + " and offset "
              + offset
              + ", expected above 0 to 1, and at least 0 and 0");
    }
    report = Collections.unmodifiableSortedMap(new TreeMap<>(report));
  }

  /** Returns the same release whose encoder was loaded and writes views of a space. */
  public Release into(Space space) {
    return with(phase, Optional.of(space), effect, way, report);
  }

  /** Returns the same release of which is told what its encoder takes. */
  public Release taking(EncoderCost measured) {
    EncoderCost all = cost.map(measured::plus).orElse(measured);
    return new Release(
        id,
        encoder,
        before,
        phase,
        offset,
        share,
        window,
        auto,
        to,
        effect,
        way,
        report,
        Optional.of(all),
        carried);
  }

  /** Returns the same release, with how far what is known is carried. */
  public Release carrying(Carried further) {
    return new Release(
        id, encoder, before, phase, offset, share, window, auto, to, effect, way, report, cost,
        further);
  }

  /** Returns the same release whose fit runs and takes effect after so many ledger entries. */
  public Release fittedAt(long entries) {
    return with(phase, to, OptionalLong.of(entries), way, report);
  }

  /** Returns the same release with its maps fitted and judged. */
  public Release fitted(String chosen, Map<String, String> findings) {
    return with(SwapPhase.FITTED, to, OptionalLong.empty(), Optional.of(chosen), findings);
  }

  /** Returns the same release that serves in another way. */
  public Release by(String otherWay) {
    return with(phase, to, effect, Optional.of(otherWay), report);
  }

  /** Returns the same release in another phase. */
  public Release in(SwapPhase other) {
    return with(other, to, OptionalLong.empty(), way, report);
  }

  private Release with(
      SwapPhase newPhase,
      Optional<Space> newTo,
      OptionalLong newEffect,
      Optional<String> newWay,
      Map<String, String> newReport) {
    return new Release(
        id, encoder, before, newPhase, offset, share, window, auto, newTo, newEffect, newWay,
        newReport, cost, carried);
  }
}
