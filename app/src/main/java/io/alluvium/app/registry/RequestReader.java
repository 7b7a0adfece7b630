package io.alluvium.app.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes requests apart and refuses those that are malformed, too large or from elsewhere. */
final class RequestReader {

  static final int MAX_BODY_BYTES = 1 << 20;

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Set<String> JSON_TYPES =
      Set.of(
          "application/vnd.schemaregistry.v1+json",
          "application/vnd.schemaregistry+json",
          "application/json");

  private static final Set<String> LOCAL_NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

  private RequestReader() {}

  /**
   * Refuses requests that name another host: a web page whose name was made to point at the
   * loopback address (DNS rebinding) sends its own name.
   */
  static void requireLocalName(HttpExchange exchange) {
    String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
    String name = host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
    if (!LOCAL_NAMES.contains(name)) {
      throw new RegistryError(403, 403, "Host is '" + name + "', expected one of " + LOCAL_NAMES);
    }
  }

  /** Returns the decoded segments of the path. */
  static List<String> path(HttpExchange exchange) {
    String raw =
        exchange.getRequestURI().getRawPath().replaceFirst("^/", "").replaceFirst("/$", "");
    List<String> segments = new ArrayList<>();
    for (String segment : raw.split("/", -1)) {
      segments.add(URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8));
    }
    return segments;
  }

  static String query(HttpExchange exchange) {
    String query = exchange.getRequestURI().getRawQuery();
    return query == null ? "" : query;
  }

  /** Returns the JSON object that was sent. */
  static JsonNode body(HttpExchange exchange) throws IOException {
    requireJson(exchange.getRequestHeaders().getFirst("Content-Type"));
    byte[] bytes = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
    if (bytes.length > MAX_BODY_BYTES) {
      throw new RegistryError(413, 413, "Body is longer than " + MAX_BODY_BYTES + " bytes.");
    }
    JsonNode json = parse(bytes);
    if (!json.isObject()) {
      throw new RegistryError(400, 400, "Body is " + json.getNodeType() + ", expected an object.");
    }
    return json;
  }

  private static void requireJson(@Nullable String contentType) {
    String type = String.valueOf(contentType).split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!JSON_TYPES.contains(type)) {
      throw new RegistryError(
          415,
          415,
          "Content-Type is " + contentType + ", expected " + String.join(" or ", JSON_TYPES));
    }
  }

  private static JsonNode parse(byte[] bytes) {
    try {
      return MAPPER.readTree(bytes);
    } catch (IOException e) {
      throw new RegistryError(400, 400, "Body is not JSON: " + e.getMessage());
    }
  }
}
