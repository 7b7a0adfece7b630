package io.alluvium.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.SortedSet;

/** The heads by name: those that are always there, and those of {@link HeadProvider}s. */
public final class Heads {
  private Heads() {}

  /**
   * Returns the names, ascending; {@code auto} is the one recommended.
   *
   * @throws IllegalStateException if two heads have the same name
   */
  public static SortedSet<String> names() {
    return registry().names();
  }

  /**
   * Returns the names of the heads that can answer for a stream, ascending.
   *
   * @throws IllegalStateException if two heads have the same name
   */
  public static SortedSet<String> servingNames() {
    return registry().servingNames();
  }

  /**
   * Returns the head of a name.
   *
   * @throws IllegalArgumentException if the name is not known; the message lists those that are
   * @throws IllegalStateException if two heads have the same name
   */
  public static Head named(String name, HeadOptions options) {
    Head head = registry().provider(name).create(options);
    return options.prior() == Prior.NONE
        ? head
        : new PriorHead(head, options.prior(), options.window());
  }

  /** Looks again each time: it is asked for at the start of a program and finds a handful. */
  private static HeadRegistry registry() {
    List<HeadProvider> all = new ArrayList<>(BuiltInHead.ALL);
    ServiceLoader.load(HeadProvider.class).forEach(all::add);
    return new HeadRegistry(all);
  }
}
