package io.alluvium.learning.adapt;

import io.alluvium.learning.ClassGeometry;
import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;
import io.alluvium.learning.internal.Matrices;
import java.util.ArrayList;
import java.util.List;

/**
 * A convex mixture of the displacements of known domains, so that a domain that returns is met
 * ready: no domain, the domains of before (at most {@value #MOST}), and that of now, which a {@link
 * ShiftAdapter} follows. Each counts by how well it explained the last samples: {@code a_k ~
 * exp(-E_k / 2)}, {@code E_k} the fading mean over 16 samples of the squared distance to the
 * nearest class under its displacement.
 *
 * <p>A reset stores the domain of now among the known ones; the oldest goes when there are too
 * many, and one that is near another replaces it.
 *
 * <p>Source: Zhang, Albert, Rodriguez-Opazo, van den Hengel and Abbasnejad, "Knowledge composition
 * using task vectors with learned anisotropic scaling", NeurIPS 2024 (aTLAS). Departs from it:
 * displacements of embeddings in place of weights.
 */
final class MixtureAdapter extends DisplacingAdapter {
  static final int MOST = 8;
  private static final double RATE = 1.0 / 16;
  private static final double NEAR = 0.25;
  private static final int MIN_SAMPLES = 64;

  private static final class Domain {
    private final double[] displacement;
    private final double[] whitened;
    private double distance;

    Domain(double[] displacement, ClassGeometry geometry, double distance) {
      this.displacement = displacement;
      this.whitened = geometry.whitenedDifference(displacement);
      this.distance = distance;
    }
  }

  private final List<Domain> known = new ArrayList<>();
  private final ShiftAdapter present;
  private double presentDistance;
  private double frozenDistance;
  private long absorbed;

  MixtureAdapter(ClassGeometry geometry) {
    super(geometry);
    this.present = new ShiftAdapter(geometry);
  }

  @Override
  public String name() {
    return "mixture";
  }

  @Override
  boolean isIdentity() {
    return absorbed == 0;
  }

  @Override
  double[] displacement(Sample sample) {
    double least = Math.min(frozenDistance, presentDistance);
    for (Domain domain : known) {
      least = Math.min(least, domain.distance);
    }
    double total = weight(frozenDistance, least);
    double[] mixed = new double[geometry().space().dim()];
    for (Domain domain : known) {
      Points.add(mixed, domain.displacement, weight(domain.distance, least));
      total += weight(domain.distance, least);
    }
    Points.add(mixed, present.displacement(sample), weight(presentDistance, least));
    total += weight(presentDistance, least);
    Points.scale(mixed, 1 / total);
    return mixed;
  }

  private static double weight(double distance, double least) {
    return StrictMath.exp(-0.5 * (distance - least));
  }

  @Override
  void absorb(Sample sample, Conditions conditions) {
    ClassGeometry geometry = geometry();
    double[] whitened = sample.whitened();
    double[] displacement = geometry.whitenedDifference(present.displacement(sample));
    frozenDistance = faded(frozenDistance, whitened, new double[whitened.length]);
    presentDistance = faded(presentDistance, whitened, displacement);
    for (Domain domain : known) {
      domain.distance = faded(domain.distance, whitened, domain.whitened);
    }
    present.absorb(sample, conditions);
    absorbed++;
  }

  private double faded(double before, double[] whitened, double[] displacement) {
    double[] moved = whitened.clone();
    Points.add(moved, displacement, -1);
    double distance = geometry().leastSquaredDistance(moved);
    return before + Math.max(RATE, 1.0 / (absorbed + 1)) * (distance - before);
  }

  @Override
  public void reset() {
    if (absorbed >= MIN_SAMPLES) {
      remember();
    }
    present.reset();
    known.forEach(domain -> domain.distance = 0);
    frozenDistance = 0;
    presentDistance = 0;
    absorbed = 0;
  }

  @Override
  public void save(StateWriter state) {
    state.put(absorbed).put(frozenDistance).put(presentDistance);
    present.save(state);
    state.put((long) known.size());
    known.forEach(domain -> state.put(domain.displacement).put(domain.distance));
  }

  @Override
  public void load(StateReader state) {
    absorbed = state.nextLong(Long.MAX_VALUE);
    frozenDistance = state.nextDouble();
    presentDistance = state.nextDouble();
    present.load(state);
    known.clear();
    for (int left = state.nextInt(MOST); left > 0; left--) {
      double[] displacement = state.nextDoubles(geometry().space().dim());
      known.add(new Domain(displacement, geometry(), state.nextDouble()));
    }
  }

  private void remember() {
    double[] displacement = present.displacement();
    Domain fresh = new Domain(displacement, geometry(), presentDistance);
    known.removeIf(domain -> isNear(domain, fresh));
    known.add(fresh);
    if (known.size() > MOST) {
      known.removeFirst();
    }
  }

  private static boolean isNear(Domain one, Domain other) {
    double[] gap = one.whitened.clone();
    Points.add(gap, other.whitened, -1);
    return Matrices.dot(gap, gap) < NEAR * Matrices.dot(other.whitened, other.whitened);
  }
}
