package io.alluvium.app.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jboss.byteman.agent.Main;

/** Rules of Byteman that a pipeline runs under: what happens at which place of its code. */
final class Rules {
  private Rules() {}

  /**
   * Returns a rule.
   *
   * @param type class whose code is changed
   * @param method name, with types of the parameters where there are several
   * @param place where in the method, as {@code ENTRY} or {@code EXIT}
   * @param condition when it applies
   * @param action what happens
   */
  static String rule(String type, String method, String place, String condition, String action) {
    return String.join(
        "\n",
        "RULE " + type + "." + method + " " + place + " " + action,
        "CLASS " + type,
        "METHOD " + method,
        "HELPER " + Faults.class.getName(),
        "AT " + place,
        "IF " + condition,
        "DO " + action,
        "ENDRULE",
        "");
  }

  /** Returns Java's options to run under the rules, which are written into the folder. */
  static List<String> options(Path folder, String name, String... rules) {
    Path script = folder.resolve(name + ".btm");
    try {
      Files.createDirectories(folder);
      Files.writeString(script, String.join("\n", rules));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.of("-javaagent:" + agent() + "=script:" + script);
  }

  private static Path agent() {
    try {
      return Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
