package io.alluvium.app.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.alluvium.app.registry.LogRecord.LevelSet;
import io.alluvium.app.registry.LogRecord.SchemaAdded;
import io.alluvium.schemas.serde.CompatibilityLevel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of the log's records: JSON keys and values as Confluent Schema Registry writes them, so
 * that compaction keeps one record for each version of a subject and one for each level.
 */
final class LogCodec {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private LogCodec() {}

  static byte[] key(LogRecord record) {
    ObjectNode key = MAPPER.createObjectNode();
    switch (record) {
      case SchemaAdded added ->
          key.put("keytype", "SCHEMA")
              .put("subject", added.subject())
              .put("version", added.version())
              .put("magic", 1);
      case LevelSet set ->
          key.put("keytype", "CONFIG").put("subject", set.subject().orElse(null)).put("magic", 0);
    }
    return bytes(key);
  }

  static byte[] value(LogRecord record) {
    ObjectNode value = MAPPER.createObjectNode();
    switch (record) {
      case SchemaAdded added ->
          value
              .put("subject", added.subject())
              .put("version", added.version())
              .put("id", added.id())
              .put("schema", added.schema())
              .put("deleted", false);
      case LevelSet set -> value.put("compatibilityLevel", set.level().name());
    }
    return bytes(value);
  }

  /**
   * Reads a record.
   *
   * @throws IllegalArgumentException if the bytes are not a record of this log
   */
  static LogRecord read(byte @Nullable [] key, byte @Nullable [] value) {
    JsonNode keyJson = json("key", key);
    JsonNode valueJson = json("value", value);
    String type = keyJson.path("keytype").asText();
    return switch (type) {
      case "SCHEMA" ->
          new SchemaAdded(
              text(valueJson, "subject"),
              valueJson.path("version").asInt(),
              valueJson.path("id").asInt(),
              text(valueJson, "schema"));
      case "CONFIG" -> new LevelSet(subject(keyJson), level(text(valueJson, "compatibilityLevel")));
      default ->
          throw new IllegalArgumentException(
              "key type is '" + type + "', expected SCHEMA or CONFIG");
    };
  }

  private static JsonNode json(String part, byte @Nullable [] bytes) {
    if (bytes == null) {
      throw new IllegalArgumentException(part + " is null, expected JSON");
    }
    try {
      return MAPPER.readTree(bytes);
    } catch (IOException e) {
      throw new IllegalArgumentException(part + " is not JSON: " + e.getMessage(), e);
    }
  }

  private static String text(JsonNode json, String field) {
    JsonNode node = json.path(field);
    if (!node.isTextual()) {
      throw new IllegalArgumentException("field " + field + " is no text in " + json);
    }
    return node.textValue();
  }

  private static Optional<String> subject(JsonNode key) {
    return Optional.ofNullable(key.path("subject").textValue());
  }

  private static CompatibilityLevel level(String name) {
    return CompatibilityLevel.named(name)
        .orElseThrow(() -> new IllegalArgumentException("unknown compatibility level " + name));
  }

  private static byte[] bytes(ObjectNode json) {
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }
}
