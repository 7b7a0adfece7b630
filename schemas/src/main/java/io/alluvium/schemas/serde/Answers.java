package io.alluvium.schemas.serde;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/** Reads the registry's answers; an {@link IOException} means that an answer is malformed. */
final class Answers {

  private Answers() {}

  static Schema avro(int id, JsonNode body) throws IOException {
    String type = body.path("schemaType").asText("AVRO");
    if (!type.equals("AVRO")) {
      throw new UndecodableException("schema id " + id + " is of type " + type + ", expected AVRO");
    }
    if (!body.path("references").isEmpty()) {
      throw new UndecodableException(
          "schema id " + id + " refers to other schemas, expected one that stands alone");
    }
    return parse("schema id " + id, field(body, "schema").asText());
  }

  static RegisteredSchema registered(JsonNode body) throws IOException {
    String subject = field(body, "subject").asText();
    int version = number(body, "version");
    Schema schema = parse(subject + " version " + version, field(body, "schema").asText());
    return new RegisteredSchema(subject, version, number(body, "id"), schema);
  }

  private static Schema parse(String name, String text) {
    try {
      return new Schema.Parser().parse(text);
    } catch (SchemaParseException e) {
      throw new UndecodableException(name + " is not an Avro schema: " + e.getMessage(), e);
    }
  }

  static CompatibilityLevel level(JsonNode body, String field) throws IOException {
    String name = field(body, field).asText();
    return CompatibilityLevel.named(name)
        .orElseThrow(() -> new IOException("answer has the unknown compatibility level " + name));
  }

  static boolean flag(JsonNode body, String field) throws IOException {
    JsonNode node = field(body, field);
    if (!node.isBoolean()) {
      throw new IOException("answer has " + node.getNodeType() + " where a boolean is expected");
    }
    return node.booleanValue();
  }

  static int number(JsonNode body, String field) throws IOException {
    return number(field(body, field));
  }

  private static int number(JsonNode node) throws IOException {
    if (!node.canConvertToInt() || !node.isIntegralNumber()) {
      throw new IOException("answer has " + node.getNodeType() + " where a number is expected");
    }
    return node.intValue();
  }

  private static JsonNode field(JsonNode body, String field) throws IOException {
    JsonNode node = body.get(field);
    if (node == null || node.isNull()) {
      throw new IOException("answer has no field '" + field + "'");
    }
    return node;
  }

  static List<String> texts(JsonNode body) throws IOException {
    List<String> texts = new ArrayList<>();
    for (JsonNode node : array(body)) {
      texts.add(node.asText());
    }
    return List.copyOf(texts);
  }

  static List<Integer> numbers(JsonNode body) throws IOException {
    List<Integer> numbers = new ArrayList<>();
    for (JsonNode node : array(body)) {
      numbers.add(number(node));
    }
    return List.copyOf(numbers);
  }

  private static JsonNode array(JsonNode body) throws IOException {
    if (!body.isArray()) {
      throw new IOException("answer is " + body.getNodeType() + ", expected an array");
    }
    return body;
  }
}
