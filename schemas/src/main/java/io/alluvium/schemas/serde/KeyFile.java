package io.alluvium.schemas.serde;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * A file of certificates or keys.
 *
 * @param location path of the file
 * @param type PKCS12 or JKS
 * @param password password of the file; null to read certificates unchecked
 * @param keyPassword password of the key within; null if it is that of the file
 */
record KeyFile(
    String location, String type, @Nullable Password password, @Nullable Password keyPassword) {

  KeyStore load() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(type);
    try (InputStream in = Files.newInputStream(Path.of(location))) {
      store.load(in, chars(password));
    }
    return store;
  }

  char @Nullable [] keyChars() {
    return chars(keyPassword == null ? password : keyPassword);
  }

  private static char @Nullable [] chars(@Nullable Password password) {
    return password == null ? null : password.value().toCharArray();
  }
}
