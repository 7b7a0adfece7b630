package io.alluvium.app.crash;

import java.util.EnumSet;
import java.util.Set;

/** Ways to die. */
public enum DeathKind {
  /** SIGKILL of the pipeline at a random moment. */
  KILL(8, false),
  /** A pipeline is stopped, another takes its work, and the first goes on unaware. */
  ZOMBIE(1, false),
  /** SIGKILL of the broker under a working pipeline. */
  BROKER(1, false),
  /** The disk with the state is full. Mounts a small file system, which only root may. */
  DISK(1, true);

  private final int weight;
  private final boolean needsRoot;

  DeathKind(int weight, boolean needsRoot) {
    this.weight = weight;
    this.needsRoot = needsRoot;
  }

  /** Returns how often this kind comes, compared with others. */
  int weight() {
    return weight;
  }

  /** Returns those that any user can bring about. */
  public static Set<DeathKind> forAnyUser() {
    EnumSet<DeathKind> kinds = EnumSet.allOf(DeathKind.class);
    kinds.removeIf(kind -> kind.needsRoot);
    return kinds;
  }

  Death death() {
    return switch (this) {
      case KILL -> new Sigkill();
      case ZOMBIE -> new Zombie();
      case BROKER -> new BrokerKill();
      case DISK -> new FullDisk();
    };
  }
}
