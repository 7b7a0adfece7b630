package io.alluvium.app.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first place where what was recorded is not what follows from the ledger.
 *
 * @param kind what is wrong
 * @param what prediction or mark
 * @param subject id of the sample or command; null where the record cannot be read
 * @param entry place of the ledger entry it belongs to, topic-partition@offset; null where the
 *     record cannot be read
 * @param record place of the record concerned; null where there is none
 * @param fields both versions of each field that differs
 */
public record Divergence(
    Kind kind,
    String what,
    @Nullable String subject,
    @Nullable String entry,
    @Nullable String record,
    List<FieldDifference> fields) {

  /** What is wrong with a record. */
  public enum Kind {
    /** It says something else than what follows from the ledger. */
    DIFFERENT("differs"),
    /** It follows from the ledger and is not there. */
    MISSING("is missing"),
    /** It is there and does not follow from the ledger. */
    SURPLUS("does not follow from the ledger"),
    /** Its bytes cannot be read. */
    UNREADABLE("cannot be read");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  /** Copies the list. */
  public Divergence {
    fields = List.copyOf(fields);
  }

  /** Returns one sentence for people. */
  public String sentence() {
    return "diverged"
        + (entry == null ? "" : " at ledger entry " + entry)
        + ": the "
        + what
        + (subject == null ? "" : " of '" + subject + "'")
        + ' '
        + kind.words
        + (record == null ? "" : " (" + record + ")");
  }
}
