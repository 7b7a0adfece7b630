package io.alluvium.schemas.serde;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends requests to the first registry server that answers.
 *
 * <p>Connection errors, slow or malformed answers, HTTP 5xx and 429 move on to the next server, and
 * after the last one to a bounded number of further rounds. Safe for use by several threads.
 */
final class RegistryTransport {

  /** Turns the body of an answer into a result; throws if the body is not as it should be. */
  interface Reader<T> {
    T read(JsonNode body) throws IOException;
  }

  /** Waits before a further round. */
  interface Pause {
    void await(Duration duration) throws InterruptedException;
  }

  static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
  static final int MAX_ANSWER_BYTES = 4 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(RegistryTransport.class);
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final RegistryConfig config;
  private final List<Endpoint> endpoints;
  private final HttpClient http;
  private final Pause pause;
  private volatile int preferred;

  RegistryTransport(RegistryConfig config, Pause pause) {
    this.config = config;
    this.pause = pause;
    this.endpoints = config.endpoints();
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(config.connectTimeout());
    config.sslContext().ifPresent(builder::sslContext);
    this.http = builder.build();
  }

  /**
   * Sends one request and reads its answer.
   *
   * @param body JSON to send; null for none
   */
  <T> T send(String method, String path, @Nullable JsonNode body, Reader<T> reader) {
    String trouble = "";
    for (int round = 0; round <= config.maxRetries(); round++) {
      if (round > 0) {
        LOG.warn("{} {} failed ({}), retry {}", method, path, trouble, round);
        pause(config.wait(round));
      }
      for (int i = 0; i < endpoints.size(); i++) {
        int index = (preferred + i) % endpoints.size();
        try {
          T result = attempt(endpoints.get(index), method, path, body, reader);
          preferred = index;
          return result;
        } catch (IOException e) {
          trouble = endpoints.get(index) + ": " + reason(e);
        }
      }
    }
    throw unavailable(method, path, trouble);
  }

  private <T> T attempt(
      Endpoint endpoint, String method, String path, @Nullable JsonNode body, Reader<T> reader)
      throws IOException {
    HttpResponse<byte[]> answer = exchange(request(endpoint, method, path, body));
    int status = answer.statusCode();
    if (status >= 500 || status == 429) {
      throw new IOException("HTTP " + status);
    }
    if (status >= 300) {
      throw Refusal.of(endpoint, method + " " + path, status, answer.body());
    }
    JsonNode json = MAPPER.readTree(answer.body());
    if (json == null || json.isMissingNode()) {
      throw new IOException("empty answer");
    }
    return reader.read(json);
  }

  private HttpRequest request(
      Endpoint endpoint, String method, String path, @Nullable JsonNode body) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(endpoint.resolve(path))
            .timeout(config.readTimeout())
            .header("Accept", CONTENT_TYPE + ", application/json; q=0.5")
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
    if (body != null) {
      builder.header("Content-Type", CONTENT_TYPE);
    }
    if (endpoint.authorization() != null) {
      builder.header("Authorization", endpoint.authorization());
    }
    return builder.build();
  }

  /** Waits for the whole answer, since the client's own timeout ends with the headers. */
  private HttpResponse<byte[]> exchange(HttpRequest request) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request, headers -> new BoundedBody(MAX_ANSWER_BYTES));
    try {
      return answer.get(config.readTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new IOException("no whole answer within " + config.readTimeout().toMillis() + " ms", e);
    } catch (ExecutionException e) {
      throw new IOException(reason(e.getCause()), e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      throw new InterruptException("interrupted while waiting for the schema registry", e);
    }
  }

  private void pause(Duration duration) {
    try {
      pause.await(duration);
    } catch (InterruptedException e) {
      throw new InterruptException("interrupted before asking the schema registry again", e);
    }
  }

  private RegistryUnavailableException unavailable(String method, String path, String trouble) {
    return new RegistryUnavailableException(
        String.format(
            Locale.ROOT,
            "schema registry did not answer %s %s in %d attempts at %s (last: %s)."
                + " Check that it is running and reachable, or correct %s;"
                + " records wait and none is skipped.",
            method,
            path,
            config.maxRetries() + 1,
            endpoints,
            trouble,
            RegistryConfig.URL));
  }

  private static String reason(@Nullable Throwable trouble) {
    if (trouble == null) {
      return "unknown";
    }
    return trouble.getMessage() == null ? trouble.getClass().getSimpleName() : trouble.getMessage();
  }
}
