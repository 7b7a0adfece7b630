package io.alluvium.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * Records with Flight Recorder where the threads of this process spend their time, from its making
 * until {@link #finish}. Samples CPU time where the platform can (Linux), Java frames elsewhere;
 * what a stream thread waits for counts by the time it waits.
 */
final class Profiler {
  private static final Duration PERIOD = Duration.ofMillis(10);
  private static final String CPU_SAMPLE = "jdk.CPUTimeSample";
  private static final String JAVA_SAMPLE = "jdk.ExecutionSample";
  private static final String PARK = "jdk.ThreadPark";

  private final Recording recording = new Recording();

  private Profiler() {}

  static Profiler start() {
    Profiler profiler = new Profiler();
    profiler.recording.enable(CPU_SAMPLE).with("throttle", PERIOD.toMillis() + "ms");
    profiler.recording.enable(JAVA_SAMPLE).withPeriod(PERIOD);
    profiler.recording.enable(PARK).withThreshold(Duration.ZERO).withStackTrace();
    profiler.recording.start();
    return profiler;
  }

  /**
   * Ends the recording: the time of the stream threads by work, and CPU time by thread.
   *
   * @param entries entries that were worked on since the beginning
   */
  List<Profile> finish(int entries) {
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      Path file = folder.path().resolve("bench.jfr");
      recording.stop();
      recording.dump(file);
      recording.close();
      List<RecordedEvent> events = RecordingFile.readAllEvents(file);
      Files.delete(file);
      return reduce(events, entries);
    } catch (IOException e) {
      throw new UncheckedIOException("the recording cannot be read", e);
    }
  }

  private static List<Profile> reduce(List<RecordedEvent> events, int entries) {
    boolean cpu = events.stream().anyMatch(event -> isNamed(event, CPU_SAMPLE));
    String sample = cpu ? CPU_SAMPLE : JAVA_SAMPLE;
    Shares byWork = new Shares();
    Shares byThread = new Shares();
    for (RecordedEvent event : events) {
      boolean sampled = isNamed(event, sample);
      if (sampled) {
        byThread.add(ThreadGroups.of(thread(event, cpu)), PERIOD.toNanos());
      }
      if ((sampled || isNamed(event, PARK))
          && ThreadGroups.of(thread(event, cpu)).equals(ThreadGroups.STREAM)) {
        byWork.add(
            Area.of(frames(event)), sampled ? PERIOD.toNanos() : event.getDuration().toNanos());
      }
    }
    String how = cpu ? "CPU time" : "Java samples";
    return List.of(
        profile("stream thread, " + how + " and waiting, by work", byWork, entries),
        profile("whole process, " + how + ", by thread", byThread, entries));
  }

  private static Profile profile(String what, Shares shares, int entries) {
    double micros = shares.total() / 1000.0 / entries;
    return new Profile(
        String.format(Locale.ROOT, "%s: %.1f us an entry", what, micros), shares.rows());
  }

  private static boolean isNamed(RecordedEvent event, String name) {
    return event.getEventType().getName().equals(name);
  }

  private static String thread(RecordedEvent event, boolean cpu) {
    boolean sampled = !cpu && isNamed(event, JAVA_SAMPLE);
    RecordedThread thread = sampled ? event.getThread("sampledThread") : event.getThread();
    return thread == null ? "" : Objects.requireNonNullElse(thread.getJavaName(), "");
  }

  private static List<String> frames(RecordedEvent event) {
    RecordedStackTrace trace = event.getStackTrace();
    return trace == null
        ? List.of()
        : trace.getFrames().stream()
            .map(frame -> frame.getMethod().getType().getName() + "." + frame.getMethod().getName())
            .toList();
  }
}
