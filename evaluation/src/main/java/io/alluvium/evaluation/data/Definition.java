package io.alluvium.evaluation.data;

/**
 * What a dictionary says a word means, and which kind of thing it is.
 *
 * @param id {@code n} or {@code v} and the eight digits of its place in the dictionary, unique
 * @param className kind of thing, for instance {@code noun.animal}
 * @param text the definition, one line without usage examples
 */
public record Definition(String id, String className, String text) {
  /**
   * Checks that nothing is empty.
   *
   * @throws IllegalArgumentException if a component is blank
   */
  public Definition {
    if (id.isBlank() || className.isBlank() || text.isBlank()) {
      throw new IllegalArgumentException(
          "definition has id '"
              + id
              + "', class '"
              + className
              + "', text '"
              + text
              + "', expected none blank");
    }
  }
}
