package io.alluvium.learning.coverage;

import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * A limit for each class, around one for all: {@code q_c = q + n_c / (n_c + 20) d_c}, so that rare
 * or hard classes are covered as often as others.
 *
 * <p>Both parts are tracked by the sets that were served: {@code q} by each label, as the limit of
 * all does it, and {@code d_c} at its own rate by those of its class, within one half of 0. So the
 * promise of {@link QuantileTracker} over the labels of all classes stays, with a range of scores
 * that is 2 in place of 1, and what all classes need at once (a drift) is learnt from the labels of
 * all. Over {@code T} labels of a class the share of misses is within {@code 1 / (rate T)} of what
 * was promised, as long as {@code d_c} is not at its end.
 *
 * <p>At most so many classes have a limit of their own; the one whose last label is oldest leaves
 * first. Others have that of all, as has a class without labels. Mutable, for one thread.
 *
 * <p>Source: the tracker is that of Angelopoulos, Candès and Tibshirani, "Conformal PID control for
 * time series prediction", NeurIPS 2023; a limit for each class is that of Vovk, "Conditional
 * validity of inductive conformal predictors", ACML 2012. The sum of both, drawn towards that of
 * all where labels are few, is our own.
 */
public final class ClassLimits {
  /** Labels of a class after which half of what sets it apart counts. */
  private static final double HALF = 20;

  /** Farthest that a class may be apart. */
  private static final double FARTHEST = 0.5;

  /** Before the classes, where any may have a limit of their own. */
  private static final long MARK = 0x636c_6173_7365_73L;

  private final double miscoverage;
  private final double rate;
  private final int most;
  private final CoverageLimit all;
  private final Map<String, Apart> classes = new LinkedHashMap<>();
  private double greatest;

  /** How a class differs from all, and by how many labels that is known. */
  private record Apart(long labels, double offset) {
    double counting() {
      return offset * labels / (labels + HALF);
    }

    Apart plus(Apart other) {
      long sum = labels + other.labels;
      return new Apart(sum, (labels * offset + other.labels * other.offset) / sum);
    }
  }

  /**
   * Starts without labels.
   *
   * @param all the limit of all classes
   * @param miscoverage share of true classes that may be missed, in (0, 1)
   * @param rate by which classes are set apart, above 0
   * @param most classes with a limit of their own, at least 0
   * @throws IllegalArgumentException if a number is out of its range
   */
  public ClassLimits(CoverageLimit all, double miscoverage, double rate, int most) {
    if (!(most >= 0 && miscoverage > 0 && miscoverage < 1 && rate > 0)) {
      throw new IllegalArgumentException(
          "number of classes is "
              + most
              + ", miscoverage "
              + miscoverage
              + " and rate "
              + rate
              + ", expected at least 0, above 0 and below 1, and above 0");
    }
    this.miscoverage = miscoverage;
    this.rate = rate;
    this.most = most;
    this.all = all;
    this.greatest = all.limit();
  }

  /** Returns the limit of a class: it is in the set if its score is at most that. */
  public double limit(String label) {
    Apart apart = classes.get(label);
    return apart == null ? all.limit() : all.limit() + apart.counting();
  }

  /** Returns a limit that none of a class exceeds, and that of all does not. */
  public double greatest() {
    return greatest;
  }

  /**
   * Takes up a label.
   *
   * @param score as {@link CoverageLimit#add(DoubleSupplier, boolean)} has it
   * @param missed whether the set that was served had it not
   */
  public void add(String label, DoubleSupplier score, boolean missed) {
    boolean helpless = missed && limit(label) >= CoverageLimit.GREATEST;
    all.add(score, missed);
    if (most > 0 && !helpless) {
      Apart before = classes.remove(label);
      if (before == null && classes.size() == most) {
        classes.remove(classes.keySet().iterator().next());
      }
      classes.put(label, after(before == null ? new Apart(0, 0) : before, missed));
    }
    survey();
  }

  private Apart after(Apart before, boolean missed) {
    double offset = before.offset + rate * ((missed ? 1 : 0) - miscoverage);
    return new Apart(before.labels + 1, Math.clamp(offset, -FARTHEST, FARTHEST));
  }

  private void survey() {
    double farthest = 0;
    for (Apart apart : classes.values()) {
      farthest = Math.max(farthest, apart.counting());
    }
    greatest = all.limit() + farthest;
  }

  /** Lets all that is known of a class be of another; what is known of both becomes their mean. */
  public void move(String from, String to) {
    Apart moved = classes.remove(from);
    if (moved != null) {
      classes.merge(to, moved, Apart::plus);
      survey();
    }
  }

  /**
   * Forgets the classes that are none of some.
   *
   * @return whether there was one
   */
  public boolean retain(Collection<String> labels) {
    boolean changed = classes.keySet().retainAll(labels);
    survey();
    return changed;
  }

  /** Writes the limit of all classes. */
  public void save(StateWriter state) {
    state.put(all.limit());
  }

  /** Writes what else is known of it, and what sets classes apart where any may be. */
  public void saveRest(StateWriter state) {
    all.save(state);
    if (most > 0) {
      state.put(MARK).put((long) classes.size());
      classes.forEach((label, apart) -> state.put(label).put(apart.labels).put(apart.offset));
    }
  }

  /**
   * Goes on with the limit of all classes that was written.
   *
   * @throws IllegalArgumentException if it cannot have been
   */
  public void load(StateReader state) {
    all.resume(state.nextDouble());
    survey();
  }

  /**
   * Goes on with the rest: with nothing where nothing was written. Where fewer classes may have a
   * limit of their own than were written, those of the newest labels have.
   *
   * @throws IllegalArgumentException if the numbers cannot have been written
   */
  public void loadRest(StateReader state) {
    all.load(state);
    classes.clear();
    if (state.passes(MARK)) {
      for (int left = state.nextInt(Integer.MAX_VALUE); left > 0; left--) {
        String label = state.nextText();
        Apart apart = new Apart(state.nextLong(Long.MAX_VALUE), state.nextDouble());
        check(label, apart);
        if (left <= most) {
          classes.put(label, apart);
        }
      }
    }
    survey();
  }

  private static void check(String label, Apart apart) {
    if (apart.labels < 1 || Math.abs(apart.offset) > FARTHEST) {
      throw new IllegalArgumentException(
          "class '"
              + label
              + "' has "
              + apart.labels
              + " labels and is "
              + apart.offset
              + " apart, expected at least 1, and at most "
              + FARTHEST);
    }
  }
}
