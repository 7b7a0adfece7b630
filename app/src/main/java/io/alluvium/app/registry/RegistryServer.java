package io.alluvium.app.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves routes as JSON over HTTP on the loopback address. */
final class RegistryServer implements AutoCloseable {

  static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";

  private static final Logger LOG = LoggerFactory.getLogger(RegistryServer.class);
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int THREADS = 4;

  private final List<Route> routes;
  private final HttpServer server;
  private final ExecutorService threads;

  /**
   * Starts to serve.
   *
   * @param port port to listen at; 0 for any free one
   * @throws IOException if the port is taken
   */
  RegistryServer(List<Route> routes, int port) throws IOException {
    this.routes = List.copyOf(routes);
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    this.threads =
        Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().daemon().name("schema-registry-", 0).factory());
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  String url() {
    InetSocketAddress address = server.getAddress();
    return "http://" + address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        RequestReader.requireLocalName(exchange);
        send(exchange, 200, answer(exchange));
      } catch (RegistryError e) {
        fail(exchange, e);
      } catch (RuntimeException e) {
        LOG.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI(), e);
        fail(exchange, new RegistryError(500, 50001, "Error in the registry; see its log."));
      }
    }
  }

  private Object answer(HttpExchange exchange) throws IOException {
    List<String> path = RequestReader.path(exchange);
    List<Route> fitting = routes.stream().filter(route -> route.match(path).isPresent()).toList();
    Route route =
        fitting.stream()
            .filter(candidate -> candidate.method().equals(exchange.getRequestMethod()))
            .findFirst()
            .orElseThrow(() -> notServed(exchange, fitting));
    JsonNode body = route.takesBody() ? RequestReader.body(exchange) : MissingNode.getInstance();
    List<String> arguments = route.match(path).orElseThrow();
    return route.action().answer(new Route.Call(arguments, body, RequestReader.query(exchange)));
  }

  private static RegistryError notServed(HttpExchange exchange, List<Route> otherMethods) {
    if (otherMethods.isEmpty()) {
      return new RegistryError(404, 404, "Nothing at " + exchange.getRequestURI().getRawPath());
    }
    String allowed = String.join(", ", otherMethods.stream().map(Route::method).toList());
    exchange.getResponseHeaders().set("Allow", allowed);
    return new RegistryError(
        405, 405, "Method is " + exchange.getRequestMethod() + ", expected " + allowed);
  }

  private static void fail(HttpExchange exchange, RegistryError error) throws IOException {
    String message = Optional.ofNullable(error.getMessage()).orElse("");
    send(exchange, error.status(), Map.of("error_code", error.code(), "message", message));
  }

  private static void send(HttpExchange exchange, int status, Object answer) throws IOException {
    byte[] bytes = MAPPER.writeValueAsBytes(answer);
    exchange.getResponseHeaders().set("Content-Type", CONTENT_TYPE);
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
    if (!head) {
      exchange.getResponseBody().write(bytes);
    }
  }
}
