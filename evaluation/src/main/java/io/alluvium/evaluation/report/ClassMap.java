package io.alluvium.evaluation.report;

import io.alluvium.learning.ClassSums;
import io.alluvium.learning.ClassView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * The means of all classes on their two principal axes: where classes lie to each other, as far as
 * two numbers can say it. The axes point so that the largest coordinate is positive.
 */
final class ClassMap {
  private static final int AXES = 2;

  private ClassMap() {}

  /**
   * Returns {@code explained}, the share of the variance between means that lies on the axes, and
   * {@code classes} with label, samples, x and y; empty for fewer than three classes.
   */
  static Map<String, Object> of(ClassView classes) {
    List<ClassSums> sums = new ArrayList<>();
    for (String label : classes.labels()) {
      classes.classSums(label).ifPresent(sums::add);
    }
    if (sums.size() <= AXES || classes.space().dim() < AXES) {
      return Map.of();
    }
    DMatrixRMaj means = centredMeans(sums, classes.space().dim());
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(means.numRows, means.numCols, true, false, true);
    if (!svd.decompose(means)) {
      return Map.of();
    }
    return places(List.copyOf(classes.labels()), sums, svd);
  }

  private static DMatrixRMaj centredMeans(List<ClassSums> sums, int dim) {
    DMatrixRMaj means = new DMatrixRMaj(sums.size(), dim);
    for (int i = 0; i < dim; i++) {
      double centre = 0;
      for (int c = 0; c < sums.size(); c++) {
        double mean = sums.get(c).sum(i) / (double) sums.get(c).count();
        means.set(c, i, mean);
        centre += mean / sums.size();
      }
      for (int c = 0; c < sums.size(); c++) {
        means.set(c, i, means.get(c, i) - centre);
      }
    }
    return means;
  }

  private static Map<String, Object> places(
      List<String> labels, List<ClassSums> sums, SingularValueDecomposition_F64<DMatrixRMaj> svd) {
    double[] values = svd.getSingularValues();
    int[] axes = largest(values, svd.numberOfSingularValues());
    DMatrixRMaj left = svd.getU(null, false);
    double total = 0;
    for (int i = 0; i < svd.numberOfSingularValues(); i++) {
      total += values[i] * values[i];
    }
    List<Map<String, Object>> places = new ArrayList<>();
    for (int c = 0; c < labels.size(); c++) {
      Map<String, Object> place = new LinkedHashMap<>();
      place.put("label", labels.get(c));
      place.put("samples", sums.get(c).count());
      place.put("x", coordinate(left, values, axes[0], c));
      place.put("y", coordinate(left, values, axes[1], c));
      places.add(place);
    }
    double kept = values[axes[0]] * values[axes[0]] + values[axes[1]] * values[axes[1]];
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("explained", total > 0 ? kept / total : 0);
    map.put("classes", places);
    return map;
  }

  private static int[] largest(double[] values, int count) {
    int[] axes = {0, 1};
    for (int i = 0; i < count; i++) {
      if (values[i] > values[axes[0]]) {
        axes[0] = i;
      }
    }
    axes[1] = axes[0] == 0 ? 1 : 0;
    for (int i = 0; i < count; i++) {
      if (i != axes[0] && values[i] > values[axes[1]]) {
        axes[1] = i;
      }
    }
    return axes;
  }

  private static double coordinate(DMatrixRMaj left, double[] values, int axis, int row) {
    double largest = 0;
    for (int r = 0; r < left.numRows; r++) {
      if (Math.abs(left.get(r, axis)) > Math.abs(largest)) {
        largest = left.get(r, axis);
      }
    }
    return Math.signum(largest) * left.get(row, axis) * values[axis];
  }
}
