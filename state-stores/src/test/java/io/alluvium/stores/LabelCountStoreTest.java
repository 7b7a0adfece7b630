package io.alluvium.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

/** Kinds of values that lie in one store beside each other. */
class LabelCountStoreTest {
  private final HeapStore bytes = new HeapStore("progress");
  private final LabelCountStore counts = new LabelCountStore(bytes);
  private final ConfidenceStore confidences = new ConfidenceStore(bytes);
  private final CommandStore commands = new CommandStore(bytes);

  @Test
  void kindsDoNotMeetInOneStore() {
    new ProgressStore(bytes).put(Progress.start());
    commands.putDone("c", 1);
    commands.putFrozen("", 2);
    counts.put("", new LabelCount(0, 1));
    counts.put("g", new LabelCount(-5, 2));
    confidences.put(3, 0.5);
    confidences.put(Long.MAX_VALUE, 1);
    List<String> found = new ArrayList<>();
    counts.forEach((group, count) -> found.add(group + '=' + count.windowMillis()));
    confidences.forEach((offset, confidence) -> found.add(offset + "=" + confidence));
    commands.forEachDone((id, offset) -> found.add(id + '=' + offset));
    commands.forEachFrozen((label, offset) -> found.add(label + '=' + offset));
    assertThat(found).containsExactly("=0", "g=-5", "3=0.5", Long.MAX_VALUE + "=1.0", "c=1", "=2");
  }

  @Test
  void deletedIsForgotten() {
    counts.put("g", new LabelCount(0, 1));
    confidences.put(3, 0.5);
    counts.delete("g");
    confidences.delete(3);
    assertThat(confidences.get(3)).isEmpty();
    assertThat(bytes.approximateNumEntries()).isZero();
  }

  @Test
  void confidenceOutOfRangeIsRefused() {
    for (double wrong : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThatThrownBy(() -> confidences.put(1, wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("confidence is " + wrong + ", expected 0 to 1");
    }
  }

  @Test
  void keyThatIsNoOffsetIsCorrupt() {
    bytes.put(Bytes.wrap(Frame.utf8("confidence/nonsense")), ConfidenceStore.encode(1));
    assertThatThrownBy(() -> confidences.forEach((offset, confidence) -> {}))
        .isInstanceOf(CorruptStateException.class)
        .hasMessageContaining("the key of a confidence cannot be read");
  }
}
