package io.alluvium.app.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestInterfaceTest {

  private static final String INT = "{\"schema\":\"\\\"int\\\"\"}";
  private static final String STRING = "{\"schema\":\"\\\"string\\\"\"}";

  private final HttpClient http = HttpClient.newHttpClient();
  private RegistryServer server;
  private MemoryLog log;

  @BeforeEach
  void start() throws IOException {
    SchemaStore store = new SchemaStore();
    log = new MemoryLog(store);
    server = new RegistryServer(new RestInterface(new Registry(store, log)).routes(), 0);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void answersAsConfluentDoes() {
    expect("POST", "/subjects/a/versions", INT, 200, "{\"id\":1}");
    expect("POST", "/subjects/b%2Fc/versions", INT, 200, "{\"id\":1}");
    expect("GET", "/subjects", "", 200, "[\"a\",\"b/c\"]");
    expect("GET", "/subjects/a/versions", "", 200, "[1]");
    expect("GET", "/schemas/types", "", 200, "[\"AVRO\"]");
    expect("GET", "/schemas/ids/1", "", 200, "{\"schema\":\"\\\"int\\\"\"}");
    expect("GET", "/config", "", 200, "{\"compatibilityLevel\":\"BACKWARD\"}");
    expect(
        "GET", "/config/a?defaultToGlobal=true", "", 200, "{\"compatibilityLevel\":\"BACKWARD\"}");
    expect("PUT", "/config/a", "{\"compatibility\":\"FULL\"}", 200, "{\"compatibility\":\"FULL\"}");
    expect("GET", "/config/a", "", 200, "{\"compatibilityLevel\":\"FULL\"}");
  }

  @Test
  void describesVersions() {
    send("POST", "/subjects/a/versions", INT);

    for (HttpResponse<String> answer :
        List.of(
            send("POST", "/subjects/a", INT),
            send("GET", "/subjects/a/versions/1", ""),
            send("GET", "/subjects/a/versions/latest", ""))) {
      assertThat(answer.body())
          .contains("\"subject\":\"a\"", "\"version\":1", "\"id\":1", "\"schema\":\"\\\"int\\\"\"");
    }
    assertThat(send("GET", "/schemas/ids/1/versions", "").body())
        .contains("\"subject\":\"a\"", "\"version\":1");
  }

  @Test
  void explainsAnIncompatibility() {
    send("POST", "/subjects/a/versions", INT);
    String path = "/compatibility/subjects/a/versions/latest";

    expect("POST", path, STRING, 200, "{\"is_compatible\":false}");
    assertThat(send("POST", path + "?verbose=true", STRING).body())
        .contains("\"is_compatible\":false", "TYPE_MISMATCH");
    assertThat(send("POST", "/subjects/a/versions", STRING))
        .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(409))
        .extracting(HttpResponse::body)
        .asString()
        .contains("\"error_code\":409", "'a'", "BACKWARD", "TYPE_MISMATCH");
    assertThat(log.records).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "GET, /subjects/x/versions, ||, 404, 40401",
        "GET, /subjects/x/versions/1, ||, 404, 40401",
        "GET, /subjects/a/versions/2, ||, 404, 40402",
        "GET, /subjects/a/versions/0, ||, 422, 42202",
        "GET, /subjects/a/versions/newest, ||, 422, 42202",
        "GET, /schemas/ids/2, ||, 404, 40403",
        "GET, /schemas/ids/one, ||, 404, 40403",
        "GET, /schemas/ids/2/versions, ||, 404, 40403",
        "GET, /config/a, ||, 404, 40408",
        "GET, /mode, ||, 404, 404",
        "POST, /subjects/x, |{\"schema\":\"\\\"int\\\"\"}|, 404, 40401",
        "POST, /subjects/a, |{\"schema\":\"\\\"long\\\"\"}|, 404, 40403",
        "POST, /subjects/a/versions, |{\"schema\":\"{}\"}|, 422, 42201",
        "POST, /subjects/a/versions, |{\"schema\":\"\"}|, 422, 42201",
        "POST, /subjects/a/versions, |{\"schema\":7}|, 422, 42201",
        "POST, /subjects/a/versions, |{}|, 422, 42201",
        "POST, /subjects/a/versions, |{\"schema\":\"x\",\"schemaType\":\"PROTOBUF\"}|, 422, 42201",
        "POST, /subjects/a/versions, |{\"schema\":\"x\",\"references\":[{}]}|, 422, 42201",
        "POST, /subjects/a/versions, |{\"schema\"|, 400, 400",
        "POST, /subjects/a/versions, |[]|, 400, 400",
        "POST, /subjects/a/versions, ||, 400, 400",
        "POST, /compatibility/subjects/a/versions/9, |{\"schema\":\"\\\"int\\\"\"}|, 404, 40402",
        "PUT, /config, |{\"compatibility\":\"SOME\"}|, 422, 42203",
        "PUT, /config, |{}|, 422, 42203",
        "DELETE, /subjects/a/versions, ||, 405, 405",
        "PUT, /subjects/a/versions, |{}|, 405, 405",
      })
  void refusesWithConfluentsCodes(String method, String path, String body, int status, int code) {
    send("POST", "/subjects/a/versions", INT);

    HttpResponse<String> answer = send(method, path, body);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains("\"error_code\":" + code, "\"message\":\"");
    assertThat(answer.headers().firstValue("Content-Type")).contains(RegistryServer.CONTENT_TYPE);
    assertThat(log.records).hasSize(1);
  }

  @Test
  void saysWhichMethodsAreAllowed() {
    assertThat(send("DELETE", "/subjects/a/versions", "").headers().firstValue("Allow"))
        .contains("GET, POST");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonp"})
  void takesJsonOnly(String contentType) {
    HttpRequest request =
        request("POST", "/subjects/a/versions", INT).setHeader("Content-Type", contentType).build();

    assertThat(send(request).statusCode()).isEqualTo(415);
    assertThat(log.records).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json; charset=utf-8", "Application/vnd.schemaregistry+JSON"})
  void takesEveryKindOfJson(String contentType) {
    HttpRequest request =
        request("POST", "/subjects/a/versions", INT).setHeader("Content-Type", contentType).build();

    assertThat(send(request).statusCode()).isEqualTo(200);
  }

  @Test
  void refusesALargeBody() {
    String large = " ".repeat(RequestReader.MAX_BODY_BYTES) + INT;

    assertThat(send("POST", "/subjects/a/versions", large).statusCode()).isEqualTo(413);
  }

  @Test
  void takesSchemasNestedToTheParsersLimit() {
    String nested =
        "{\\\"type\\\":\\\"array\\\",\\\"items\\\":".repeat(900) + "\\\"int\\\"" + "}".repeat(900);

    send("POST", "/subjects/deep/versions", "{\"schema\":\"" + nested + "\"}");
    HttpResponse<String> answer =
        send(
            "POST",
            "/compatibility/subjects/deep/versions/1",
            "{\"schema\":\"" + nested.replace("int", "string") + "\"}");

    assertThat(answer.body()).isEqualTo("{\"is_compatible\":false}");
  }

  @Test
  void refusesTheNameOfAnotherHost() throws IOException {
    URI address = URI.create(server.url());
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET /subjects HTTP/1.1\r\nHost: evil.example:80\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();

      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 403")
          .contains("evil.example");
    }
  }

  private void expect(String method, String path, String body, int status, String answer) {
    HttpResponse<String> got = send(method, path, body);
    assertThat(got.statusCode()).as(got.body()).isEqualTo(status);
    assertThat(got.body()).isEqualTo(answer);
  }

  private HttpResponse<String> send(String method, String path, String body) {
    return send(request(method, path, body).build());
  }

  private HttpRequest.Builder request(String method, String path, String body) {
    return HttpRequest.newBuilder(uri(path))
        .header("Content-Type", RegistryServer.CONTENT_TYPE)
        .method(method, BodyPublishers.ofString(body));
  }

  private URI uri(String path) {
    return URI.create(server.url() + path);
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
