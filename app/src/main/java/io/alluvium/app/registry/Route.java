package io.alluvium.app.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One operation of the REST interface.
 *
 * @param method HTTP method
 * @param pattern segments of the path; {@code *} stands for an argument
 * @param action what answers it
 */
record Route(String method, List<String> pattern, Action action) {

  /**
   * A request that fits a route.
   *
   * @param arguments the path's segments at the pattern's stars, in order, decoded
   * @param body the JSON object that was sent; missing where the method has none
   * @param query the raw query, empty if there is none
   */
  record Call(List<String> arguments, JsonNode body, String query) {
    public Call {
      arguments = List.copyOf(arguments);
      Objects.requireNonNull(body, "body is null");
    }

    String argument(int index) {
      return arguments.get(index);
    }
  }

  /** Answers a call with what becomes the JSON of the response: a map, a list or a number. */
  interface Action {
    Object answer(Call call);
  }

  Route {
    pattern = List.copyOf(pattern);
    Objects.requireNonNull(action, "action is null");
  }

  static Route of(String method, String pattern, Action action) {
    return new Route(method, List.of(pattern.substring(1).split("/", -1)), action);
  }

  boolean takesBody() {
    return !method.equals("GET");
  }

  /** Returns the arguments in a path; empty if the path is not of this route. */
  Optional<List<String>> match(List<String> path) {
    if (path.size() != pattern.size()) {
      return Optional.empty();
    }
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < path.size(); i++) {
      if (pattern.get(i).equals("*")) {
        arguments.add(path.get(i));
      } else if (!pattern.get(i).equals(path.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(arguments);
  }
}
