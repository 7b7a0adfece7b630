package io.alluvium.app.audit;

import io.alluvium.schemas.Event;
import io.alluvium.schemas.LabelRequest;
import io.alluvium.schemas.ModelRecord;
import io.alluvium.schemas.Prediction;
import io.alluvium.topology.Published;
import io.alluvium.topology.WireSerdes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All that is compared, each in its topic. Not thread-safe. */
final class Checks {
  private final WireSerdes serdes;
  private final String ledger;
  private final long learnt;
  private Optional<Check<Prediction>> predictions = Optional.empty();
  private Optional<Check<Event>> events = Optional.empty();
  private Optional<Check<LabelRequest>> requests = Optional.empty();
  private Optional<Check<ModelRecord>> model = Optional.empty();

  /**
   * Begins with nothing.
   *
   * @param ledger name of the ledger
   * @param learnt ledger offset up to which every record must be there
   */
  Checks(WireSerdes serdes, String ledger, long learnt) {
    this.serdes = serdes;
    this.ledger = ledger;
    this.learnt = learnt;
  }

  /** Compares predictions whose sample is in a range of the ledger. */
  Checks withPredictions(RecordSource topic, OffsetRange range) {
    Comparison.Subject<Prediction> subject =
        new Comparison.Subject<>(
            "prediction",
            prediction -> range.contains(prediction.getPosition().getOffset()),
            prediction -> prediction.getPosition().getOffset(),
            Prediction::getSampleId);
    RecordedForm<Prediction> form = new RecordedForm<>(topic.name(), serdes.prediction());
    predictions = Optional.of(new Comparison<>(subject, topic, form, ledger, learnt));
    return this;
  }

  /** Compares all events. */
  Checks withEvents(RecordSource topic) {
    Comparison.Subject<Event> subject =
        new Comparison.Subject<>("event", event -> true, Event::getOffset, Checks::subject);
    RecordedForm<Event> form = new RecordedForm<>(topic.name(), serdes.event());
    events = Optional.of(new Comparison<>(subject, topic, form, ledger, learnt));
    return this;
  }

  /** Compares all requests for labels. */
  Checks withRequests(RecordSource topic) {
    Comparison.Subject<LabelRequest> subject =
        new Comparison.Subject<>(
            "label request",
            request -> true,
            request -> request.getPosition().getOffset(),
            LabelRequest::getSampleId);
    RecordedForm<LabelRequest> form = new RecordedForm<>(topic.name(), serdes.labelRequest());
    requests = Optional.of(new Comparison<>(subject, topic, form, ledger, learnt));
    return this;
  }

  private static String subject(Event event) {
    return event.getSubject() == null
        ? event.getType()
        : event.getType() + " of " + event.getSubject();
  }

  /**
   * Compares all snapshots.
   *
   * @param erased keys that somebody has erased
   */
  Checks withModel(RecordSource topic, Set<String> erased) {
    RecordedForm<ModelRecord> form = new RecordedForm<>(topic.name(), serdes.model());
    model = Optional.of(new SnapshotComparison(topic, form, erased, ledger, learnt));
    return this;
  }

  /**
   * Compares what follows from an entry.
   *
   * @param entry its ledger offset
   */
  Optional<Divergence> check(long entry, List<Published> published) {
    for (Published each : published) {
      Optional<Divergence> divergence =
          switch (each) {
            case Published.Answered answered ->
                predictions.flatMap(check -> check.check(entry, answered.record()));
            case Published.Reported reported ->
                events.flatMap(check -> check.check(entry, reported.record()));
            case Published.Requested requested ->
                requests.flatMap(check -> check.check(entry, requested.record()));
            case Published.Modelled modelled ->
                model.flatMap(check -> check.check(entry, modelled.record()));
            case Published.Looked looked -> Optional.empty();
            case Published.Commanded commanded -> Optional.empty();
            case Published.Buried buried -> Optional.empty();
          };
      if (divergence.isPresent()) {
        return divergence;
      }
    }
    return Optional.empty();
  }

  private List<Check<?>> all() {
    List<Check<?>> all = new ArrayList<>();
    predictions.ifPresent(all::add);
    events.ifPresent(all::add);
    requests.ifPresent(all::add);
    model.ifPresent(all::add);
    return all;
  }

  /** Checks, at the end of the ledger, that nothing more is there. */
  Optional<Divergence> end() {
    return all().stream().flatMap(check -> check.end().stream()).findFirst();
  }

  /** Returns how many of each kind were compared so far. */
  List<Compared> counts() {
    return all().stream().map(Check::counts).toList();
  }
}
