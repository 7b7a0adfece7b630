package io.alluvium.app.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The local state of one application: used again only if it was closed in good order, else made
 * anew from the changelogs.
 *
 * <p>Call {@link #open} once Kafka Streams has locked the folder and before it starts, {@link
 * #closed} once it has closed.
 */
final class LocalState {

  /*
   * Under exactly-once Kafka Streams deletes the state of a process that was killed itself, file by file, when a task
   * is made. A process that is killed in the middle of that leaves a store of which some files are gone. At best RocksDB
   * refuses it ("While creating a new Db, wal_dir contains existing log file") and the application does not start any
   * more; at worst the file is gone that said the store had not been closed. So the folder of a task that was not
   * closed is renamed first, which happens or does not, and deleted under the other name.
   */

  private static final Logger LOG = LoggerFactory.getLogger(LocalState.class);
  private static final String CLOSED = "alluvium-closed";
  private static final String TASK = "\\d+_\\d+";
  private static final String DEAD = ".dead";

  private final Path folder;

  private LocalState(Path folder) {
    this.folder = folder;
  }

  /** Returns the local state of an application with these settings of Kafka Streams. */
  static LocalState of(Map<String, Object> settings) {
    return new LocalState(
        Path.of(
            String.valueOf(settings.get(StreamsConfig.STATE_DIR_CONFIG)),
            String.valueOf(settings.get(StreamsConfig.APPLICATION_ID_CONFIG))));
  }

  /** Makes sure that only state that was closed is there; from now on it counts as not closed. */
  void open() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try {
      for (Path dead : children(".*\\" + DEAD)) {
        delete(dead);
      }
      if (!Files.deleteIfExists(folder.resolve(CLOSED))) {
        for (Path task : children(TASK)) {
          bury(task);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("local state in " + folder + " cannot be opened", e);
    }
  }

  private List<Path> children(String name) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.filter(child -> child.getFileName().toString().matches(name)).toList();
    }
  }

  private static void bury(Path task) throws IOException {
    LOG.info("{} was not closed: its state is made anew from the changelogs", task);
    Path dead = task.resolveSibling(task.getFileName() + DEAD);
    Files.move(task, dead, StandardCopyOption.ATOMIC_MOVE);
    delete(dead);
  }

  private static void delete(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Notes that the state was closed in good order. */
  void closed() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try {
      Files.writeString(folder.resolve(CLOSED), "");
    } catch (IOException e) {
      LOG.warn("{} counts as not closed: {}", folder, e.toString());
    }
  }
}
