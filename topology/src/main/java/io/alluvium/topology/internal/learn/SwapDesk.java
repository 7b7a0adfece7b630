package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Recency;
import io.alluvium.learning.Space;
import io.alluvium.learning.transition.Transition;
import io.alluvium.stores.Counter;
import io.alluvium.stores.Glance;
import io.alluvium.stores.Release;
import io.alluvium.stores.SwapPhase;
import io.alluvium.topology.internal.learn.Instruction.Edit;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Says what a command would do to the change to another encoder, or why it cannot be. */
final class SwapDesk {
  private final EncoderSwap swap;
  private final Supplier<Optional<Space>> space;
  private final BankTransfer bank;
  private final Glances glances;

  /**
   * Makes the desk.
   *
   * @param space the space that is learnt in, if there is one
   * @param bank lets go of samples whose space is left for good
   * @param glances samples that only the small encoder of a cascade has seen
   */
  SwapDesk(EncoderSwap swap, Supplier<Optional<Space>> space, BankTransfer bank, Glances glances) {
    this.glances = glances;
    this.swap = swap;
    this.space = space;
    this.bank = bank;
  }

  EncoderSwap swap() {
    return swap;
  }

  /**
   * Returns what an order would do, in a sentence.
   *
   * @throws RefusedCommandException if it cannot be carried out
   */
  String check(SwapOrder order) {
    return switch (order) {
      case SwapOrder.Release wanted -> checkRelease(wanted);
      case SwapOrder.CutOver cutOver -> checkCutOver(cutOver);
      case SwapOrder.Cascade cascade -> checkCascade(cascade);
      case SwapOrder.RollBack rollBack -> checkRollBack();
      case SwapOrder.Retire retire ->
          "Encoder '"
              + in(SwapPhase.CUT_OVER).encoder()
              + "' serves alone, for good; "
              + swap.state().crossed().share().sentence()
              + ", and stay so.";
      case SwapOrder.Abort abort -> checkAbort(abort);
    };
  }

  /** Lets go of the samples in the bank whose space an order leaves. */
  BankTransfer.Left leave(SwapOrder order) {
    return switch (order) {
      case SwapOrder.RollBack rollBack ->
          swap.state().isCascade()
              ? BankTransfer.Left.NOTHING
              : leave(swap.state().fit().orElseThrow().backward().serving());
      case SwapOrder.Cascade cascade -> BankTransfer.Left.NOTHING;
      case SwapOrder.Retire retire -> retire(swap.state().crossed());
      case SwapOrder.Release release -> BankTransfer.Left.NOTHING;
      case SwapOrder.CutOver cutOver -> BankTransfer.Left.NOTHING;
      case SwapOrder.Abort abort -> BankTransfer.Left.NOTHING;
    };
  }

  private BankTransfer.Left retire(Crossing crossing) {
    boolean keepsImages = swap.settings().needMoreThanSums(crossing.newSpace());
    return bank.retire(crossing.oldSpace().id(), keepsImages);
  }

  private BankTransfer.Left leave(Transition map) {
    return bank.leave(map, swap.settings().needMoreThanSums(map.to()));
  }

  /**
   * Takes back what two encoders saw of samples that are forgotten, or the small one alone.
   *
   * @param seenBySmall as {@link #glances} has them
   */
  void forget(
      Edit edit, Collection<String> ids, Map<String, Glance> seenBySmall, Findings findings) {
    swap.forget(edit, ids);
    seenBySmall.forEach((id, glance) -> {
      glances.remove(id, glance);
      findings.forgetSource(glance.source());
      if (glance.held()) {
        findings.count(Counter.HELD_FORGOTTEN);
      }
    });
  }

  /** Returns the samples, by id, that would be forgotten and the small encoder alone has seen. */
  Map<String, Glance> glances(Edit edit, Collection<String> ids) {
    return glances.of(Forgotten.of(edit, ids));
  }

  /**
   * Checks that all is known in one space.
   *
   * @throws RefusedCommandException if it is known in two
   */
  void checkOneSpace() {
    if (swap.state().crossing().isPresent()) {
      throw new RefusedCommandException(
          "what is known is in two spaces while the old encoder is kept: roll back or retire it"
              + " first");
    }
  }

  /**
   * Checks that maps that are in use can be fitted still without what is forgotten.
   *
   * @throws RefusedCommandException if they cannot
   */
  void checkForget(Edit edit, Collection<String> ids) {
    if (!swap.state().canForget(edit, ids)) {
      throw new RefusedCommandException(
          "so few samples that both encoders saw would be left that no map can be fitted: retire"
              + " the old encoder first, or roll back and abort the change");
    }
  }

