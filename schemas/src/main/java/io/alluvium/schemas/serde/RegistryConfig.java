package io.alluvium.schemas.serde;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the serdes and the registry client, under the names that Confluent's serializers use.
 *
 * <p>Settings of theirs that would change what is written and are not offered here ({@code
 * use.latest.version}, other subject name strategies) are refused rather than ignored.
 */
public final class RegistryConfig extends AbstractConfig {

  // Keys, documented by their definition.
  public static final String URL = "schema.registry.url";
  public static final String AUTO_REGISTER = "auto.register.schemas";
  public static final String CREDENTIALS_SOURCE = "basic.auth.credentials.source";
  public static final String USER_INFO = "basic.auth.user.info";
  public static final String TRUSTSTORE = "schema.registry.ssl.truststore.";
  public static final String KEYSTORE = "schema.registry.ssl.keystore.";
  public static final String KEY_PASSWORD = "schema.registry.ssl.key.password";
  public static final String CONNECT_TIMEOUT = "http.connect.timeout.ms";
  public static final String READ_TIMEOUT = "http.read.timeout.ms";
  public static final String MAX_RETRIES = "max.retries";
  public static final String RETRY_WAIT = "retries.wait.ms";
  public static final String RETRY_MAX_WAIT = "retries.max.wait.ms";

  private static final String TOPIC_NAME_STRATEGY = "TopicNameStrategy";
  private static final ConfigDef DEFINITION = definition();

  /**
   * Reads and checks the settings; keys of others are ignored.
   *
   * @throws ConfigException if a setting is missing or outside its range
   */
  public RegistryConfig(Map<String, ?> settings) {
    super(DEFINITION, settings, false); // Never logged: addresses may hold passwords.
    refuseUnsupported(settings);
    if (endpoints().isEmpty()) {
      throw new ConfigException(URL + " is empty, expected at least one address");
    }
  }

  /** Returns the definition of all settings, for documentation. */
  public static ConfigDef definition() {
    return RegistryConfigDef.create();
  }

  /** Returns whether serializers register schemas that their subject does not have. */
  public boolean autoRegister() {
    return getBoolean(AUTO_REGISTER);
  }

  List<Endpoint> endpoints() {
    String userInfo = "USER_INFO".equals(getString(CREDENTIALS_SOURCE)) ? userInfo() : null;
    return getList(URL).stream().map(url -> Endpoint.parse(url, userInfo)).toList();
  }

  Duration connectTimeout() {
    return Duration.ofMillis(getInt(CONNECT_TIMEOUT));
  }

  Duration readTimeout() {
    return Duration.ofMillis(getInt(READ_TIMEOUT));
  }

  int maxRetries() {
    return getInt(MAX_RETRIES);
  }

  /** Returns the wait before a retry, counted from 1. */
  Duration wait(int retry) {
    long doubled = getLong(RETRY_WAIT) << Math.min(retry - 1, 20);
    return Duration.ofMillis(Math.min(doubled, getLong(RETRY_MAX_WAIT)));
  }

  Optional<SSLContext> sslContext() {
    Optional<KeyFile> trust = keyFile(TRUSTSTORE, null);
    Optional<KeyFile> key = keyFile(KEYSTORE, getPassword(KEY_PASSWORD));
    return trust.isEmpty() && key.isEmpty()
        ? Optional.empty()
        : Optional.of(Tls.context(trust, key));
  }

  private Optional<KeyFile> keyFile(String prefix, @Nullable Password keyPassword) {
    return Optional.ofNullable(getString(prefix + "location"))
        .map(location ->
            new KeyFile(
                location,
                getString(prefix + "type"),
                getPassword(prefix + "password"),
                keyPassword));
  }

  private String userInfo() {
    String userInfo = getPassword(USER_INFO).value();
    if (userInfo.indexOf(':') < 1) {
      throw new ConfigException(
          USER_INFO + " is not user:password although " + CREDENTIALS_SOURCE + " is USER_INFO");
    }
    return userInfo;
  }

  private static void refuseUnsupported(Map<String, ?> settings) {
    if ("true".equals(String.valueOf(settings.get("use.latest.version")))) {
      throw new ConfigException(
          "use.latest.version is true, expected false: a record is written with its own schema");
    }
    for (String key : List.of("key.subject.name.strategy", "value.subject.name.strategy")) {
      Object strategy = settings.get(key);
      if (strategy != null && !strategyName(strategy).endsWith(TOPIC_NAME_STRATEGY)) {
        throw new ConfigException(
            key + " is " + strategyName(strategy) + ", expected " + TOPIC_NAME_STRATEGY);
      }
    }
  }

  private static String strategyName(Object strategy) {
    return strategy instanceof Class<?> type ? type.getName() : strategy.toString();
  }
}
