package io.alluvium.app;

import java.nio.file.Path;

/** Where embedded data sets are kept unless the user says otherwise. */
public final class CacheFolder {
  private CacheFolder() {}

  /** Returns {@code alluvium} in {@code XDG_CACHE_HOME}, or in {@code ~/.cache}. */
  public static Path standard() {
    String cacheHome = System.getenv("XDG_CACHE_HOME");
    Path home =
        cacheHome == null || cacheHome.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(cacheHome);
    return home.resolve("alluvium");
  }
}
