package io.alluvium.schemas.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Writes header and record into one array, with buffers that each thread reuses. */
final class Encoding {

  /** A thread's buffer that has grown beyond this is dropped after use. */
  private static final int MAX_KEPT_BYTES = 1 << 20;

  private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

  private final Map<Class<?>, SpecificDatumWriter<SpecificRecord>> writers =
      new ConcurrentHashMap<>();

  byte[] write(int id, SpecificRecord record) {
    Scratch mine = SCRATCH.get();
    ByteArrayOutputStream out = mine.start(id);
    try {
      BinaryEncoder encoder = mine.encoder();
      writer(record).write(record, encoder);
      encoder.flush();
    } catch (IOException | RuntimeException e) {
      SCRATCH.remove(); // The encoder may hold half a record.
      throw new SerializationException(
          "cannot write " + record.getClass().getSimpleName() + ": " + e.getMessage(), e);
    }
    if (out.size() > MAX_KEPT_BYTES) {
      SCRATCH.remove();
    }
    return out.toByteArray();
  }

  private SpecificDatumWriter<SpecificRecord> writer(SpecificRecord record) {
    return writers.computeIfAbsent(
        record.getClass(),
        type -> new SpecificDatumWriter<>(record.getSchema(), GeneratedRecords.Model.INSTANCE));
  }

  private static final class Scratch {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    private @Nullable BinaryEncoder encoder;

    ByteArrayOutputStream start(int id) {
      out.reset();
      out.write(WireFormat.MAGIC);
      out.write(id >>> 24);
      out.write(id >>> 16);
      out.write(id >>> 8);
      out.write(id);
      return out;
    }

    BinaryEncoder encoder() {
      BinaryEncoder reused = EncoderFactory.get().binaryEncoder(out, encoder);
      encoder = reused;
      return reused;
    }
  }
}
