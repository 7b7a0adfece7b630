package io.alluvium.app.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.alluvium.app.registry.LogRecord.SchemaAdded;
import io.alluvium.app.registry.Route.Call;
import io.alluvium.schemas.serde.CompatibilityLevel;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The operations that the registry offers, with Confluent's paths, fields and error codes.
 *
 * <p>Source: Confluent Schema Registry, "API reference".
 */
final class RestInterface {

  private final Registry registry;
  private final List<Route> routes;

  RestInterface(Registry registry) {
    this.registry = registry;
    this.routes =
        List.of(
            Route.of("GET", "/subjects", call -> registry.subjects()),
            Route.of("POST", "/subjects/*", this::find),
            Route.of("GET", "/subjects/*/versions", this::versions),
            Route.of("POST", "/subjects/*/versions", this::register),
            Route.of("GET", "/subjects/*/versions/*", this::version),
            Route.of("GET", "/schemas/types", call -> List.of("AVRO")),
            Route.of("GET", "/schemas/ids/*", this::schema),
            Route.of("GET", "/schemas/ids/*/versions", this::uses),
            Route.of("POST", "/compatibility/subjects/*/versions/*", this::compatibility),
            Route.of("GET", "/config", call -> level(registry.level())),
            Route.of("PUT", "/config", call -> setLevel(Optional.empty(), call)),
            Route.of("GET", "/config/*", this::ownLevel),
            Route.of("PUT", "/config/*", call -> setLevel(Optional.of(call.argument(0)), call)));
  }

  List<Route> routes() {
    return routes;
  }

  private Object register(Call call) {
    return Map.of("id", registry.register(call.argument(0), schemaText(call)));
  }

  private Object find(Call call) {
    return described(registry.find(call.argument(0), schemaText(call)));
  }

  private Object versions(Call call) {
    return registry.versionNumbers(call.argument(0));
  }

  private Object version(Call call) {
    return described(registry.version(call.argument(0), call.argument(1)));
  }

  private Object schema(Call call) {
    return Map.of("schema", registry.schema(id(call)));
  }

  private Object uses(Call call) {
    return registry.uses(id(call)).stream()
        .map(use -> Map.of("subject", use.subject(), "version", use.version()))
        .toList();
  }

  private Object compatibility(Call call) {
    List<String> objections =
        registry.objections(call.argument(0), call.argument(1), schemaText(call));
    boolean compatible = objections.isEmpty();
    return call.query().contains("verbose=true")
        ? Map.of("is_compatible", compatible, "messages", objections)
        : Map.of("is_compatible", compatible);
  }

  private Object ownLevel(Call call) {
    String subject = call.argument(0);
    Optional<CompatibilityLevel> own = registry.ownLevel(subject);
    if (own.isEmpty() && call.query().contains("defaultToGlobal=true")) {
      return level(registry.level());
    }
    return level(own.orElseThrow(() -> RegistryError.noLevel(subject)));
  }

  private Object setLevel(Optional<String> subject, Call call) {
    String name = call.body().path("compatibility").asText();
    registry.setLevel(subject, name);
    return Map.of("compatibility", name);
  }

  private static Map<String, String> level(CompatibilityLevel level) {
    return Map.of("compatibilityLevel", level.name());
  }

  private static Map<String, Object> described(SchemaAdded version) {
    return Map.of(
        "subject", version.subject(),
        "version", version.version(),
        "id", version.id(),
        "schema", version.schema());
  }

  private static String schemaText(Call call) {
    String type = call.body().path("schemaType").asText("AVRO");
    if (!type.equals("AVRO")) {
      throw RegistryError.invalidSchema("type is " + type + ", only AVRO is served");
    }
    if (!call.body().path("references").isEmpty()) {
      throw RegistryError.invalidSchema("references are not served: send one complete schema");
    }
    JsonNode schema = call.body().path("schema");
    if (!schema.isTextual() || schema.textValue().isBlank()) {
      throw RegistryError.invalidSchema("field 'schema' holds no text");
    }
    return schema.textValue();
  }

  private static int id(Call call) {
    try {
      return Integer.parseInt(call.argument(0));
    } catch (NumberFormatException e) {
      throw RegistryError.unknownSchema();
    }
  }
}
