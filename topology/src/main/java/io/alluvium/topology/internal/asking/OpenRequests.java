package io.alluvium.topology.internal.asking;

import io.alluvium.stores.AskingStore;
import io.alluvium.stores.OpenRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/**
 * Requests that are not answered yet, bounded in number: the oldest leaves first. In the store as
 * soon as they are made. Not thread-safe.
 */
final class OpenRequests {
  private final AskingStore store;
  private final int most;
  private final Map<String, OpenRequest> open = new HashMap<>();
  private final TreeMap<Long, String> byAge = new TreeMap<>();

  OpenRequests(AskingStore store, int most) {
    this.store = store;
    this.most = most;
    store.forEachOpen(this::enrol);
  }

  private void enrol(String sampleId, OpenRequest request) {
    open.put(sampleId, request);
    byAge.put(request.offset(), sampleId);
  }

  boolean contains(String sampleId) {
    return open.containsKey(sampleId);
  }

  void add(String sampleId, OpenRequest request) {
    enrol(sampleId, request);
    store.putOpen(sampleId, request);
    while (open.size() > most) {
      remove(byAge.firstEntry().getValue());
    }
  }

  /** Closes the request about a sample; returns it, if one was open. */
  Optional<OpenRequest> remove(String sampleId) {
    OpenRequest request = open.remove(sampleId);
    if (request != null) {
      byAge.remove(request.offset());
      store.deleteOpen(sampleId);
    }
    return Optional.ofNullable(request);
  }

  /** Closes all requests of a kind. */
  void removeIf(BiPredicate<String, OpenRequest> kind) {
    List<String> those =
        open.entrySet().stream()
            .filter(each -> kind.test(each.getKey(), each.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    those.forEach(this::remove);
  }
}
