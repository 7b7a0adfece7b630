package io.alluvium.topology.internal.learn;

import io.alluvium.learning.LabelChange;
import io.alluvium.learning.SpaceId;
import io.alluvium.learning.SufficientStatistics;
import io.alluvium.stores.BankValue;
import io.alluvium.topology.internal.learn.Instruction.Edit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects what an edit comes to, within the limit of one command. Not thread-safe. */
final class EditDraft {
  private final List<String> ids = new ArrayList<>();
  private final List<LabelChange> changes = new ArrayList<>();
  private final Map<String, SpaceId> spaces = new HashMap<>();
  private final int most;
  private long samples;
  private long others;

  /**
   * Starts with nothing.
   *
   * @param most entries of the bank that one command may change or tell
   */
  EditDraft(int most) {
    this.most = most;
  }

  /** Returns how many samples of the bank are concerned. */
  long samples() {
    return samples;
  }

  /** Returns how many samples that are not in the bank are concerned. */
  long others() {
    return others;
  }

  /** Says how many samples that are not in the bank are concerned. */
  void others(long count) {
    others = count;
  }

  /** Returns the changes of the sums by single samples. */
  List<LabelChange> changes() {
    return changes;
  }

  /**
   * Takes in an entry of the bank whose class is moved or that is told.
   *
   * @throws RefusedCommandException if there are too many
   */
  void addMoved(String id, BankValue value) {
    ids.add(id);
    if (ids.size() > most) {
      throw new RefusedCommandException(
          "more than "
              + most
              + " entries of the bank would change or be told, which is the limit of one"
              + " command");
    }
    if (value instanceof BankValue.Sample) {
      samples++;
    }
  }

  /**
   * Takes in an entry of the bank that gets a class, or none; the weight stays.
   *
   * @throws RefusedCommandException if there are too many, or its vector is needed and gone
   */
  void add(String id, BankValue value, Optional<String> to) {
    addMoved(id, value);
    if (value instanceof BankValue.Sample sample && !sample.assigned().equals(to)) {
      spaces.put(id, sample.space());
      changes.add(
          new LabelChange(
              id,
              sample
                  .embedding()
                  .orElseThrow(() ->
                      new RefusedCommandException(
                          "sample '"
                              + id
                              + "' is settled: its vector is no longer kept, so it cannot be"
                              + " taken out of the sums")),
              sample.period(),
              sample.offset(),
              sample.assignment(),
              to.map(sample::assignedTo)));
    }
  }

  Plan.OfEdit plan(Edit edit, String message) {
    return plan(edit, Optional.empty(), message);
  }

  Plan.OfEdit plan(Edit edit, Optional<SufficientStatistics> layer, String message) {
    return new Plan.OfEdit(
        edit, ids, samples + others, ids.size() - samples, changes, spaces, layer, message);
  }
}
