package io.alluvium.evaluation.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.encoders.Payload;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WordNetTest {
  private static final List<Definition> ALL = WordNet.definitions();
  private static final List<Definition> FIRST =
      WordNet.shuffled(ALL, 7).stream().limit(24_000).toList();

  @Test
  void hasItsClassesInTheirNaturalSizes() {
    Map<String, Long> sizes =
        ALL.stream().collect(Collectors.groupingBy(Definition::className, Collectors.counting()));

    assertThat(ALL).hasSize(95_807);
    assertThat(sizes)
        .hasSize(38)
        .containsEntry("noun.artifact", 11_605L)
        .containsEntry("noun.person", 11_073L)
        .containsEntry("noun.shape", 344L)
        .containsEntry("verb.consumption", 242L)
        .containsEntry("verb.stative", 756L);
  }

  @Test
  void givesEachDefinitionAnIdOfItsOwn() {
    assertThat(ALL.stream().map(Definition::id)).doesNotHaveDuplicates();
  }

  @Test
  void isOrderedBySeedAndIdAlone() throws Exception {
    assertThat(FIRST.stream().map(Definition::id))
        .startsWith("v00446666", "v00773851", "n02283788", "n08180691", "n07116937")
        .endsWith("n07729640");
    assertThat(digest(FIRST, Definition::id))
        .isEqualTo("96794e1cfb9b93fc0ca5989e8851c6f6992484515eaf02ffec940d2db1594070");
  }

  @Test
  void readsDefinitionsWithoutTheirExamples() throws Exception {
    assertThat(digest(FIRST, Definition::text))
        .isEqualTo("b2d5b66a9aeb741ba6aa31b7c6559870e4689ff3441a93440ed77dfe6ba4970c");
  }

  @Test
  void usageExamplesAreSentencesOfTheSameEntries() {
    Map<String, Definition> drawn =
        FIRST.stream().collect(Collectors.toMap(Definition::id, Function.identity()));
    Set<String> asked =
        FIRST.subList(20_000, 24_000).stream().map(Definition::id).collect(Collectors.toSet());
    List<Row> rows = new ArrayList<>();
    DataSets.open("wordnet-usage", DataProperties.of(Map.of()))
        .reader()
        .read(new CheckedRows(OnError.STOP, rows::add));

    assertThat(rows.stream().filter(row -> row.role() == Row.Role.TEST)).hasSize(1_037);
    assertThat(rows.stream().filter(row -> row.role() == Row.Role.TRAIN)).hasSize(5_050);
    for (Row row : rows) {
      Definition of = Objects.requireNonNull(drawn.get(row.id().split(":", 2)[0]));
      assertThat(row.label()).isEqualTo(of.className());
      assertThat(((Payload.Text) row.payload()).text()).isNotBlank().doesNotContain("\"");
      assertThat(row.role() == Row.Role.TEST).isEqualTo(asked.contains(of.id()));
    }
  }

  private static String digest(List<Definition> definitions, Function<Definition, String> part)
      throws Exception {
    String lines = definitions.stream().map(part).collect(Collectors.joining("\n"));
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(lines.getBytes(StandardCharsets.UTF_8)));
  }
}
