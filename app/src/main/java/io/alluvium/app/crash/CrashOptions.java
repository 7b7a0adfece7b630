package io.alluvium.app.crash;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is to happen.
 *
 * @param cycles how many deaths, at least 1
 * @param seed decides the stream, and how and when the deaths come as far as anybody can
 * @param kinds kinds of death to choose from, at least one
 * @param javaOptions more options for Java in the pipelines that are going to die
 * @param dataDirectory where broker, state and logs are kept; empty for a temporary folder, which
 *     is deleted if the books balance
 */
public record CrashOptions(
    int cycles,
    long seed,
    Set<DeathKind> kinds,
    List<String> javaOptions,
    Optional<Path> dataDirectory) {

  /** Checks the number of cycles and that there is a kind. */
  public CrashOptions {
    if (cycles < 1) {
      throw new IllegalArgumentException("cycles are " + cycles + ", expected at least 1");
    }
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException("no kind of death is given, expected at least one");
    }
    kinds = EnumSet.copyOf(kinds);
    javaOptions = List.copyOf(javaOptions);
  }
}
