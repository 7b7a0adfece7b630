package io.alluvium.learning;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Heads by name, each name once. Immutable. */
final class HeadRegistry {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

  private final NavigableMap<String, HeadProvider> providers = new TreeMap<>();

  /**
   * Takes in providers.
   *
   * @throws IllegalStateException if a name is malformed or two have the same; the message names
   *     both classes
   */
  HeadRegistry(Iterable<HeadProvider> all) {
    for (HeadProvider provider : all) {
      String name = provider.name();
      if (!NAME.matcher(name).matches()) {
        throw new IllegalStateException(
            "head '"
                + name
                + "' of "
                + className(provider)
                + " has a name that is not 1 to 32 lower-case letters, digits and hyphens");
      }
      HeadProvider before = providers.putIfAbsent(name, provider);
      if (before != null) {
        throw new IllegalStateException(
            "two heads have the name '"
                + name
                + "', of "
                + className(before)
                + " and of "
                + className(provider)
                + ": rename one or take it off the class path");
      }
    }
  }

  private static String className(HeadProvider provider) {
    return provider.getClass().getName();
  }

  SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(providers.navigableKeySet());
  }

  SortedSet<String> servingNames() {
    SortedSet<String> names = new TreeSet<>(names());
    names.removeIf(name -> !provider(name).servesStreams());
    return Collections.unmodifiableSortedSet(names);
  }

  HeadProvider provider(String name) {
    HeadProvider provider = providers.get(name);
    if (provider == null) {
      throw new IllegalArgumentException(
          "head is '" + name + "', expected one of " + providers.keySet());
    }
    return provider;
  }
}
