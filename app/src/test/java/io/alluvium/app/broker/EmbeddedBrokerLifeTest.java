package io.alluvium.app.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerLifeTest {
  @Test
  void keepsTopicsAndRecordsInItsFolder(@TempDir Path folder) throws Exception {
    BrokerOptions options = BrokerOptions.keptIn(folder);
    try (EmbeddedBroker broker = EmbeddedBroker.start(options)) {
      broker.createTopics(List.of(new NewTopic("kept", 1, (short) 1)));
      Records.write(broker, "kept", List.of("first", "second"));
    }

    try (EmbeddedBroker broker = EmbeddedBroker.start(options)) {
      Records.write(broker, "kept", List.of("third"));

      assertThat(Records.read(broker, "kept", 3)).containsExactly("first", "second", "third");
    }
  }

  @Test
  void refusesAFolderInUseAndKeepsItPrivate(@TempDir Path folder) throws Exception {
    BrokerOptions options = BrokerOptions.keptIn(folder);
    try (EmbeddedBroker broker = EmbeddedBroker.start(options)) {
      assertThat(broker.bootstrapServers()).isNotEmpty();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
          .isEqualTo("rwx------");
      assertThatThrownBy(() -> EmbeddedBroker.start(options))
          .isInstanceOf(BrokerException.class)
          .hasMessageContaining(folder + " is in use");
    }
  }

  @Test
  void letsTheJvmEndAfterCloseAndLeavesNoFileBehind(@TempDir Path temporary) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                StartAndClose.class.getName())
            .redirectErrorStream(true)
            .start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("JVM ended").isTrue();
      assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .contains("closed twice");
      assertThat(process.exitValue()).isZero();
      assertThat(temporary).isEmptyDirectory();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void takesOtherPortsWhenSomebodyTookTheChosenOnes() throws Exception {
    LoopbackPorts good = LoopbackPorts.choose(0);
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      Deque<LoopbackPorts> choices = new ArrayDeque<>();
      choices.add(new LoopbackPorts(good.clients(), taken.getLocalPort()));
      choices.add(new LoopbackPorts(taken.getLocalPort(), good.controller()));
      choices.add(good);
      try (EmbeddedBroker broker =
          EmbeddedBroker.start(BrokerOptions.temporary(), choices::remove)) {
        broker.createTopics(List.of(new NewTopic("works", 1, (short) 1)));
        assertThat(broker.bootstrapServers()).endsWith(":" + good.clients());
      }
    }
  }

  @Test
  void namesAPortThatIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> EmbeddedBroker.start(BrokerOptions.temporary().withPort(port)))
          .isInstanceOf(BrokerException.class)
          .hasMessageContaining("port " + port)
          .hasMessageContaining("is taken");
    }
  }

  @Test
  void rejectsAPortOutOfRange() {
    assertThatThrownBy(() -> BrokerOptions.temporary().withPort(65_536))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("65536");
  }

  /** A program that does nothing but start a broker and close it. */
  static final class StartAndClose {
    private StartAndClose() {}

    public static void main(String[] arguments) {
      EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.temporary());
      broker.close();
      broker.close();
      new PrintWriter(
              new OutputStreamWriter(
                  new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8),
              true)
          .println("closed twice");
    }
  }
}
