package io.alluvium.evaluation.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.evaluation.protocol.Protocol;
import io.alluvium.learning.Heads;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ReferenceTableTest {
  private static ReferenceRow row(OptionalDouble published) {
    return new ReferenceRow(
        "Set",
        "data/set",
        "encoders/image/net.onnx",
        "joint",
        "ncm",
        Map.of("alluvium.shrinkage", "0.1", "alluvium.solve.growth", "0"),
        3,
        published,
        "because");
  }

  @Test
  void everyRowNamesAHeadAndAProtocolAndHasAFolderOfItsOwn() {
    List<ReferenceRow> rows = ReferenceRow.all();
    assertThat(rows).hasSizeGreaterThan(40);
    for (ReferenceRow row : rows) {
      assertThat(Heads.names()).contains(row.head());
      assertThat(Protocol.named(row.protocol()).key()).isEqualTo(row.protocol());
      assertThat(row.seeds()).isBetween(1, 5);
      row.published().ifPresent(figure -> assertThat(figure).isBetween(0.1, 1.0));
    }
    assertThat(rows).extracting(ReferenceRow::folder).doesNotHaveDuplicates();
  }

  @Test
  void differencesOfMoreThanHalfAPointAreMarkedWithTheirReason() {
    String page =
        ReferenceTable.markdown(
            List.of(
                new Measured(row(OptionalDouble.of(0.5)), List.of(0.49, 0.51, 0.53)),
                new Measured(row(OptionalDouble.of(0.509)), List.of(0.51))));
    assertThat(page.lines().skip(6))
        .containsExactly(
            "| Set | net.onnx | `ncm` | shrinkage=0.1 | 0.5100 \u00b1 0.0200 | 3 | 0.5000 |"
                + " **+1.00** | because |",
            "| Set | net.onnx | `ncm` | shrinkage=0.1 | 0.5100 | 1 | 0.5090 | +0.10 |  |");
  }

  @Test
  void whatWasNotMeasuredSaysSo() {
    String page =
        ReferenceTable.markdown(List.of(new Measured(row(OptionalDouble.empty()), List.of())));
    assertThat(page.lines().skip(6))
        .containsExactly(
            "| Set | net.onnx | `ncm` | shrinkage=0.1 | not measured | 0 |  |  | because |");
  }
}
