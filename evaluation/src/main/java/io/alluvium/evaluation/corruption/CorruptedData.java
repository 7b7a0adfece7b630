package io.alluvium.evaluation.corruption;

import io.alluvium.encoders.Payload;
import io.alluvium.evaluation.SeededOrder;
import io.alluvium.evaluation.Sha256;
import io.alluvium.evaluation.data.DataSet;
import io.alluvium.evaluation.data.Row;
import io.alluvium.evaluation.data.RowSink;
import java.util.Random;
import java.util.SortedSet;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;

/**
 * Some rows of a data set with damaged payloads. What happens to a row follows from the corruption
 * and the row's id alone; labels stay.
 */
public final class CorruptedData {
  private CorruptedData() {}

  /**
   * Returns a data set of the named rows of another, damaged before any encoder sees them.
   *
   * @param ids of the rows that are kept
   */
  public static DataSet of(DataSet data, Corruption corruption, SortedSet<String> ids) {
    String kept = Sha256.ofText(String.join("\n", ids));
    String sha256 = Sha256.ofText(String.join("\n", data.sha256(), corruption.key(), kept));
    return new DataSet(
        data.name(),
        data.files(),
        data.payload(),
        data.properties(),
        sha256,
        sink -> data.reader().read(new Damaging(sink, corruption, ids, damage(data, corruption))));
  }

  private static BiFunction<Payload, RandomGenerator, Payload> damage(
      DataSet data, Corruption corruption) {
    if (!data.payload().equals("numbers")) {
      return (payload, random) -> damaged(payload, corruption, random);
    }
    NumberCorruption numbers = NumberCorruption.of(corruption, data);
    return (payload, random) ->
        payload instanceof Payload.Numbers raw ? numbers.apply(raw, random) : payload;
  }

  private static Payload damaged(Payload payload, Corruption corruption, RandomGenerator random) {
    return switch (payload) {
      case Payload.Text(String text) when !text.isBlank() ->
          new Payload.Text(TypoModel.ofSeverity(corruption.severity()).spoil(text, random));
      case Payload.Image image -> ImageCorruption.apply(corruption, image, random);
      case Payload.Text text -> text;
      case Payload.Numbers numbers -> numbers;
    };
  }

  /** Damages rows on their way. */
  private record Damaging(
      RowSink sink,
      Corruption corruption,
      SortedSet<String> ids,
      BiFunction<Payload, RandomGenerator, Payload> damage)
      implements RowSink {

    @Override
    public void row(Row row) {
      if (ids.contains(row.id())) {
        Random random = SeededOrder.random(corruption.key() + ":" + row.id());
        sink.row(
            new Row(
                row.id(),
                row.label(),
                row.role(),
                row.domain(),
                row.source(),
                row.time(),
                damage.apply(row.payload(), random),
                row.place()));
      }
    }

    @Override
    public void bad(String place, String reason) {}
  }
}
