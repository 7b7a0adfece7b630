package io.alluvium.app.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/**
 * A field that is not what it should be.
 *
 * @param field its path in the record, as in {@code candidates[0].probability}
 * @param recorded what the topic says
 * @param recomputed what follows from the ledger
 */
public record FieldDifference(String field, String recorded, String recomputed) {
  /** Field of a difference that no field shows. */
  static final String BYTES = "(bytes)";

  /** Field of a difference in the record's key. */
  static final String KEY = "(key)";

  private static final String ABSENT = "absent";

  /** Returns the differences between two records of the same schema, in the order of its fields. */
  static List<FieldDifference> between(IndexedRecord recorded, IndexedRecord recomputed) {
    Map<String, String> left = flat(recorded);
    Map<String, String> right = flat(recomputed);
    Set<String> names = new LinkedHashSet<>(right.keySet());
    names.addAll(left.keySet());
    List<FieldDifference> differences = new ArrayList<>();
    for (String name : names) {
      String one = left.getOrDefault(name, ABSENT);
      String other = right.getOrDefault(name, ABSENT);
      if (!one.equals(other)) {
        differences.add(new FieldDifference(name, one, other));
      }
    }
    return differences;
  }

  private static Map<String, String> flat(IndexedRecord record) {
    Map<String, String> fields = new LinkedHashMap<>();
    flatten("", record, fields);
    return fields;
  }

  /** Doubles are written as the shortest text that only they have, so no bit is hidden. */
  private static void flatten(String path, Object value, Map<String, String> fields) {
    switch (value) {
      case IndexedRecord record -> {
        for (Schema.Field field : record.getSchema().getFields()) {
          Object inner = record.get(field.pos());
          String name = path.isEmpty() ? field.name() : path + '.' + field.name();
          if (inner == null) {
            fields.put(name, "none");
          } else {
            flatten(name, inner, fields);
          }
        }
      }
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          flatten(path + '[' + i + ']', list.get(i), fields);
        }
      }
      case Map<?, ?> map ->
          new TreeMap<>(map).forEach((key, inner) -> flatten(path + '.' + key, inner, fields));
      default -> fields.put(path, value.toString());
    }
  }

  /** Returns the difference of two arrays as the place where they part, none if they are equal. */
  static List<FieldDifference> ofBytes(String field, byte[] recorded, byte[] recomputed) {
    int at = Arrays.mismatch(recorded, recomputed);
    return at < 0
        ? List.of()
        : List.of(new FieldDifference(field, atByte(recorded, at), atByte(recomputed, at)));
  }

  private static String atByte(byte[] bytes, int at) {
    String value = at < bytes.length ? Integer.toString(Byte.toUnsignedInt(bytes[at])) : "the end";
    return value + " at byte " + at + " of " + bytes.length;
  }
}
