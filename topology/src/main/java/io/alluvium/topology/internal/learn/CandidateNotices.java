package io.alluvium.topology.internal.learn;

import io.alluvium.learning.novelty.CandidateClass;
import io.alluvium.learning.source.Seen;
import io.alluvium.topology.CommandType;
import io.alluvium.topology.internal.sources.CandidateChange;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Events about candidates for new classes. */
final class CandidateNotices {
  private CandidateNotices() {}

  static List<Notice> of(List<CandidateChange> changes) {
    return changes.isEmpty() ? List.of() : changes.stream().map(CandidateNotices::of).toList();
  }

  private static Notice of(CandidateChange change) {
    return switch (change) {
      case CandidateChange.Found found -> found(found);
      case CandidateChange.Named named ->
          Notice.Happened.to(
              named.id(),
              EventType.CANDIDATE_NAMED,
              "Candidate '" + named.id() + "' is called '" + named.label() + "'.",
              Map.of(
                  "label", named.label(),
                  "labelled", Integer.toString(named.labelled()),
                  "samples", Integer.toString(named.samples())));
      case CandidateChange.Dropped dropped ->
          Notice.Happened.to(
              dropped.id(),
              EventType.CANDIDATE_DROPPED,
              "Candidate '"
                  + dropped.id()
                  + switch (dropped.reason()) {
                    case TOO_MANY -> "' is dropped: there are more than alluvium.candidates.max.";
                    case FORGOTTEN -> "' is dropped: too few of its samples are remembered.";
                  },
              Map.of("reason", dropped.reason().name().toLowerCase(Locale.ROOT).replace('_', '-')));
    };
  }

  private static Notice found(CandidateChange.Found found) {
    CandidateClass candidate = found.candidate();
    int samples = candidate.members().size();
    Map<String, String> details = new TreeMap<>();
    details.put("source", found.source());
    details.put("samples", Integer.toString(samples));
    details.put("cohesion", String.format(Locale.ROOT, "%.4f", candidate.cohesion()));
    candidate
        .relations()
        .forEach((label, weight) ->
            details.put("relation." + label, String.format(Locale.ROOT, "%.4f", weight)));
    List<Seen> named = found.samples();
    for (int n = 0; n < named.size(); n++) {
      details.put(String.format(Locale.ROOT, "sample.%02d", n), named.get(n).id());
    }
    return Notice.Happened.to(
        found.id(),
        EventType.CANDIDATE_CLASS,
        samples
            + " samples of source '"
            + found.source()
            + "' belong together and to no known class. To make them one: alluvium name "
            + found.id()
            + " LABEL.",
        details);
  }

  static Notice of(Outcome.Dismissed dismissed) {
    return Notice.Happened.to(
        dismissed.commandId(),
        EventType.COMMAND_DONE,
        "Candidate '"
            + dismissed.candidate()
            + "' is dismissed: samples like it are not proposed while its own are remembered.",
        Map.of("type", CommandType.DISMISS.name(), "candidate", dismissed.candidate()));
  }
}
