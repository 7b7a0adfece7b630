package io.alluvium.app.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.schemas.serde.RegistryClient;
import io.alluvium.schemas.serde.RegistryConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The contract against an Apicurio server of its own process; the profile {@code deep} unpacks it.
 */
@Tag("deep")
class ApicurioRegistryTest extends RegistryContractTest {

  private static Process server;
  private static String url;

  @BeforeAll
  static void start() throws IOException {
    int port = freePort();
    url = "http://127.0.0.1:" + port + "/apis/ccompat/v7";
    server = command(port).start();
    awaitAnswer();
  }

  @AfterAll
  static void stop() throws InterruptedException {
    server.destroy();
    if (!server.waitFor(20, TimeUnit.SECONDS)) {
      server.destroyForcibly();
    }
  }

  @Override
  String url() {
    return url;
  }

  @Test
  void isAnotherProcess() {
    assertThat(server.isAlive()).isTrue();
    assertThat(server.pid()).isNotEqualTo(ProcessHandle.current().pid());
  }

  private static ProcessBuilder command(int port) throws IOException {
    Path build = Path.of(Objects.requireNonNull(System.getProperty("alluvium.buildDirectory")));
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-Dquarkus.management.host=127.0.0.1",
            "-Dquarkus.management.port=" + freePort(),
            "-jar",
            build.resolve("apicurio").resolve("quarkus-run.jar").toString());
    builder
        .environment()
        .putAll(
            Map.of(
                "APICURIO_STORAGE_KIND", "sql",
                "QUARKUS_HTTP_HOST", "127.0.0.1",
                "QUARKUS_HTTP_PORT", Integer.toString(port)));
    return builder.redirectErrorStream(true).redirectOutput(build.resolve("apicurio.log").toFile());
  }

  /** Asks until there is an answer; the client's own retries bound the wait to two minutes. */
  private static void awaitAnswer() {
    Map<String, Object> settings =
        Map.of(
            RegistryConfig.URL, url,
            RegistryConfig.MAX_RETRIES, "100",
            RegistryConfig.RETRY_MAX_WAIT, "1000");
    new RegistryClient(new RegistryConfig(settings)).subjects();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
