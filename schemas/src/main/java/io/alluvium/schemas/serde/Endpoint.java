package io.alluvium.schemas.serde;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * Address of one registry server.
 *
 * @param base address without user, without slash at the end; may carry a path
 * @param authorization value of the Authorization header; null for none
 */
record Endpoint(URI base, @Nullable String authorization) {

  Endpoint {
    Objects.requireNonNull(base, "base is null");
  }

  /**
   * Reads an address.
   *
   * @param url as configured, perhaps with {@code user:password@}
   * @param userInfo {@code user:password} to use; null to use the address's own, if it has one
   */
  static Endpoint parse(String url, @Nullable String userInfo) {
    URI uri = uri(url.strip());
    String credentials = userInfo == null ? uri.getUserInfo() : userInfo;
    String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceAll("/+$", "");
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    URI base = URI.create(uri.getScheme() + "://" + uri.getHost() + port + path);
    return new Endpoint(base, credentials == null ? null : basic(credentials));
  }

  /** Returns the address of a path below this one. */
  URI resolve(String path) {
    return URI.create(base + path);
  }

  /** Returns the address only: credentials are never printed. */
  @Override
  public String toString() {
    return base.toString();
  }

  private static URI uri(String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw refused(); // Neither the address nor the cause is echoed: it may hold a password.
    }
    boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!http || uri.getHost() == null || uri.getQuery() != null || uri.getFragment() != null) {
      throw refused();
    }
    return uri;
  }

  private static ConfigException refused() {
    return new ConfigException(
        RegistryConfig.URL
            + " holds an address that is not http(s)://host[:port][/path];"
            + " separate several by commas");
  }

  private static String basic(String credentials) {
    byte[] bytes = credentials.getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }
}
