package io.alluvium.app.demo;

import io.alluvium.evaluation.data.Definition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Definitions not sent yet, by class. Drawing takes an open class with a chance proportional to
 * what is left of it, so classes keep their natural sizes, and its next definition.
 */
final class ClassDeck {
  private final Map<String, Deque<Definition>> left = new LinkedHashMap<>();
  private final List<String> open = new ArrayList<>();
  private int leftInOpen;

  /** Keeps the order of the definitions inside each class. */
  ClassDeck(List<Definition> definitions) {
    for (Definition definition : definitions) {
      left.computeIfAbsent(definition.className(), name -> new ArrayDeque<>()).add(definition);
    }
  }

  /** Returns the names of the classes that are not open, the largest first, equals by name. */
  List<String> closedBySize() {
    return left.keySet().stream()
        .filter(name -> !open.contains(name))
        .sorted(
            Comparator.comparingInt((String name) -> -deck(name).size())
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  void open(String className) {
    open.add(className);
    leftInOpen += deck(className).size();
  }

  /** Returns the open classes in the order of opening. */
  List<String> open() {
    return Collections.unmodifiableList(open);
  }

  Definition draw(RandomGenerator random) {
    int ticket = random.nextInt(leftInOpen);
    for (String className : open) {
      ticket -= deck(className).size();
      if (ticket < 0) {
        return drawFrom(className);
      }
    }
    throw new IllegalStateException("open classes have fewer definitions than counted");
  }

  Definition drawFrom(String openClass) {
    leftInOpen--;
    return deck(openClass).remove();
  }

  private Deque<Definition> deck(String className) {
    Deque<Definition> deck = left.get(className);
    if (deck == null) {
      throw new IllegalArgumentException("class '" + className + "' has no definitions");
    }
    return deck;
  }
}
