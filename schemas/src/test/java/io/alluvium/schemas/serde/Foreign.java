package io.alluvium.schemas.serde;

import io.alluvium.schemas.Sample;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.function.UnaryOperator;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** What other producers write: schemas and bytes that our serializer would not make. */
final class Foreign {

  private Foreign() {}

  /** A record type of somebody else's. */
  static Schema record(String name) {
    return SchemaBuilder.record(name)
        .namespace("com.example")
        .fields()
        .requiredInt("n")
        .endRecord();
  }

  /** The schema of samples with its JSON text changed. */
  static Schema sample(UnaryOperator<String> change) {
    String text = PortableSchema.of(Sample.getClassSchema()).toString();
    String changed = change.apply(text);
    if (changed.equals(text)) {
      throw new IllegalArgumentException("the change does not apply to " + text);
    }
    return new Schema.Parser().parse(changed);
  }

  /** The schema of samples with one more field before the first. */
  static Schema sampleWithExtra(String fieldType) {
    return sample(text ->
        text.replace(
            "\"fields\":[{\"name\":\"id\"",
            "\"fields\":[{\"name\":\"extra\",\"type\":" + fieldType + "},{\"name\":\"id\""));
  }

  static byte[] frame(int id, byte[] body) {
    return ByteBuffer.allocate(5 + body.length).put((byte) 0).putInt(id).put(body).array();
  }

  static byte[] encode(GenericRecord record) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    try {
      new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
