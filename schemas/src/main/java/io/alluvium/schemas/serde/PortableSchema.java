package io.alluvium.schemas.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/**
 * A schema as it is registered: without the marks that Avro's Java compiler leaves in generated
 * classes. Producers in other languages that register the {@code .avsc} files get the same id.
 */
final class PortableSchema {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private PortableSchema() {}

  static Schema of(Schema schema) {
    try {
      JsonNode text = withoutMarks(MAPPER.readTree(schema.toString()));
      return new Schema.Parser().parse(MAPPER.writeValueAsString(text));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("schema does not survive JSON: " + schema, e);
    }
  }

  private static JsonNode withoutMarks(JsonNode node) {
    if (node instanceof ArrayNode array) {
      ArrayNode copy = MAPPER.createArrayNode();
      array.forEach(item -> copy.add(withoutMarks(item)));
      return copy;
    }
    if (node instanceof ObjectNode object) {
      return withoutMark(object);
    }
    return node;
  }

  private static JsonNode withoutMark(ObjectNode object) {
    ObjectNode copy = MAPPER.createObjectNode();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (!field.getKey().equals(GenericData.STRING_PROP)) {
        copy.set(field.getKey(), withoutMarks(field.getValue()));
      }
    }
    boolean bare = copy.size() == 1 && copy.size() < object.size() && copy.has("type");
    return bare ? copy.get("type") : copy;
  }
}
