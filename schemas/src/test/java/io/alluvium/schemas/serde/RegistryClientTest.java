package io.alluvium.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryClientTest {

  private static final Schema SCHEMA = Foreign.record("Any");
  private static final String SCHEMA_ANSWER = "{\"schema\":\"\\\"string\\\"\"}";

  private final List<Duration> pauses = new ArrayList<>();
  private StubRegistry stub;

  @BeforeEach
  void start() throws IOException {
    stub = new StubRegistry();
  }

  @AfterEach
  void stop() {
    stub.close();
  }

  @Test
  void registersWithConfluentsRequest() {
    stub.answer(200, "{\"id\":7}");

    assertThat(client(Map.of()).register("a/b c-value", SCHEMA)).isEqualTo(7);
    assertThat(stub.lines()).containsExactly("POST /subjects/a%2Fb%20c-value/versions");
    assertThat(stub.requests().get(0).contentType())
        .contains("application/vnd.schemaregistry.v1+json");
    assertThat(stub.requests().get(0).body())
        .startsWith("{\"schema\":\"{\\\"type\\\":\\\"record\\\"");
  }

  @Test
  void asksForEveryThingUnderItsOwnPath() {
    String version = "{\"subject\":\"s\",\"version\":2,\"id\":7,\"schema\":\"\\\"int\\\"\"}";
    stub.answer(200, "{\"id\":7}")
        .answer(200, SCHEMA_ANSWER)
        .answer(200, "[\"s\"]")
        .answer(200, "[1,2]")
        .answer(200, version)
        .answer(200, version)
        .answer(200, "{\"is_compatible\":false}")
        .answer(200, "{\"compatibilityLevel\":\"FULL\"}")
        .answer(200, "{\"compatibilityLevel\":\"NONE\"}")
        .answer(200, "{\"compatibility\":\"BACKWARD\"}")
        .answer(200, "{\"compatibility\":\"BACKWARD\"}");
    RegistryClient client = client(Map.of());

    assertThat(client.idOf("s", SCHEMA)).isEqualTo(7);
    assertThat(client.byId(7)).isEqualTo(Schema.create(Schema.Type.STRING));
    assertThat(client.subjects()).containsExactly("s");
    assertThat(client.versions("s")).containsExactly(1, 2);
    RegisteredSchema expected = new RegisteredSchema("s", 2, 7, Schema.create(Schema.Type.INT));
    assertThat(client.version("s", 2)).isEqualTo(expected);
    assertThat(client.latest("s")).isEqualTo(expected);
    assertThat(client.isCompatible("s", SCHEMA)).isFalse();
    assertThat(client.compatibility()).isEqualTo(CompatibilityLevel.FULL);
    assertThat(client.compatibility("s")).isEqualTo(CompatibilityLevel.NONE);
    client.setCompatibility(CompatibilityLevel.BACKWARD);
    client.setCompatibility("s", CompatibilityLevel.BACKWARD);
    assertThat(stub.lines())
        .containsExactly(
            "POST /subjects/s",
            "GET /schemas/ids/7",
            "GET /subjects",
            "GET /subjects/s/versions",
            "GET /subjects/s/versions/2",
            "GET /subjects/s/versions/latest",
            "POST /compatibility/subjects/s/versions/latest",
            "GET /config",
            "GET /config/s",
            "PUT /config",
            "PUT /config/s");
  }

  @Test
  void keepsThePathOfTheAddress() {
    stub.answer(200, "[]");

    client(Map.of(RegistryConfig.URL, stub.url() + "/apis/ccompat/v7/")).subjects();

    assertThat(stub.lines()).containsExactly("GET /apis/ccompat/v7/subjects");
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 429})
  void asksAgainAfterTroubleOfTheServer(int status) {
    stub.answer(status, "{}").answer(status, "{}").answer(200, "[]");

    assertThat(client(Map.of()).subjects()).isEmpty();
    assertThat(stub.lines()).hasSize(3);
    assertThat(pauses).containsExactly(Duration.ofMillis(100), Duration.ofMillis(200));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "<html>sign in</html>", "{\"ids\":7}", "{\"id\":\"7\"}", "[]", "null"})
  void asksAgainAfterAMalformedAnswer(String body) {
    stub.answer(200, body).answer(200, "{\"id\":7}");

    assertThat(client(Map.of()).register("s", SCHEMA)).isEqualTo(7);
  }

  @Test
  void givesUpAfterTheConfiguredAttempts() {
    stub.answer(503, "busy");

    assertThatThrownBy(() -> client(Map.of("max.retries", "4")).subjects())
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContainingAll("5 attempts", stub.url(), "HTTP 503", "schema.registry.url");
    assertThat(stub.lines()).hasSize(5);
    assertThat(pauses)
        .extracting(Duration::toMillis)
        .containsExactly(100L, 200L, 400L, 500L); // The last is the configured limit.
  }

  @Test
  void givesUpOnAServerThatHangs() {
    stub.hang();

    assertThatThrownBy(
            () -> client(Map.of("http.read.timeout.ms", "100", "max.retries", "0")).subjects())
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("within 100 ms");
  }

  @Test
  void refusesAnEndlessAnswer() {
    stub.answer(200, "[" + " ".repeat(RegistryTransport.MAX_ANSWER_BYTES) + "]");

    assertThatThrownBy(() -> client(Map.of("max.retries", "0")).subjects())
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("longer than");
  }

  @Test
  void movesOnToTheNextAddressAndStaysThere() throws IOException {
    String dead;
    try (StubRegistry other = new StubRegistry()) {
      dead = other.url();
    }
    stub.answer(200, "[]");
    RegistryClient client = client(Map.of(RegistryConfig.URL, dead + "," + stub.url()));

    client.subjects();
    client.subjects();

    assertThat(stub.lines()).hasSize(2);
    assertThat(pauses).isEmpty();
  }

  @Test
  void refusalsAreNotRepeated() {
    stub.answer(422, "{\"error_code\":42201,\"message\":\"Input schema is invalid\"}");

    RegistryRejectedException refusal = refusal();

    assertThat(refusal).hasMessageContainingAll("Input schema is invalid", "42201", "subjects/s");
    assertThat(refusal.status()).isEqualTo(422);
    assertThat(refusal.errorCode()).isEqualTo(42201);
    assertThat(stub.lines()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "301, '', schema.registry.url",
    "401, '', basic.auth.user.info",
    "403, '', basic.auth.user.info",
    "404, '<html>', schema.registry.url",
    "409, '{\"error_code\":409,\"message\":\"field extra\"}', field extra",
    "409, '{\"error_code\":409}', default",
  })
  void refusalsSayWhatToDo(int status, String body, String advice) {
    stub.answer(status, body);

    assertThat(refusal()).hasMessageContainingAll("HTTP " + status, advice);
    assertThat(refusal().isIncompatible()).isEqualTo(status == 409);
  }

  @ParameterizedTest
  @CsvSource({
    "404, '{\"error_code\":40403,\"message\":\"Schema not found\"}', schema id 7 is unknown",
    "200, '{\"schemaType\":\"PROTOBUF\",\"schema\":\"message\"}', PROTOBUF",
    "200, '{\"schema\":\"{}\"}', not an Avro schema",
    "200, '{\"schema\":\"not json\"}', not an Avro schema",
    "200, '{\"schema\":\"x\",\"references\":[{\"name\":\"y\"}]}', refers to other schemas",
  })
  void idsWithoutAnAvroSchemaAreUndecodable(int status, String body, String reason) {
    stub.answer(status, body);

    assertThatThrownBy(() -> client(Map.of()).byId(7))
        .isInstanceOf(UndecodableException.class)
        .hasMessageContainingAll("schema id 7", reason);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 406})
  void otherRefusalsAreNotTheRecordsFault(int status) {
    stub.answer(status, "");

    assertThatThrownBy(() -> client(Map.of()).byId(7))
        .isInstanceOf(RegistryRejectedException.class);
  }

  @Test
  void showsTheCredentialsOfTheAddress() {
    stub.answer(200, "[]");
    String url = "http://al:s3cr%2Ft@127.0.0.1:" + stub.port();

    client(Map.of(RegistryConfig.URL, url)).subjects();

    assertThat(stub.requests().get(0).login()).contains("Basic YWw6czNjci90"); // al:s3cr/t
  }

  @Test
  void showsTheConfiguredCredentials() {
    stub.answer(200, "[]");

    client(
            Map.of(
                RegistryConfig.CREDENTIALS_SOURCE, "USER_INFO",
                RegistryConfig.USER_INFO, "al:s3cr/t"))
        .subjects();

    assertThat(stub.requests().get(0).login()).contains("Basic YWw6czNjci90");
  }

  @Test
  void neverPrintsPasswords() {
    stub.answer(503, "").answer(503, "").answer(401, "");
    RegistryClient client =
        client(
            Map.of(
                RegistryConfig.URL,
                "http://al:s3cret@127.0.0.1:" + stub.port(),
                RegistryConfig.MAX_RETRIES,
                "1"));

    assertThatThrownBy(client::subjects)
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageNotContaining("s3cret");
    assertThatThrownBy(client::subjects)
        .isInstanceOf(RegistryRejectedException.class)
        .hasMessageNotContaining("s3cret");
  }

  private RegistryRejectedException refusal() {
    return catchThrowableOfType(
        RegistryRejectedException.class, () -> client(Map.of()).register("s", SCHEMA));
  }

  private RegistryClient client(Map<String, String> settings) {
    Map<String, Object> all = new HashMap<>();
    all.put(RegistryConfig.URL, stub.url());
    all.put(RegistryConfig.RETRY_WAIT, "100");
    all.put(RegistryConfig.RETRY_MAX_WAIT, "500");
    all.putAll(settings);
    return new RegistryClient(new RegistryConfig(all), pauses::add);
  }
}
