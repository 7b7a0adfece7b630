package io.alluvium.learning;

import java.util.List;

/** The mean of the probabilities that several heads give. */
final class AveragedHead implements Head {
  private final String name;
  private final List<Head> members;

  /** Creates the head of at least one member. */
  AveragedHead(String name, List<Head> members) {
    this.name = name;
    this.members = List.copyOf(members);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Demands demands(Space space) {
    return Demands.ofAll(members, space);
  }

  @Override
  public Scorer fit(Evidence evidence) {
    return new AveragedScorer(members.stream().map(member -> member.fit(evidence)).toList());
  }
}
