package io.alluvium.schemas.serde;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Reads records by the schema that the header names, with a decoder that each thread reuses. */
final class Decoding<T extends SpecificRecord> {

  static final int MAX_SCHEMAS = 1024;

  private static final ThreadLocal<@Nullable BinaryDecoder> DECODER = new ThreadLocal<>();

  /** What a schema id stands for. */
  private sealed interface Writer<T> {}

  private record Known<T>(DatumReader<T> reader) implements Writer<T> {}

  private record Foreign<T>(String found) implements Writer<T> {}

  private final SchemaRegistry registry;
  private final Map<String, Schema> readable;
  private final Map<Integer, Writer<T>> writers = new ConcurrentHashMap<>();

  /**
   * Creates a reader.
   *
   * @param type type of the records; null for any of the topics' records
   */
  Decoding(@Nullable Class<T> type, SchemaRegistry registry) {
    this.registry = Objects.requireNonNull(registry, "registry is null");
    this.readable =
        (type == null
                ? GeneratedRecords.TOPIC_RECORDS.stream().map(GeneratedRecords::schemaOf)
                : Stream.of(GeneratedRecords.schemaOf(type)))
            .collect(Collectors.toUnmodifiableMap(Schema::getFullName, Function.identity()));
  }

  T read(byte[] bytes) {
    int id = WireFormat.schemaId(bytes);
    Writer<T> writer = writer(id);
    if (writer instanceof Known<T> known) {
      return read(id, bytes, known.reader());
    }
    throw new UndecodableException(
        "schema id "
            + id
            + " is "
            + ((Foreign<T>) writer).found()
            + ", expected "
            + String.join(" or ", readable.keySet()));
  }

  private T read(int id, byte[] bytes, DatumReader<T> reader) {
    BinaryDecoder decoder =
        DecoderFactory.get()
            .binaryDecoder(
                bytes,
                WireFormat.HEADER_BYTES,
                bytes.length - WireFormat.HEADER_BYTES,
                DECODER.get());
    DECODER.set(decoder);
    T record;
    boolean ended;
    try {
      record = Objects.requireNonNull(reader.read(null, decoder));
      ended = decoder.isEnd();
    } catch (IOException | RuntimeException e) {
      // Avro throws whatever it stumbles over: UnsupportedOperationException for a long string,
      // IndexOutOfBoundsException for a union.
      throw new UndecodableException("bytes are not a record of schema id " + id + ": " + e, e);
    }
    if (!ended) {
      throw new UndecodableException(
          "record of schema id " + id + " is followed by further bytes, expected none");
    }
    return record;
  }

  private Writer<T> writer(int id) {
    Writer<T> known = writers.get(id);
    if (known != null) {
      return known;
    }
    Writer<T> writer = resolve(registry.byId(id));
    if (writers.size() >= MAX_SCHEMAS) {
      writers.clear();
    }
    writers.put(id, writer);
    return writer;
  }

  private Writer<T> resolve(Schema written) {
    if (written.getType() != Schema.Type.RECORD) {
      return new Foreign<>("of Avro type " + written.getType());
    }
    Schema expected = readable.get(written.getFullName());
    if (expected == null) {
      return new Foreign<>(written.getFullName());
    }
    return new Known<>(
        new SpecificDatumReader<>(written, expected, GeneratedRecords.Model.INSTANCE));
  }
}
