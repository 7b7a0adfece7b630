package io.alluvium.schemas.serde;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** An HTTP server that gives the answers it is told, in order, the last one for ever. */
final class StubRegistry implements AutoCloseable {

  /** One request as it came in. */
  record Request(String line, String body, Optional<String> contentType, Optional<String> login) {}

  private record Answer(int status, String body, boolean hangs) {}

  private final HttpServer server;
  private final Queue<Answer> answers = new ArrayDeque<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closing = new CountDownLatch(1);

  StubRegistry() throws IOException {
    this(HttpServer.create(loopback(), 0));
  }

  /** Creates a stub that speaks TLS. */
  static StubRegistry secured(SSLContext context) throws IOException {
    HttpsServer server = HttpsServer.create(loopback(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    return new StubRegistry(server);
  }

  private StubRegistry(HttpServer server) {
    this.server = server;
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  StubRegistry answer(int status, String body) {
    answers.add(new Answer(status, body, false));
    return this;
  }

  /** Sends the head of an answer and nothing more. */
  StubRegistry hang() {
    answers.add(new Answer(200, "", true));
    return this;
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  List<String> lines() {
    return requests.stream().map(Request::line).toList();
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url() {
    return "http://127.0.0.1:" + port();
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    requests.add(
        new Request(
            exchange.getRequestMethod() + " " + exchange.getRequestURI(),
            body,
            header(exchange, "Content-Type"),
            header(exchange, "Authorization")));
    Answer answer = next();
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", RegistryTransport.CONTENT_TYPE);
    exchange.sendResponseHeaders(answer.status(), answer.hangs() ? 10 : bytes.length);
    if (answer.hangs()) {
      exchange.getResponseBody().flush();
      awaitClose();
    } else {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  private synchronized Answer next() {
    Answer answer = answers.size() > 1 ? answers.poll() : answers.peek();
    if (answer == null) {
      throw new IllegalStateException("no answer was given");
    }
    return answer;
  }

  private void awaitClose() {
    try {
      closing.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Optional<String> header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }
}
