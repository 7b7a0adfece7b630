package io.alluvium.schemas.serde;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Locale;

/** Reads the registry's answer to a request that it refuses. */
final class Refusal {

  private static final int MAX_MESSAGE_CHARS = 1000;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Refusal() {}

  static RegistryRejectedException of(Endpoint endpoint, String request, int status, byte[] body) {
    JsonNode json = parse(body);
    int errorCode = json.path("error_code").asInt(0);
    String message = json.path("message").asText("no message");
    String text =
        String.format(
            Locale.ROOT,
            "schema registry at %s refused %s: HTTP %d, error %d, %s%s",
            endpoint,
            request,
            status,
            errorCode,
            shorten(message),
            advice(status, errorCode));
    return new RegistryRejectedException(text, status, errorCode);
  }

  private static JsonNode parse(byte[] body) {
    try {
      JsonNode json = MAPPER.readTree(body);
      return json == null ? MAPPER.missingNode() : json;
    } catch (IOException e) {
      return MAPPER.missingNode(); // Not the registry's own words: the status has to say it all.
    }
  }

  private static String shorten(String message) {
    return message.length() <= MAX_MESSAGE_CHARS
        ? message
        : message.substring(0, MAX_MESSAGE_CHARS) + " ...";
  }

  private static String advice(int status, int errorCode) {
    if (status == 401 || status == 403) {
      return ". Check " + RegistryConfig.CREDENTIALS_SOURCE + " and " + RegistryConfig.USER_INFO;
    }
    if (status == 409) {
      return ". Make the change compatible (a new field needs a default), or change the subject's"
          + " compatibility level";
    }
    if (status < 400 || (status == 404 && errorCode < 40000)) {
      return ". Check " + RegistryConfig.URL + ": it must name the registry and its path";
    }
    return "";
  }
}
