package io.alluvium.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryConfigTest {

  @Test
  void keepsKeysAndDefaults() {
    Map<String, Object> defaults = new TreeMap<>(config("http://a:8081", Map.of()).values());

    assertThat(defaults.toString())
        .isEqualTo(
            "{auto.register.schemas=true, basic.auth.credentials.source=URL,"
                + " basic.auth.user.info=[hidden], http.connect.timeout.ms=5000,"
                + " http.read.timeout.ms=10000, max.retries=5, retries.max.wait.ms=10000,"
                + " retries.wait.ms=500, schema.registry.ssl.key.password=null,"
                + " schema.registry.ssl.keystore.location=null,"
                + " schema.registry.ssl.keystore.password=null,"
                + " schema.registry.ssl.keystore.type=PKCS12,"
                + " schema.registry.ssl.truststore.location=null,"
                + " schema.registry.ssl.truststore.password=null,"
                + " schema.registry.ssl.truststore.type=PKCS12,"
                + " schema.registry.url=[http://a:8081]}");
  }

  @Test
  void readsSeveralAddresses() {
    List<Endpoint> endpoints =
        config("http://a:8081, https://u:p@b/apis/ccompat/v7/", Map.of()).endpoints();

    assertThat(endpoints).hasToString("[http://a:8081, https://b/apis/ccompat/v7]");
    assertThat(endpoints).extracting(Endpoint::authorization).containsExactly(null, "Basic dTpw");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "registry:8081",
        "mock://scope",
        "ftp://a",
        "http://",
        "http://a?x=1",
        "http://a b"
      })
  void refusesWhatIsNoAddress(String url) {
    assertThatThrownBy(() -> config(url, Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("schema.registry.url");
  }

  @Test
  void refusesABrokenAddressWithoutEchoingIt() {
    assertThatThrownBy(() -> config("http://al:s3 cret@a", Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageNotContaining("cret");
  }

  @ParameterizedTest
  @CsvSource({
    "use.latest.version, true",
    "value.subject.name.strategy, io.confluent.kafka.serializers.subject.RecordNameStrategy",
    "basic.auth.credentials.source, SASL_INHERIT",
    "max.retries, -1",
    "http.read.timeout.ms, 0",
    "schema.registry.ssl.truststore.type, PEM",
  })
  void refusesWhatItCannotDo(String key, String value) {
    assertThatThrownBy(() -> config("http://a", Map.of(key, value)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key);
  }

  @Test
  void acceptsTheStrategyThatItHas() {
    String key = "value.subject.name.strategy";

    assertThat(
            config(
                    "http://a",
                    Map.of(key, "io.confluent.kafka.serializers.subject.TopicNameStrategy"))
                .endpoints())
        .hasSize(1);
  }

  @Test
  void refusesUserInfoWithoutAPassword() {
    assertThatThrownBy(() ->
            config(
                "http://a",
                Map.of("basic.auth.credentials.source", "USER_INFO", "basic.auth.user.info", "al")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("user:password");
  }

  @Test
  void refusesAKeyFileThatIsMissing() {
    RegistryConfig config =
        config("https://a", Map.of("schema.registry.ssl.truststore.location", "no/such.p12"));

    assertThatThrownBy(config::sslContext)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("no/such.p12");
  }

  private static RegistryConfig config(String url, Map<String, String> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put(RegistryConfig.URL, url);
    return new RegistryConfig(all);
  }
}
