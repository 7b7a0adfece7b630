package io.alluvium.app.audit;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why a sample was predicted as it was: what was known right before its ledger entry.
 *
 * @param sample id of the sample
 * @param source where it comes from
 * @param entry place of the sample in the ledger
 * @param model place of the last ledger entry that the model rests on; null if nothing was learnt
 * @param head name of the head
 * @param equal whether the prediction computed again is the recorded one, to the last bit
 * @param fields both versions of each field that differs
 * @param margin score of the best class less that of the second; null if there are fewer than two
 * @param classes the best two classes, best first
 * @param nearest the labelled samples nearest to it, nearest first
 */
public record Explanation(
    String sample,
    String source,
    String entry,
    @Nullable String model,
    String head,
    boolean equal,
    List<FieldDifference> fields,
    @Nullable Double margin,
    List<ClassEvidence> classes,
    List<Neighbour> nearest) {

  /**
   * A labelled sample of the memory bank.
   *
   * @param id its id
   * @param label its class at that place of the ledger
   * @param weight weight of that label
   * @param source where it comes from
   * @param cosine to the sample that is explained, from exact integer products, in [-1, 1]
   * @param entry its ledger offset
   */
  public record Neighbour(
      String id, String label, int weight, String source, double cosine, long entry) {}

  /**
   * What speaks for a class: {@code score = linear + bias + quadratic + prior}.
   *
   * @param label the class
   * @param score log-odds up to what all classes share
   * @param linear what the sample and the weights of the class make together
   * @param bias what the class has before any sample
   * @param quadratic what the class's own variance takes off
   * @param prior what the class owes to how often it occurs
   * @param samples what its labelled samples weigh: their number, where every label has weight 1
   * @param weighted the same when the weights of the head were computed last
   * @param inBank how many of its samples the bank has with their vector; the rest are settled
   * @param newest the one of those with the highest ledger offset; null if there is none
   * @param nearest the nearest of those
   */
  public record ClassEvidence(
      String label,
      double score,
      double linear,
      double bias,
      double quadratic,
      double prior,
      long samples,
      long weighted,
      long inBank,
      @Nullable Neighbour newest,
      List<Neighbour> nearest) {
    /** Copies the list. */
    public ClassEvidence {
      nearest = List.copyOf(nearest);
    }
  }

  /** Copies the lists. */
  public Explanation {
    fields = List.copyOf(fields);
    classes = List.copyOf(classes);
    nearest = List.copyOf(nearest);
  }

  /** Prints it for people. */
  public void print(PrintWriter out) {
    out.println("sample        " + sample + " of " + source);
    out.println("ledger entry  " + entry);
    out.println("model of      " + (model == null ? "nothing learnt yet" : model));
    out.println("head          " + head);
    out.println("margin        " + (margin == null ? "none" : margin));
    out.println("recorded      " + (equal ? "the same, to the last bit" : "something else:"));
    ReportText.fields(out, fields);
    classes.forEach(each -> print(out, each));
    out.println();
    out.println("nearest labelled samples");
    nearest.forEach(each -> print(out, each));
  }

  private static void print(PrintWriter out, ClassEvidence each) {
    out.println();
    out.println("class " + each.label());
    out.printf(
        Locale.ROOT,
        "  score %.6f = linear %.6f + bias %.6f + quadratic %.6f + prior %.6f%n",
        each.score(),
        each.linear(),
        each.bias(),
        each.quadratic(),
        each.prior());
    out.printf(
        Locale.ROOT,
        "  %d labelled samples, weights of %d, %d in the bank%n",
        each.samples(),
        each.weighted(),
        each.inBank());
    if (each.newest() != null) {
      out.println("  newest");
      print(out, each.newest());
    }
    out.println("  nearest");
    each.nearest().forEach(one -> print(out, one));
  }

  private static void print(PrintWriter out, Neighbour one) {
    out.printf(
        Locale.ROOT,
        "    %9.6f  %s (weight %d)  %s of %s, entry %d%n",
        one.cosine(),
        one.label(),
        one.weight(),
        one.id(),
        one.source(),
        one.entry());
  }
}