  private Release in(SwapPhase phase) {
    Release release =
        swap.state()
            .release()
            .orElseThrow(() -> new RefusedCommandException("no change of the encoder goes on"));
    if (release.phase() != phase) {
      throw new RefusedCommandException(
          "the change to encoder '"
              + release.encoder()
              + "' is in state "
              + release.phase().code()
              + ", expected "
              + phase.code());
    }
    return release;
  }

  private String checkCutOver(SwapOrder.CutOver cutOver) {
    Release release = in(SwapPhase.FITTED);
    if (!cutOver.force() && "refuse".equals(release.report().get("verdict"))) {
      throw new RefusedCommandException(
          "the report says that encoder '"
              + release.encoder()
              + "' should not serve: see its numbers in the event swap-report, or by 'encoder"
              + " status'; 'force' goes over it");
    }
    return "Encoder '" + release.encoder() + "' serves.";
  }

  private String checkCascade(SwapOrder.Cascade cascade) {
    Release release = in(SwapPhase.FITTED);
    if (!swap.settings().watchesSources()) {
      throw new RefusedCommandException(
          "sets of answers tell what is in doubt, and none are made where no source is watched:"
              + " alluvium.sources.max must be above 0");
    }
    if (!cascade.force() && "refuse".equals(release.report().get("verdict"))) {
      throw new RefusedCommandException(
          "the report says that encoder '"
              + release.encoder()
              + "' should not serve, and so not first either: see its numbers in the event"
              + " swap-report, or by 'encoder status'; 'force' goes over it");
    }
    return "Encoder '"
        + release.encoder()
        + "' sees all samples first, and the one that serves those that it leaves in doubt.";
  }

  private String checkRollBack() {
    return swap.state().isCascade()
        ? "The encoder that serves sees all samples again."
        : "Encoder '"
            + in(SwapPhase.CUT_OVER).encoder()
            + "' stands back; the old one serves again, with what was learnt since.";
  }

  private String checkRelease(SwapOrder.Release wanted) {
    Space learnt =
        space
            .get()
            .orElseThrow(() ->
                new RefusedCommandException("no space was announced, so nothing is known yet"));
    swap.state()
        .release()
        .ifPresent(release -> {
          throw new RefusedCommandException(
              "encoder '"
                  + release.encoder()
                  + "' was released before and is in state "
                  + release.phase().code()
                  + ": abort or retire it first");
        });
    SwapSettings settings = swap.settings();
    if (settings.needFeatures(learnt)) {
      checkAllAtHand(settings);
    }
    if (settings.recency().kind() != Recency.Kind.NONE) {
      throw new RefusedCommandException(
          "samples count by their age (alluvium.recency), and sums by time cannot be moved");
    }
    return "EMBED loads encoder '" + wanted.encoder() + "' and lets it see a share of the samples.";
  }

  /** Features are counted anew, which takes the vector of every labelled sample. */
  private void checkAllAtHand(SwapSettings settings) {
    if (settings.retention().settles()) {
      throw new RefusedCommandException(
          "heads "
              + settings.heads().names()
              + " are fitted from features, which are counted anew from the bank, and labelled"
              + " samples lose their vectors there (alluvium.bank.max.labelled,"
              + " alluvium.bank.labelled.ttl.ms): heads of sums or of samples do not need all of"
              + " them");
    }
    int lost = bank.lost();
    if (lost > 0) {
      throw new RefusedCommandException(
          "heads "
              + settings.heads().names()
              + " are fitted from features, which are counted anew from the bank, and it has no"
              + " vector any more of "
              + lost
              + " labelled samples: heads of sums or of samples do not need all of them");
    }
  }

  private String checkAbort(SwapOrder.Abort abort) {
    Release release =
        swap.state()
            .release()
            .orElseThrow(() -> new RefusedCommandException("no change of the encoder goes on"));
    if (abort.release().filter(id -> !id.equals(release.id())).isPresent()) {
      throw new RefusedCommandException(
          "release '" + abort.release().get() + "' is over: '" + release.id() + "' goes on");
    }
    if (release.phase() == SwapPhase.CUT_OVER) {
      throw new RefusedCommandException(
          "encoder '" + release.encoder() + "' serves: roll back first");
    }
    return "The change to encoder '" + release.encoder() + "' is given up.";
  }
}
