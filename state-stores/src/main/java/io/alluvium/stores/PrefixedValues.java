package io.alluvium.stores;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Values of one kind in a store that has others as well: those whose key begins with a prefix.
 *
 * @param <T> the values
 */
final class PrefixedValues<T> {
  private final KeyValueStore<Bytes, byte[]> bytes;
  private final String prefix;
  private final Function<T, byte[]> encode;
  private final Function<byte[], T> decode;

  /**
   * Wraps the store of the given bytes.
   *
   * @param prefix begins no key of another kind and is not empty
   */
  PrefixedValues(
      KeyValueStore<Bytes, byte[]> bytes,
      String prefix,
      Function<T, byte[]> encode,
      Function<byte[], T> decode) {
    this.bytes = bytes;
    this.prefix = prefix;
    this.encode = encode;
    this.decode = decode;
  }

  Optional<T> get(String name) {
    return Optional.ofNullable(bytes.get(key(name))).map(decode);
  }

  void put(String name, T value) {
    bytes.put(key(name), encode.apply(value));
  }

  void delete(String name) {
    bytes.delete(key(name));
  }

  /** Visits names and values in ascending order of the UTF-8 bytes of the names. */
  void forEach(BiConsumer<String, T> visitor) {
    byte[] from = Frame.utf8(prefix);
    byte[] to = Arrays.copyOf(from, from.length);
    to[to.length - 1]++;
    try (KeyValueIterator<Bytes, byte[]> entries = bytes.range(Bytes.wrap(from), Bytes.wrap(to))) {
      while (entries.hasNext()) {
        KeyValue<Bytes, byte[]> next = entries.next();
        String key = Frame.keyText(next.key.get());
        if (key.startsWith(prefix)) {
          visitor.accept(key.substring(prefix.length()), decode.apply(next.value));
        }
      }
    }
  }

  private Bytes key(String name) {
    return Bytes.wrap(Frame.utf8(prefix + name));
  }
}
