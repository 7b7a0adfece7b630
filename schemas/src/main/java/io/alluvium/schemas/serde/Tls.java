package io.alluvium.schemas.serde;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** TLS settings from files. The registry's host name is always checked, by the HTTP client. */
final class Tls {

  private Tls() {}

  /**
   * Returns a context that trusts and shows what the files hold, and the JVM's own for the rest.
   */
  static SSLContext context(Optional<KeyFile> trust, Optional<KeyFile> key) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          key.isPresent() ? keyManagers(key.get()) : null,
          trust.isPresent() ? trustManagers(trust.get()) : null,
          null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new ConfigException(
          "cannot use the key files of schema.registry.ssl ("
              + locations(trust, key)
              + "): "
              + e.getMessage());
    }
  }

  private static KeyManager @Nullable [] keyManagers(KeyFile file)
      throws GeneralSecurityException, IOException {
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(file.load(), file.keyChars());
    return factory.getKeyManagers();
  }

  private static TrustManager @Nullable [] trustManagers(KeyFile file)
      throws GeneralSecurityException, IOException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(file.load());
    return factory.getTrustManagers();
  }

  private static String locations(Optional<KeyFile> trust, Optional<KeyFile> key) {
    return "truststore "
        + trust.map(KeyFile::location).orElse("none")
        + ", keystore "
        + key.map(KeyFile::location).orElse("none");
  }
}
