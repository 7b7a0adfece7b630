package io.alluvium.evaluation.ask;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.evaluation.report.HeadRow;
import io.alluvium.learning.ask.AskStrategy;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AskingTableTest {
  private final AskingTable table = new AskingTable();

  @Test
  void eachStrategyHasARowAndEachBudgetAColumn() {
    add(AskStrategy.RANDOM, 1000, 0.5, 990);
    add(AskStrategy.AUTO, 500, 0.6, 500);
    add(AskStrategy.AUTO, 500, 0.7, 480);

    assertThat(table.markdown())
        .isEqualTo(
            """
            | data | asked by | 500 labels | 1000 labels |
            | --- | --- | --- | --- |
            | toy | `random` |  | 0.5000 ± 0.0000 (990) |
            | toy | `auto` | 0.6500 ± 0.0707 (490) |  |
            """);
  }

  private void add(AskStrategy strategy, int budget, double accuracy, long labels) {
    table.add(
        "toy",
        strategy,
        budget,
        new HeadRow("ncm", Map.of("accuracy", accuracy, "labels", labels)));
  }
}
