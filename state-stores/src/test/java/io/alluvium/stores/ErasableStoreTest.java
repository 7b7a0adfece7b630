package io.alluvium.stores;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErasableStoreTest {
  private static final String CANARY = "a canary that must not be found again";
  private static final String OTHER = "another value that stays";

  @TempDir private Path folder;
  private KeyValueStore<Bytes, byte[]> store;

  @BeforeEach
  void open() {
    Properties settings = new Properties();
    settings.put("application.id", "test");
    settings.put("bootstrap.servers", "nowhere:9092");
    var context =
        new MockProcessorContext<Void, Void>(settings, new TaskId(0, 0), folder.toFile())
            .getStateStoreContext();
    store =
        Stores.keyValueStoreBuilder(
                ErasableStore.supplier("bank"), Serdes.Bytes(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    store.init(context, store);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void deletedAndReplacedValuesLeaveTheDiskAtOnce() throws IOException {
    for (int n = 0; n < 100; n++) {
      put("deleted" + n, CANARY);
      put("replaced" + n, CANARY);
    }
    new BankStore(store).erase();
    assertThat(filesWith(CANARY)).as("what is there stays").isNotEmpty();
    for (int n = 0; n < 100; n++) {
      store.delete(key("deleted" + n));
      put("replaced" + n, OTHER);
    }
    assertThat(filesWith(CANARY)).as("a deletion alone leaves it there").isNotEmpty();

    new BankStore(store).erase();

    assertThat(filesWith(CANARY)).isEmpty();
    assertThat(filesWith(OTHER)).isNotEmpty();
    assertThat(store.get(key("replaced7"))).isEqualTo(OTHER.getBytes(ISO_8859_1));
  }

  @Test
  void storeOnTheHeapHasNothingToErase() {
    HeapStore heap = new HeapStore("bank");
    heap.put(key("a"), new byte[] {1});
    new BankStore(heap).erase();
    assertThat(heap.get(key("a"))).isEqualTo(new byte[] {1});
  }

  private void put(String key, String value) {
    store.put(key(key), value.getBytes(ISO_8859_1));
  }

  private static Bytes key(String text) {
    return Bytes.wrap(text.getBytes(ISO_8859_1));
  }

  private List<Path> filesWith(String text) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (new String(Files.readAllBytes(file), ISO_8859_1).contains(text)) {
          found.add(file);
        }
      }
    }
    return found;
  }
}
