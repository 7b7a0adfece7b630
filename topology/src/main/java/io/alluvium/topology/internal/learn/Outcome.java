package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Amendment;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.LabelChange;
import io.alluvium.learning.SpaceId;
import io.alluvium.stores.Glance;
import io.alluvium.stores.ShadowView;
import io.alluvium.topology.internal.wire.Body;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an entry means once it met what is remembered. Closed. */
public sealed interface Outcome {

  /**
   * A new sample: to be predicted, and then learnt if its label was waiting.
   *
   * @param sample the sample
   * @param space the space that it is taken in
   * @param embedding its embedding there
   * @param waiting what its label does, if it was here first
   * @param clock number of the bucket of time that is the present one from it on
   */
  record Accepted(
      Body.Sample sample,
      SpaceId space,
      Embedding embedding,
      Optional<LabelChange> waiting,
      long clock)
      implements Outcome {}

  /**
   * A sample that only the small encoder of a cascade has seen: to be answered by its image, or
   * once the large one has seen it.
   *
   * @param sample the sample
   * @param space space that is learnt in
   * @param image its image there
   * @param label the class of its label, if that is here already
   * @param last whether the large one will never see it, so that the image has to do
   */
  record Glanced(
      Body.Sample sample, SpaceId space, Embedding image, Optional<String> label, boolean last)
      implements Outcome {}

  /**
   * Such a sample, now that the large encoder has seen it: to be predicted if its answer was held
   * back, and then learnt if its label waited.
   *
   * @param accepted the sample as one that is new
   * @param glance what the small encoder saw
   */
  record SeenAgain(Accepted accepted, Glance glance) implements Outcome {}

  /**
   * A label that changes the sums.
   *
   * @param change what it changes
   * @param space the space of its sample
   */
  record Relabelled(LabelChange change, SpaceId space) implements Outcome {}

  /**
   * A sample that was taken in before, which the new encoder has seen as well: the bank has it in
   * the new space already.
   *
   * @param sampleId id of the sample
   * @param both its vectors in both spaces
   * @param change how its label is learnt natively, if it has one
   */
  record Backfilled(String sampleId, ShadowView both, Optional<LabelChange> change)
      implements Outcome {}

  /**
   * A command that asks what is known here.
   *
   * @param commandId id of the command
   * @param name name of the mark
   */
  record Marked(String commandId, String name) implements Outcome {}

  /**
   * A command that changes what was learnt; the bank has changed already.
   *
   * @param commandId id of the command
   * @param amendment what it does to the sums
   * @param spaces spaces of the single samples that it changes, by id
   * @param message what it did, for people
   * @param details the same for programs
   */
  record Amended(
      String commandId,
      Amendment amendment,
      Map<String, SpaceId> spaces,
      String message,
      Map<String, String> details)
      implements Outcome {
    /** Copies the maps. */
    public Amended {
      spaces = Map.copyOf(spaces);
      details = Map.copyOf(details);
    }
  }

  /**
   * A command that asks for a snapshot.
   *
   * @param commandId id of the command, and of the snapshot
   * @param withSamples whether labelled samples go with the sums
   */
  record Snapshotted(String commandId, boolean withSamples) implements Outcome {}

  /**
   * A command that lets another head answer.
   *
   * @param commandId id of the command
   * @param head name of the head
   */
  record Promoted(String commandId, String head) implements Outcome {}

  /**
   * A command that says that a candidate, which is open, is no class.
   *
   * @param commandId id of the command
   * @param candidate id of the candidate
   */
  record Dismissed(String commandId, String candidate) implements Outcome {}

  /**
   * A command about the change to another encoder.
   *
   * @param commandId id of the command
   * @param type its type
   * @param order what it asks
   * @param images how labelled samples of a space that is left enter their classes in the one that
   *     stays, as their images there, for heads that are fitted from more than sums
   * @param details what became of the bank, for programs
   */
  record Steered(
      String commandId,
      String type,
      SwapOrder order,
      List<LabelChange> images,
      Map<String, String> details)
      implements Outcome {
    /** Copies list and details. */
    public Steered {
      images = List.copyOf(images);
      details = Map.copyOf(details);
    }
  }

  /**
   * A command that asks how far that change has come.
   *
   * @param commandId id of the command
   */
  record SwapAsked(String commandId) implements Outcome {}

  /** The announcement of a space. */
  record Announced(Body.Announcement announcement) implements Outcome {}

  /** Nothing to predict or to learn: a duplicate, a waiting label, a stale label, a dead letter. */
  record Settled() implements Outcome {}
}
