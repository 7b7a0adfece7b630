package io.alluvium.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

  private static final String PASSWORD = "changeit";

  @TempDir static Path directory;

  @BeforeAll
  static void makeKeys() throws Exception {
    makeKey("server.p12", "ip:127.0.0.1");
    makeKey("elsewhere.p12", "dns:registry.example.com");
  }

  @Test
  void trustsTheConfiguredAuthority() throws IOException {
    try (StubRegistry stub = secured("server.p12").answer(200, "[]")) {
      assertThat(client(stub, "server.p12").subjects()).isEmpty();
    }
  }

  @Test
  void refusesAnUnknownAuthority() throws IOException {
    try (StubRegistry stub = secured("server.p12").answer(200, "[]")) {
      RegistryClient client = client(stub, "elsewhere.p12");

      assertThatThrownBy(client::subjects)
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining("PKIX");
    }
  }

  @Test
  void refusesAnotherHostsCertificate() throws IOException {
    try (StubRegistry stub = secured("elsewhere.p12").answer(200, "[]")) {
      RegistryClient client = client(stub, "elsewhere.p12");

      assertThatThrownBy(client::subjects)
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining("127.0.0.1");
    }
  }

  private static StubRegistry secured(String file) throws IOException {
    Password password = new Password(PASSWORD);
    KeyFile key = new KeyFile(directory.resolve(file).toString(), "PKCS12", password, null);
    return StubRegistry.secured(Tls.context(Optional.empty(), Optional.of(key)));
  }

  private static RegistryClient client(StubRegistry stub, String truststore) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(RegistryConfig.URL, "https://127.0.0.1:" + stub.port());
    settings.put(RegistryConfig.MAX_RETRIES, "0");
    settings.put(RegistryConfig.TRUSTSTORE + "location", directory.resolve(truststore).toString());
    settings.put(RegistryConfig.TRUSTSTORE + "password", PASSWORD);
    return new RegistryClient(new RegistryConfig(settings));
  }

  private static void makeKey(String file, String host) throws Exception {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "registry",
                "-dname",
                "CN=registry",
                "-ext",
                "san=" + host,
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                directory.resolve(file).toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).as(output).isTrue();
    assertThat(keytool.exitValue()).as(output).isZero();
  }
}
