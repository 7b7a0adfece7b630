package io.alluvium.learning;

import io.alluvium.learning.Samples.Labelled;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.ejml.simple.SimpleMatrix;

/**
 * The models as textbooks write them: two passes over samples in double, general matrix inverses,
 * densities in the original coordinates. Shares no code with what it is compared to.
 */
final class TextbookModel {
  private final int dim;
  private final TreeMap<String, List<SimpleMatrix>> classes = new TreeMap<>();
  private final int samples;

  TextbookModel(int dim, List<Labelled> samples) {
    this.dim = dim;
    this.samples = samples.size();
    for (Labelled sample : samples) {
      classes
          .computeIfAbsent(sample.label(), label -> new ArrayList<>())
          .add(vector(sample.embedding()));
    }
  }

  static SimpleMatrix vector(Embedding embedding) {
    SimpleMatrix vector = new SimpleMatrix(embedding.dim(), 1);
    for (int i = 0; i < embedding.dim(); i++) {
      vector.set(i, embedding.get(i) / 16384.0);
    }
    return vector;
  }

  private SimpleMatrix mean(List<SimpleMatrix> vectors) {
    SimpleMatrix sum = new SimpleMatrix(dim, 1);
    for (SimpleMatrix vector : vectors) {
      sum = sum.plus(vector);
    }
    return sum.divide(vectors.size());
  }

  /** Pooled covariance over {@code N - C}, shrunk as scikit-learn's {@code oas}. */
  SimpleMatrix within() {
    SimpleMatrix scatter = new SimpleMatrix(dim, dim);
    for (List<SimpleMatrix> vectors : classes.values()) {
      SimpleMatrix mean = mean(vectors);
      for (SimpleMatrix vector : vectors) {
        SimpleMatrix offset = vector.minus(mean);
        scatter = scatter.plus(offset.mult(offset.transpose()));
      }
    }
    int freedom = samples - classes.size();
    SimpleMatrix covariance = scatter.divide(freedom);
    double alpha = covariance.elementMult(covariance).elementSum() / (dim * dim);
    double mu = covariance.trace() / dim;
    double numerator = alpha + mu * mu;
    double denominator = (freedom + 1) * (alpha - mu * mu / dim);
    double rho = denominator <= 0 ? 1 : Math.min(numerator / denominator, 1);
    return covariance.scale(1 - rho).plus(SimpleMatrix.identity(dim).scale(rho * mu));
  }

  double[] cosine(Embedding query) {
    SimpleMatrix x = vector(query);
    return classes.values().stream()
        .map(this::mean)
        .mapToDouble(mean -> 16 * x.dot(mean) / (x.normF() * mean.normF()))
        .toArray();
  }

  double[] discriminant(Embedding query) {
    SimpleMatrix x = vector(query);
    SimpleMatrix precision = within().invert();
    return classes.values().stream()
        .map(this::mean)
        .mapToDouble(mean -> x.dot(precision.mult(mean)) - 0.5 * mean.dot(precision.mult(mean)))
        .toArray();
  }

  /** Log predictive densities of the two-covariance model, with full covariance matrices. */
  double[] predictive(Embedding query, double betweenShrinkage) {
    SimpleMatrix within = within();
    SimpleMatrix centre = new SimpleMatrix(dim, 1);
    double total = 0;
    double noise = 0;
    for (List<SimpleMatrix> vectors : classes.values()) {
      double weight = vectors.size() / (vectors.size() + 1.0);
      centre = centre.plus(mean(vectors).scale(weight));
      noise += weight / vectors.size();
      total += weight;
    }
    centre = centre.divide(total);
    SimpleMatrix between = smoothedBetween(within, centre, total, noise, betweenShrinkage);
    double[] scores = new double[classes.size()];
    int next = 0;
    for (List<SimpleMatrix> vectors : classes.values()) {
      int count = vectors.size();
      SimpleMatrix gain = between.mult(between.plus(within.divide(count)).invert());
      SimpleMatrix mean = centre.plus(gain.mult(mean(vectors).minus(centre)));
      int grid = CountGrid.count(CountGrid.indexOf(count));
      SimpleMatrix gridGain = between.mult(between.plus(within.divide(grid)).invert());
      SimpleMatrix covariance = within.plus(between).minus(gridGain.mult(between));
      SimpleMatrix offset = vector(query).minus(mean);
      double distance = offset.dot(covariance.invert().mult(offset));
      scores[next++] = -0.5 * (distance + logDeterminant(covariance));
    }
    return scores;
  }

  private SimpleMatrix smoothedBetween(
      SimpleMatrix within, SimpleMatrix centre, double total, double noise, double shrinkage) {
    SimpleMatrix between = new SimpleMatrix(dim, dim);
    for (List<SimpleMatrix> vectors : classes.values()) {
      SimpleMatrix offset = mean(vectors).minus(centre);
      double weight = vectors.size() / (vectors.size() + 1.0);
      between = between.plus(offset.mult(offset.transpose()).scale(weight / total));
    }
    between = between.minus(within.scale(noise / total));
    SimpleMatrix lower = lowerFactor(within);
    SimpleMatrix inverse = lower.invert();
    SimpleMatrix whitened = inverse.mult(between).mult(inverse.transpose());
    return smoothed(whitened, lower, shrinkage);
  }

  private SimpleMatrix smoothed(SimpleMatrix whitened, SimpleMatrix lower, double shrinkage) {
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(dim, true, true);
    eigen.decompose(whitened.plus(whitened.transpose()).scale(0.5).getDDRM().copy());
    SimpleMatrix result = new SimpleMatrix(dim, dim);
    double mean = whitened.trace() / dim;
    for (int i = 0; i < dim; i++) {
      double value = (1 - shrinkage) * eigen.getEigenvalue(i).real + shrinkage * mean;
      SimpleMatrix axis = lower.mult(SimpleMatrix.wrap(eigen.getEigenVector(i)));
      result = result.plus(axis.mult(axis.transpose()).scale(Math.max(value, 1e-6)));
    }
    return result;
  }

  private SimpleMatrix lowerFactor(SimpleMatrix matrix) {
    var cholesky = DecompositionFactory_DDRM.chol(dim, true);
    cholesky.decompose(matrix.getDDRM().copy());
    DMatrixRMaj lower = cholesky.getT(null);
    return SimpleMatrix.wrap(lower);
  }

  private double logDeterminant(SimpleMatrix matrix) {
    SimpleMatrix lower = lowerFactor(matrix);
    double sum = 0;
    for (int i = 0; i < dim; i++) {
      sum += 2 * StrictMath.log(lower.get(i, i));
    }
    return sum;
  }
}
