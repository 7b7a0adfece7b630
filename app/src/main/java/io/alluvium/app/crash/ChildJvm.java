package io.alluvium.app.crash;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Java of its own on the class path of this one, which can be killed, stopped and resumed.
 *
 * <p>Its main class gets a file as first argument, into which it writes a line with {@link
 * #reportReady} once it works, and has to end when its standard input does: so it ends with its
 * parent, however that ends. For one thread.
 */
final class ChildJvm implements AutoCloseable {
  private static final int LOG_TAIL = 4000;
  private static final Duration END_LIMIT = Duration.ofSeconds(90);

  private final String name;
  private final Process process;
  private final Path ready;
  private final Path log;
  private boolean told;

  private ChildJvm(String name, Process process, Path ready, Path log) {
    this.name = name;
    this.process = process;
    this.ready = ready;
    this.log = log;
  }

  /**
   * Starts a child.
   *
   * @param name what it is called in messages, and its files in the folder
   * @param options options for Java
   * @param arguments arguments after the first
   */
  static ChildJvm start(
      String name, Class<?> main, List<String> options, List<String> arguments, Path folder) {
    Path ready = folder.resolve(name + ".ready");
    Path log = folder.resolve(name + ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.add(ready.toString());
    command.addAll(arguments);
    try {
      Files.deleteIfExists(ready);
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      return new ChildJvm(name, process, ready, log);
    } catch (IOException e) {
      throw new UncheckedIOException("could not start " + name, e);
    }
  }

  /** In the child: says that it works, and one line to its parent. */
  static void reportReady(String file, String line) throws IOException {
    Path ready = Path.of(file);
    Path whole = ready.resolveSibling(ready.getFileName() + ".tmp");
    Files.writeString(whole, line);
    Files.move(whole, ready, StandardCopyOption.ATOMIC_MOVE);
  }

  /** In the child: runs the action once the parent has closed the standard input, or is gone. */
  static void onParentsEnd(Runnable action) {
    Thread.ofPlatform()
        .name("alluvium-parent")
        .daemon()
        .start(() -> {
          try {
            System.in.transferTo(OutputStream.nullOutputStream());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          } finally {
            action.run();
          }
        });
  }

  boolean isReady() {
    return Files.exists(ready);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Returns whether the process has ended, and nobody had told it to. */
  boolean endedByItself() {
    return !told && !isAlive();
  }

  /** Returns the status of a process that has ended. */
  int exitCode() {
    return process.exitValue();
  }

  /**
   * Waits until the child works, and returns the line it has for its parent.
   *
   * @throws CrashException if it ends before, or is not ready in time
   */
  String awaitReady(Duration limit) {
    Patience.await(limit, () -> isReady() || !isAlive());
    if (!isReady()) {
      throw new CrashException(
          name
              + (isAlive() ? " was not ready after " + limit.toSeconds() + " s: " : " ended: ")
              + lastWords());
    }
    try {
      return Files.readString(ready);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the process as the kernel does when it is out of memory: nothing is said or flushed. */
  void kill() {
    told |= isAlive();
    process.destroyForcibly();
    awaitEnd();
  }

  /** Takes all processor time from the process, as a long pause of its garbage collector would. */
  void pause() {
    signal("STOP");
  }

  /** Lets a paused process go on, as if nothing had happened. */
  void resume() {
    signal("CONT");
  }

  private void signal(String signal) {
    try {
      int status =
          new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
      if (status != 0) {
        throw new CrashException("could not send SIG" + signal + " to " + name);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("sending signals needs the command kill", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CrashException("interrupted", e);
    }
  }

  /** Returns the end of what the process has written. */
  String lastWords() {
    try {
      String all = Files.readString(log);
      return all.substring(Math.max(0, all.length() - LOG_TAIL));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets the process end in good order; one that does not is killed. */
  @Override
  public void close() {
    told |= isAlive();
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // The pipe of a process that is gone: nothing is left to be closed.
      process.destroyForcibly();
    }
    if (!Patience.await(END_LIMIT, () -> !isAlive())) {
      kill();
    }
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(END_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new CrashException(name + " did not end after SIGKILL");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CrashException("interrupted", e);
    }
  }
}
