package io.alluvium.schemas.serde;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;

/**
 * Client of a schema registry that speaks Confluent's REST interface (Confluent, Karapace, Apicurio
 * under {@code /apis/ccompat/v7}, or the embedded one).
 *
 * <p>Every method asks the registry: nothing is cached here. Safe for use by several threads. All
 * methods throw {@link RegistryUnavailableException} if no server answers and {@link
 * RegistryRejectedException} if one refuses.
 *
 * <p>Source: Confluent Schema Registry, "API reference".
 */
public final class RegistryClient implements SchemaRegistry {

  private static final int UNKNOWN_SCHEMA = 40403;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final RegistryTransport transport;

  /** Creates a client; nothing is asked yet. */
  public RegistryClient(RegistryConfig config) {
    this(config, duration -> TimeUnit.MILLISECONDS.sleep(duration.toMillis()));
  }

  RegistryClient(RegistryConfig config, RegistryTransport.Pause pause) {
    this.transport = new RegistryTransport(config, pause);
  }

  @Override
  public int register(String subject, Schema schema) {
    return transport.send(
        "POST", path(subject) + "/versions", envelope(schema), body -> Answers.number(body, "id"));
  }

  @Override
  public int idOf(String subject, Schema schema) {
    return transport.send(
        "POST", path(subject), envelope(schema), body -> Answers.number(body, "id"));
  }

  @Override
  public Schema byId(int id) {
    try {
      return transport.send("GET", "/schemas/ids/" + id, null, body -> Answers.avro(id, body));
    } catch (RegistryRejectedException e) {
      if (e.errorCode() == UNKNOWN_SCHEMA) {
        throw new UndecodableException(
            "schema id " + id + " is unknown to the registry: was it written with another one?", e);
      }
      throw e;
    }
  }

  /** Returns the names of all subjects. */
  public List<String> subjects() {
    return transport.send("GET", "/subjects", null, Answers::texts);
  }

  /** Returns the versions of a subject, in ascending order. */
  public List<Integer> versions(String subject) {
    return transport.send("GET", path(subject) + "/versions", null, Answers::numbers);
  }

  /**
   * Returns one version of a subject.
   *
   * @param version from 1
   */
  public RegisteredSchema version(String subject, int version) {
    return transport.send("GET", path(subject) + "/versions/" + version, null, Answers::registered);
  }

  /** Returns the newest version of a subject. */
  public RegisteredSchema latest(String subject) {
    return transport.send("GET", path(subject) + "/versions/latest", null, Answers::registered);
  }

  /** Returns whether a schema may follow the newest version of a subject. */
  public boolean isCompatible(String subject, Schema schema) {
    return transport.send(
        "POST",
        "/compatibility" + path(subject) + "/versions/latest",
        envelope(schema),
        body -> Answers.flag(body, "is_compatible"));
  }

  /** Returns the level of subjects without a level of their own. */
  public CompatibilityLevel compatibility() {
    return transport.send(
        "GET", "/config", null, body -> Answers.level(body, "compatibilityLevel"));
  }

  /**
   * Returns a subject's own level.
   *
   * @throws RegistryRejectedException if the subject has none
   */
  public CompatibilityLevel compatibility(String subject) {
    return transport.send(
        "GET",
        "/config/" + encoded(subject),
        null,
        body -> Answers.level(body, "compatibilityLevel"));
  }

  /** Sets the level of subjects without a level of their own. */
  public void setCompatibility(CompatibilityLevel level) {
    transport.send("PUT", "/config", envelope(level), body -> Answers.level(body, "compatibility"));
  }

  /** Sets a subject's own level. */
  public void setCompatibility(String subject, CompatibilityLevel level) {
    transport.send(
        "PUT",
        "/config/" + encoded(subject),
        envelope(level),
        body -> Answers.level(body, "compatibility"));
  }

  private static JsonNode envelope(Schema schema) {
    return MAPPER.createObjectNode().put("schema", PortableSchema.of(schema).toString());
  }

  private static ObjectNode envelope(CompatibilityLevel level) {
    return MAPPER.createObjectNode().put("compatibility", level.name());
  }

  private static String path(String subject) {
    return "/subjects/" + encoded(subject);
  }

  private static String encoded(String subject) {
    return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
