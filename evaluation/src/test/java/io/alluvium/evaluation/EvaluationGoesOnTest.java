package io.alluvium.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.alluvium.evaluation.protocol.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Evaluations that are started again in the folder of results. */
class EvaluationGoesOnTest extends TableEvaluations {
  @Test
  void theSecondTimeNothingIsMadeAnew() throws IOException {
    run(plan(Protocol.JOINT, "ncm"));
    JsonNode first = json("report.json").get("heads").get("ncm");

    run(plan(Protocol.JOINT, "ncm", "slda"));

    assertThat(told).contains("ncm: kept from before");
    JsonNode heads = json("report.json").get("heads");
    assertThat(heads.get("ncm")).isEqualTo(first);
    assertThat(heads.has("slda")).isTrue();
  }

  @Test
  void equalRunsGiveEqualDigests() throws IOException {
    run(plan(Protocol.PREQUENTIAL, "auto"));
    JsonNode first = json("run.json").get("digests");
    deleteOut();

    run(plan(Protocol.PREQUENTIAL, "auto"));

    assertThat(json("run.json").get("digests")).isEqualTo(first);
  }

  @Test
  void refusesTheFolderOfAnotherEvaluation() {
    run(plan(Protocol.JOINT, "ncm"));

    assertThatThrownBy(() -> run(plan(Protocol.PREQUENTIAL, "ncm")))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("holds another evaluation");
  }

  @Test
  void saysThatAnotherVersionBeganIt() throws IOException {
    run(plan(Protocol.JOINT, "ncm"));
    ObjectNode older = (ObjectNode) json("run.json");
    older.put("version", "alluvium 0.0.1 (abc)").put("key", "of before");
    Files.writeString(folder.resolve("out/run.json"), older.toString());

    assertThatThrownBy(() -> run(plan(Protocol.JOINT, "ncm")))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("(made by alluvium 0.0.1 (abc), this is ");
  }

  @Test
  void keepsWhatIsDoneWhenItIsEnded() throws IOException {
    Watch stop =
        (what, done, of) -> {
          if (what.equals("slda, stream") && done > 100) {
            throw new StoppedException("enough");
          }
        };
    EvaluationReport report =
        new Evaluation(plan(Protocol.JOINT, "ncm", "slda"), stop, told::add).run();

    assertThat(report.stopped()).isTrue();
    assertThat(report.missing()).containsExactly("slda");
    assertThat(json("report.json").get("complete").asBoolean()).isFalse();
    assertThat(json("report.json").get("heads").has("ncm")).isTrue();
    assertThat(folder.resolve("out/heads"))
        .isDirectoryContaining("glob:**/ncm.parquet")
        .isDirectoryNotContaining("glob:**/slda*")
        .isDirectoryNotContaining("glob:**/*.tmp");
    assertThat(run(plan(Protocol.JOINT, "ncm", "slda")).isComplete()).isTrue();
    assertThat(told).contains("ncm: kept from before");
  }

  @Test
  void goesOnEmbeddingWhereItWasEnded() throws IOException {
    Watch stop =
        (what, done, of) -> {
          if (what.equals("embedding") && done >= 256) {
            throw new StoppedException("enough");
          }
        };
    assertThatThrownBy(() -> new Evaluation(plan(Protocol.JOINT, "ncm"), stop, told::add).run())
        .isInstanceOf(StoppedException.class);
    List<Long> seen = new ArrayList<>();
    Watch watch = (what, done, of) -> seen.add(what.equals("embedding") ? done : Long.MAX_VALUE);

    new Evaluation(plan(Protocol.JOINT, "ncm"), watch, told::add).run();

    assertThat(seen.getFirst()).isEqualTo(256);
    JsonNode goneOn = json("run.json").get("digests");
    deleteOut();
    deleteCache();
    run(plan(Protocol.JOINT, "ncm"));
    assertThat(json("run.json").get("digests")).isEqualTo(goneOn);
  }

  private void deleteCache() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("cache"))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }
}
