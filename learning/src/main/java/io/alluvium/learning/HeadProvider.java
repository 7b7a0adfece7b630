package io.alluvium.learning;

/**
 * Makes a {@link Head} under a name: what {@link Heads} finds heads by.
 *
 * <p>A head of one's own is a class that implements this interface, with a constructor without
 * arguments, named in the file {@code META-INF/services/io.alluvium.learning.HeadProvider} of a jar
 * on the class path. It is then known by its name wherever a head is named.
 */
public interface HeadProvider {
  /** Returns the name, as in {@code alluvium.head}: lower-case letters, digits and hyphens. */
  String name();

  /**
   * Returns the head.
   *
   * @throws IllegalArgumentException if settings do not suit it
   */
  Head create(HeadOptions options);

  /**
   * Returns whether an answer depends on its query alone, and not on others that happen to be asked
   * about at the same time: otherwise the head can be evaluated but not serve a stream.
   */
  default boolean servesStreams() {
    return true;
  }
}
