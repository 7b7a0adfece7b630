package io.alluvium.topology.internal.learn;

import io.alluvium.stores.HashChain;
import io.alluvium.stores.LabelCount;
import io.alluvium.stores.LabelCountStore;
import io.alluvium.topology.internal.wire.Body;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Counts the labels of each annotator in a window of ledger time and says which are too many.
 * Labels without an annotator count together, for each source. Not thread-safe.
 *
 * <p>Every label that is read counts, whatever it comes to. A window ends with the first label
 * whose append time is in another one, be it later or, after a jump of the broker's clock, earlier.
 */
final class AnnotatorQuota {
  /** The one count of all that are too many to be counted one by one. */
  private static final String OTHERS = "others";

  private final LabelCountStore store;
  private final AnnotatorLimit limit;
  private final Map<String, Long> counts = new HashMap<>();
  private long windowMillis;

  /** Reads the store once. */
  AnnotatorQuota(LabelCountStore store, AnnotatorLimit limit) {
    this.store = store;
    this.limit = limit;
    store.forEach((group, count) -> {
      counts.put(group, count.count());
      windowMillis = count.windowMillis();
    });
  }

  /** Counts a label; returns why it is refused, if it is one too many. */
  Optional<String> fault(long appendMillis, Body.Label label) {
    if (limit.maxLabels() == 0) {
      return Optional.empty();
    }
    enterWindow(appendMillis - Math.floorMod(appendMillis, limit.windowMillis()));
    String group = group(label);
    long count = counts.merge(group, 1L, Long::sum);
    store.put(group, new LabelCount(windowMillis, count));
    return count > limit.maxLabels() ? Optional.of(message(label, group, count)) : Optional.empty();
  }

  private void enterWindow(long beginMillis) {
    if (beginMillis != windowMillis) {
      counts.keySet().forEach(store::delete);
      counts.clear();
      windowMillis = beginMillis;
    }
  }

  private String group(Body.Label label) {
    String group =
        label
            .annotator()
            .map(annotator -> digest('A', annotator))
            .orElseGet(() -> digest('S', label.source()));
    boolean counted = counts.containsKey(group) || counts.size() < limit.maxGroups();
    return counted ? group : OTHERS;
  }

  /** The store has no names: what was sent is forgotten without it. */
  private static String digest(char kind, String name) {
    String kindAndName = kind + name;
    return HexFormat.of()
        .formatHex(HashChain.sha256().digest(kindAndName.getBytes(StandardCharsets.UTF_8)));
  }

  private String message(Body.Label label, String group, long count) {
    String who =
        label
            .annotator()
            .map(annotator -> "annotator '" + annotator + "'")
            .orElseGet(() -> "source '" + label.source() + "' without an annotator");
    String together = group.equals(OTHERS) ? ", one of more than " + limit.maxGroups() : "";
    return String.format(
        Locale.ROOT,
        "label %d of %s%s, the limit is %d until %s",
        count,
        who,
        together,
        limit.maxLabels(),
        Instant.ofEpochMilli(windowMillis).plusMillis(limit.windowMillis()));
  }
}
