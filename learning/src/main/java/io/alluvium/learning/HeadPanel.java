package io.alluvium.learning;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Several heads on the same evidence, solved at the same places: the one that answers, and its
 * challengers. Costs the sum of what they cost, and sums that several of them demand only once.
 */
public final class HeadPanel implements Head {
  private final List<Head> members;

  /**
   * Puts heads together.
   *
   * @param members the one that answers first, each name once
   * @throws IllegalArgumentException if there is none, or two have the same name
   */
  public HeadPanel(List<Head> members) {
    this.members = List.copyOf(members);
    List<String> names = names();
    if (names.isEmpty() || names.stream().distinct().count() < names.size()) {
      throw new IllegalArgumentException(
          "heads are " + names + ", expected at least one, and none twice");
    }
  }

  /** Returns the names, that of the head that answers first. */
  public List<String> names() {
    return members.stream().map(Head::name).toList();
  }

  /**
   * Returns one of them, which fits alone as it does among the others.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public Head member(String name) {
    return members.stream()
        .filter(head -> head.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException("head is '" + name + "', expected one of " + names()));
  }

  @Override
  public String name() {
    return members.getFirst().name();
  }

  @Override
  public Demands demands(Space space) {
    return Demands.ofAll(members, space);
  }

  @Override
  public boolean fitsByCopying(Evidence evidence) {
    return members.stream().allMatch(member -> member.fitsByCopying(evidence));
  }

  @Override
  public Scorer fit(Evidence evidence) {
    Map<String, Scorer> scorers = new LinkedHashMap<>();
    for (Head member : members) {
      scorers.put(member.name(), member.fit(evidence));
    }
    return new PanelScorer(name(), scorers);
  }
}
