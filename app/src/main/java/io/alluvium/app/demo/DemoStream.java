package io.alluvium.app.demo;

import io.alluvium.evaluation.corruption.TypoModel;
import io.alluvium.evaluation.data.Definition;
import io.alluvium.evaluation.data.WordNet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * The demo's world as a list of actions: a function of definitions, number of records and seed.
 *
 * <p>Four phases (see {@link DemoPhase}): eight classes; thirty more that appear over time; labels
 * that come late, are corrected and withdrawn; and one of three sources that types badly and
 * recovers. One record in 200 repeats a recent sample. Labels that are still waiting after the last
 * sample are given at the end, so that every sample has had its labels.
 *
 * <p>Each iterator makes the same actions anew. Immutable; iterators are for one thread.
 */
public final class DemoStream implements Iterable<DemoAction> {
  static final int FIRST_CLASSES = 8;
  static final String BAD_SOURCE = "mobile";

  /** Sources, by how much each of them sends. */
  private static final List<String> SOURCES =
      List.of(
          "library",
          "library",
          "library",
          "library",
          "classroom",
          "classroom",
          "classroom",
          BAD_SOURCE,
          BAD_SOURCE,
          BAD_SOURCE);

  private static final int REMEMBERED = 50;

  private final List<Definition> definitions;
  private final DemoPlan plan;
  private final long seed;

  private DemoStream(List<Definition> definitions, DemoPlan plan, long seed) {
    this.definitions = definitions;
    this.plan = plan;
    this.seed = seed;
  }

  /**
   * Makes a stream of WordNet's definitions.
   *
   * @param records sample records in the whole run, duplicates included, 100 to 95,000
   * @throws IllegalArgumentException if the number of records is out of range
   */
  public static DemoStream of(int records, long seed) {
    DemoPlan plan = new DemoPlan(records);
    return new DemoStream(WordNet.shuffled(WordNet.definitions(), seed), plan, seed);
  }

  /** Returns how many sample records the stream has, duplicates included. */
  public int records() {
    return plan.records();
  }

  @Override
  public Iterator<DemoAction> iterator() {
    return new Actions();
  }

  /** One run through the stream. Each kind of decision has its own random numbers. */
  private final class Actions implements Iterator<DemoAction> {
    private final ClassDeck deck = new ClassDeck(definitions);
    private final RandomGenerator draws = random("draws");
    private final RandomGenerator sources = random("sources");
    private final RandomGenerator typos = random("typos");
    private final RandomGenerator repeats = random("repeats");
    private final LabelDesk labels = new LabelDesk(plan, random("labels"));
    private final List<DemoAction.Sample> recent = new ArrayList<>();
    private final Deque<DemoAction> ready = new ArrayDeque<>();
    private final Deque<String> closed;
    private final int newClasses;
    private int position;

    Actions() {
      List<String> bySize = deck.closedBySize();
      bySize.stream()
          .filter(name -> name.startsWith("noun."))
          .limit(FIRST_CLASSES)
          .forEach(deck::open);
      List<String> others = new ArrayList<>(deck.closedBySize());
      Collections.shuffle(others, new Random(seed));
      closed = new ArrayDeque<>(others);
      newClasses = others.size();
    }

    @Override
    public boolean hasNext() {
      while (ready.isEmpty() && position < plan.records()) {
        step();
      }
      return !ready.isEmpty();
    }

    @Override
    public DemoAction next() {
      if (!hasNext()) {
        throw new NoSuchElementException("the demo has ended");
      }
      return ready.remove();
    }

    private void step() {
      plan.mark(position).ifPresent(ready::add);
      ready.addAll(labels.due(position));
      if (plan.isDuplicate(position)) {
        ready.add(recent.get(repeats.nextInt(recent.size())).again());
      } else {
        send();
      }
      position++;
      if (position == plan.records()) {
        ready.addAll(labels.drain());
      }
    }

    private void send() {
      Definition definition = draw();
      String source = SOURCES.get(sources.nextInt(SOURCES.size()));
      boolean bad = source.equals(BAD_SOURCE) && plan.typing(position) == Typing.DURING;
      String text = bad ? TypoModel.hasty().spoil(definition.text(), typos) : definition.text();
      DemoAction.Sample sample =
          new DemoAction.Sample(definition.id(), source, text, definition.className(), false);
      ready.add(sample);
      labels.accept(position, sample, deck.open());
      recent.add(sample);
      if (recent.size() > REMEMBERED) {
        recent.removeFirst();
      }
    }

    /** Draws a definition; the first one after a class has appeared is of that class. */
    private Definition draw() {
      if (newClasses - closed.size() < plan.opened(position, newClasses)) {
        String appearing = closed.remove();
        deck.open(appearing);
        return deck.drawFrom(appearing);
      }
      return deck.draw(draws);
    }

    private RandomGenerator random(String purpose) {
      return new Random(seed * 31 + purpose.hashCode());
    }
  }
}
