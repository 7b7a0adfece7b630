package io.alluvium.learning;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The scorers of several heads by name, of which the first speaks for all. Immutable. */
final class PanelScorer implements Scorer {
  private final String first;
  private final Map<String, Scorer> members;

  PanelScorer(String first, Map<String, Scorer> members) {
    this.first = first;
    this.members = new LinkedHashMap<>(members);
  }

  @Override
  public Scorer member(String head) {
    Scorer member = members.get(head);
    if (member == null) {
      throw new IllegalArgumentException(
          "head is '" + head + "', expected one of " + members.keySet());
    }
    return member;
  }

  @Override
  public List<String> labels() {
    return member(first).labels();
  }

  @Override
  public double[] scores(Embedding query) {
    return member(first).scores(query);
  }

  @Override
  public Decision decide(Embedding query, int topK) {
    return member(first).decide(query, topK);
  }

  @Override
  public List<ScoreParts> explain(Embedding query, int count) {
    return member(first).explain(query, count);
  }

  @Override
  public int window() {
    return member(first).window();
  }

  @Override
  public List<Decision> decide(List<Embedding> queries, int topK) {
    return member(first).decide(queries, topK);
  }

  @Override
  public PanelScorer refreshed(Evidence now, Set<String> changed) {
    Map<String, Scorer> refreshed = new LinkedHashMap<>();
    members.forEach((name, scorer) -> refreshed.put(name, scorer.refreshed(now, changed)));
    return new PanelScorer(first, refreshed);
  }

  @Override
  public Optional<Whitening> whitening() {
    return member(first).whitening();
  }

  @Override
  public Map<String, Long> remarks() {
    return member(first).remarks();
  }
}
