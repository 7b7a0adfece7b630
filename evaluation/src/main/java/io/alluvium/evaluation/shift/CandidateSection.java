package io.alluvium.evaluation.shift;

import io.alluvium.evaluation.SeededOrder;
import io.alluvium.evaluation.embedding.Example;
import io.alluvium.learning.ClassGeometry;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.Head;
import io.alluvium.learning.Shrinkage;
import io.alluvium.learning.Space;
import io.alluvium.learning.drift.ReferenceSketch;
import io.alluvium.learning.novelty.CandidateClass;
import io.alluvium.learning.novelty.CandidateFinder;
import io.alluvium.learning.novelty.RelativeMahalanobis;
import io.alluvium.learning.novelty.UnknownBuffer;
import io.alluvium.learning.source.Seen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The object {@code candidates} of the report: two classes are kept from the learner, their samples
 * come among others, and what the buffer of unknown samples makes of them.
 */
final class CandidateSection {
  private static final int HELD_OUT = 2;

  private final ShiftParts parts;
  private final List<String> heldOut;
  private final long seed;

  CandidateSection(ShiftParts parts, long seed) {
    this.parts = parts;
    this.seed = seed;
    List<String> classes = parts.learnt().stream().map(Example::label).distinct().sorted().toList();
    this.heldOut = SeededOrder.of(classes, "held-out" + seed, name -> name).subList(0, HELD_OUT);
  }

  /** Returns whether enough classes are left to tell from, and some to say how classes cohere. */
  static boolean isDefined(ShiftParts parts) {
    return classes(parts.learnt()) > 2 * HELD_OUT && classes(parts.calibration()) > HELD_OUT;
  }

  private static long classes(List<Example> examples) {
    return examples.stream().map(Example::label).distinct().count();
  }

  Map<String, Object> values(Space space, Head head, Shrinkage shrinkage) {
    ShiftParts known =
        new ShiftParts(
            known(parts.learnt()), known(parts.calibration()), known(parts.pool()), List.of());
    LearntModel model = LearntModel.of(space, head, shrinkage, known);
    ClassGeometry geometry = model.classifier().geometry();
    RelativeMahalanobis score = new RelativeMahalanobis(geometry);
    ReferenceSketch reference =
        ReferenceSketch.ofAll(
            known.calibration().stream()
                .mapToDouble(one -> score.score(one.embedding().toPoint()))
                .toArray());
    CandidateFinder finder = new CandidateFinder(geometry);
    UnknownBuffer buffer = new UnknownBuffer();
    Map<String, Embedding> vectors = new HashMap<>();
    Map<String, Integer> seen = new HashMap<>();
    Map<String, Map<String, Object>> found = new TreeMap<>();
    Map<String, String> truth = new HashMap<>();
    int others = 0;
    for (Example one : stream(known.pool())) {
      truth.put(one.id(), one.label());
      seen.merge(one.label(), 1, Integer::sum);
      vectors.put(one.id(), one.embedding());
      if (reference.pValue(score.score(one.embedding().toPoint())) < UnknownBuffer.NOVEL) {
        buffer.add(new Seen(one.id(), vectors.size(), vectors.size()));
      }
      if (buffer.isDue()) {
        for (CandidateClass candidate :
            buffer.look(finder, which -> Optional.ofNullable(vectors.get(which.id())))) {
          others += count(candidate, truth, seen, found) ? 0 : 1;
        }
      }
    }
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("held_out", heldOut);
    values.put("found", found);
    values.put("other_candidates", others);
    return values;
  }

  private List<Example> known(List<Example> examples) {
    return examples.stream().filter(one -> !heldOut.contains(one.label())).toList();
  }

  /** The held-out samples evenly among as many of known classes. */
  private List<Example> stream(List<Example> known) {
    List<Example> all = new ArrayList<>();
    for (List<Example> some : List.of(parts.learnt(), parts.calibration(), parts.pool())) {
      some.stream().filter(one -> heldOut.contains(one.label())).forEach(all::add);
    }
    all.addAll(known.subList(0, Math.min(known.size(), all.size())));
    return SeededOrder.of(all, "candidates" + seed, Example::id);
  }

  /** Counts a candidate for the held-out class most of its samples are of; false if it is none. */
  private boolean count(
      CandidateClass candidate,
      Map<String, String> truth,
      Map<String, Integer> seen,
      Map<String, Map<String, Object>> found) {
    Map<String, Integer> members = new TreeMap<>();
    candidate
        .members()
        .forEach(one -> members.merge(truth.getOrDefault(one.sample().id(), ""), 1, Integer::sum));
    Map.Entry<String, Integer> most =
        members.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
    if (!heldOut.contains(most.getKey())) {
      return false;
    }
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("after_samples", seen.getOrDefault(most.getKey(), 0));
    values.put("size", candidate.members().size());
    values.put("purity", (double) most.getValue() / candidate.members().size());
    values.put("cohesion", candidate.cohesion());
    found.putIfAbsent(most.getKey(), values);
    return true;
  }
}
