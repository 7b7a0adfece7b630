package io.alluvium.topology.internal.sources;

import io.alluvium.learning.ClassGeometry;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.novelty.CandidateClass;
import io.alluvium.learning.novelty.CandidateFinder;
import io.alluvium.learning.novelty.UnknownBuffer;
import io.alluvium.learning.source.Seen;
import io.alluvium.stores.BankStore;
import io.alluvium.stores.BankValue;
import io.alluvium.stores.SourceStore;
import io.alluvium.topology.internal.sources.CandidateChange.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Candidates for new classes of one ledger partition: found among the unknown samples of a source,
 * and gone once half of their samples have labels, once most of them are forgotten, or once there
 * are too many (the oldest leaves). A dismissed one stays, so that samples like it are not proposed
 * again. Not thread-safe.
 */
final class Candidates {
  private final SourceStore store;
  private final SeenSamples samples;
  private final UnknownSamples unknown;
  private final int most;
  private final Map<String, Candidate> candidates = new LinkedHashMap<>();
  private final Map<String, String> bySample = new HashMap<>();

  /** Reads the store once. */
  Candidates(SourceStore store, BankStore bank, int most) {
    this.store = store;
    this.samples = new SeenSamples(bank);
    this.unknown = new UnknownSamples(store);
    this.most = most;
    List<Candidate> stored = new ArrayList<>();
    store.forEachCandidate((id, state) -> stored.add(Candidate.load(id, state)));
    stored.stream()
        .sorted(Comparator.comparingLong(Candidate::offset).thenComparing(Candidate::id))
        .forEach(this::enrol);
  }

  private void enrol(Candidate candidate) {
    candidates.put(candidate.id(), candidate);
    candidate.samples().forEach(sample -> bySample.put(sample.id(), candidate.id()));
  }

  private void put(Candidate candidate) {
    enrol(candidate);
    store.putCandidate(candidate.id(), candidate.save());
  }

  private void remove(Candidate candidate) {
    candidates.remove(candidate.id());
    candidate.samples().forEach(sample -> bySample.remove(sample.id()));
    store.deleteCandidate(candidate.id());
  }

  /** Returns the samples of a candidate that was not dismissed. */
  Optional<List<Seen>> open(String id) {
    return Optional.ofNullable(candidates.get(id))
        .filter(candidate -> !candidate.dismissed())
        .map(Candidate::samples);
  }

  /** Takes note that a candidate, which is open, is none. */
  void dismiss(String id) {
    Optional.ofNullable(candidates.get(id)).map(Candidate::dismiss).ifPresent(this::put);
  }

  /** Takes up a sample that looks like no known class; returns what comes of it. */
  List<CandidateChange> add(String source, Seen sample, ClassGeometry geometry) {
    if (most == 0) {
      return List.of();
    }
    UnknownBuffer buffer = unknown.of(source);
    buffer.add(sample);
    if (!buffer.isDue()) {
      return List.of();
    }
    List<CandidateChange> changes = new ArrayList<>();
    Map<String, List<Embedding>> known = known(geometry, changes);
    int number = 0;
    for (CandidateClass found :
        buffer.look(new CandidateFinder(geometry), seen -> samples.unlabelled(seen, geometry))) {
      if (known.values().stream().noneMatch(found::isSame)) {
        String id = "c" + sample.offset() + (number == 0 ? "" : "." + number);
        number++;
        CandidateChange.Found change = new CandidateChange.Found(id, source, found);
        put(new Candidate(id, sample.offset(), change.samples(), false));
        changes.add(change);
      }
    }
    while (candidates.size() > most) {
      drop(candidates.values().iterator().next(), Reason.TOO_MANY, changes);
    }
    return changes;
  }

  /** Returns the vectors of each candidate that still is one. */
  private Map<String, List<Embedding>> known(
      ClassGeometry geometry, List<CandidateChange> changes) {
    Map<String, List<Embedding>> known = new LinkedHashMap<>();
    for (Candidate candidate : List.copyOf(candidates.values())) {
      List<Embedding> vectors =
          candidate.samples().stream()
              .flatMap(sample -> samples.vector(sample, geometry).stream())
              .toList();
      Optional<CandidateChange> named = named(candidate);
      if (named.isPresent()) {
        remove(candidate);
        changes.add(named.get());
      } else if (vectors.size() < Candidate.LEAST) {
        drop(candidate, Reason.FORGOTTEN, changes);
      } else {
        known.put(candidate.id(), vectors);
      }
    }
    return known;
  }

  private void drop(Candidate candidate, Reason reason, List<CandidateChange> changes) {
    remove(candidate);
    changes.add(new CandidateChange.Dropped(candidate.id(), reason));
  }

  /** Takes note that samples got labels; returns the candidates that are named by that. */
  List<CandidateChange> labelled(Collection<String> ids) {
    Set<String> touched = new LinkedHashSet<>();
    for (String id : bySample.isEmpty() ? List.<String>of() : ids) {
      Optional.ofNullable(bySample.get(id)).ifPresent(touched::add);
    }
    List<CandidateChange> changes = new ArrayList<>();
    for (String id : touched) {
      Candidate candidate = candidates.get(id);
      if (candidate != null) {
        named(candidate)
            .ifPresent(change -> {
              remove(candidate);
              changes.add(change);
            });
      }
    }
    return changes;
  }

  private Optional<CandidateChange> named(Candidate candidate) {
    Map<String, Integer> labels = new TreeMap<>();
    for (Seen sample : candidate.samples()) {
      samples
          .sample(sample)
          .flatMap(BankValue.Sample::assigned)
          .ifPresent(label -> labels.merge(label, 1, Integer::sum));
    }
    int labelled = labels.values().stream().mapToInt(Integer::intValue).sum();
    return 2 * labelled < candidate.samples().size()
        ? Optional.empty()
        : labels.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(most ->
                new CandidateChange.Named(
                    candidate.id(), most.getKey(), labelled, candidate.samples().size()));
  }

  /** Forgets the unknown samples of a source. */
  void forget(String source) {
    unknown.forget(source);
  }

  /** Lets go of the ids of samples that are in the bank no more. */
  void purge() {
    for (Candidate candidate : List.copyOf(candidates.values())) {
      List<Seen> left =
          candidate.samples().stream()
              .filter(sample -> samples.sample(sample).isPresent())
              .toList();
      if (left.size() < candidate.samples().size()) {
        remove(candidate);
        put(candidate.with(left));
      }
    }
  }

  /** Writes what has changed to the store. */
  void flush() {
    unknown.flush();
  }
}
