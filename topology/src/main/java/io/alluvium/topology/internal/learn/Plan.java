package io.alluvium.topology.internal.learn;

import io.alluvium.learning.LabelChange;
import io.alluvium.learning.SpaceId;
import io.alluvium.learning.SufficientStatistics;
import io.alluvium.stores.Snapshot;
import io.alluvium.topology.internal.learn.Instruction.Edit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a command comes to at its place of the ledger; nothing has changed yet. Closed. */
sealed interface Plan {

  /** Returns one sentence for people. */
  String message();

  /** Returns the same facts for programs. */
  Map<String, String> details();

  /** Returns whether sums come or go of which not every sample is at hand. */
  boolean bringsSums();

  /**
   * A change of samples in the bank.
   *
   * @param edit what was asked for
   * @param ids ids of what the bank has to change, ascending
   * @param samples how many samples are concerned; the other ids are labels that wait
   * @param waiting how many labels that wait are concerned
   * @param changes changes of the sums by single samples
   * @param spaces spaces of the vectors of these samples, by id
   * @param layer imported sums that are taken away as a whole
   * @param message one sentence for people
   */
  record OfEdit(
      Edit edit,
      List<String> ids,
      long samples,
      long waiting,
      List<LabelChange> changes,
      Map<String, SpaceId> spaces,
      Optional<SufficientStatistics> layer,
      String message)
      implements Plan {

    @Override
    public Map<String, String> details() {
      Map<String, String> details = new TreeMap<>();
      details.put("samples", Long.toString(samples));
      details.put("waiting_labels", Long.toString(waiting));
      details.put("changed_labels", Long.toString(labels()));
      return details;
    }

    @Override
    public boolean bringsSums() {
      return layer.isPresent();
    }

    private long labels() {
      return edit instanceof Edit.Move
          ? samples
          : changes.size() + layer.map(SufficientStatistics::samples).orElse(0L);
    }
  }

  /**
   * The import of a snapshot.
   *
   * @param id id of the snapshot
   * @param snapshot what it says
   * @param rest its sums without those of its samples; empty if nothing is left
   * @param newClasses how many classes it creates
   */
  record OfImport(String id, Snapshot snapshot, Optional<Snapshot> rest, long newClasses)
      implements Plan {

    @Override
    public boolean bringsSums() {
      return true;
    }

    @Override
    public String message() {
      SufficientStatistics sums = snapshot.statistics();
      String what =
          "Snapshot '"
              + id
              + "' brings "
              + sums.samples()
              + " labelled samples of "
              + sums.labels().size()
              + " classes, "
              + newClasses
              + " of them new";
      return rest.isEmpty()
          ? what + "; each can be corrected and forgotten."
          : what
              + "; "
              + rest.get().statistics().samples()
              + " come without their vectors and can only be forgotten all together.";
    }

    @Override
    public Map<String, String> details() {
      SufficientStatistics sums = snapshot.statistics();
      Map<String, String> details = new TreeMap<>();
      details.put("snapshot", id);
      details.put("labelled", Long.toString(sums.samples()));
      details.put("samples", Integer.toString(snapshot.samples().size()));
      details.put("classes", Integer.toString(sums.labels().size()));
      details.put("new_classes", Long.toString(newClasses));
      return details;
    }
  }
}
