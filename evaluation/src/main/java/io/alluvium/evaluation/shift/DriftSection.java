package io.alluvium.evaluation.shift;

import io.alluvium.learning.WhitenedPoint;
import io.alluvium.learning.drift.DriftEvent;
import io.alluvium.learning.drift.DriftMonitor;
import io.alluvium.learning.drift.SurpriseModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The object {@code drift} of the report: alarms in 20,000 clean samples, independent and in runs
 * of labels, and how soon each shift is noticed after 1,000 clean samples, by detectors alone.
 */
final class DriftSection {
  private static final int CLEAN_SAMPLES = 20_000;
  private static final int BEFORE = 1_000;
  private static final int PATIENCE = 2_000;
  private static final double RUNS = 0.1;

  private final SurpriseModel surprise;
  private final Domains domains;
  private final DomainRows rows;
  private final ShiftOptions options;

  DriftSection(SurpriseModel surprise, Domains domains, DomainRows rows, ShiftOptions options) {
    this.surprise = surprise;
    this.domains = domains;
    this.rows = rows;
    this.options = options;
  }

  Map<String, Object> values(List<String> shifts) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("clean_samples", CLEAN_SAMPLES);
    values.put("false_alarms.iid", falseAlarms(0));
    values.put("false_alarms.dirichlet:" + RUNS, falseAlarms(RUNS));
    Map<String, Object> delays = new LinkedHashMap<>();
    shifts.forEach(name -> delays.put(name, delays(name)));
    values.put("delays", delays);
    return values;
  }

  private Map<String, Integer> falseAlarms(double concentration) {
    Map<String, Integer> alarms = new TreeMap<>();
    DriftMonitor monitor = surprise.monitor();
    for (Stretch.Item item :
        drawn(Stretch.CLEAN, CLEAN_SAMPLES, concentration, options.segment())) {
      add(monitor, item)
          .ifPresent(
              event -> alarms.merge(event.detector() + "." + event.statistic(), 1, Integer::sum));
    }
    return alarms;
  }

  private Map<String, Object> delays(String domain) {
    Map<String, Object> delays = new LinkedHashMap<>();
    for (double concentration : new double[] {0, RUNS}) {
      DriftMonitor monitor = surprise.monitor();
      drawn(Stretch.CLEAN, BEFORE, concentration, options.segment())
          .forEach(item -> add(monitor, item));
      delays.put(
          concentration == 0 ? "iid" : "dirichlet:" + concentration,
          delay(monitor, drawn(domain, PATIENCE, concentration, options.segment())));
    }
    return delays;
  }

  /** Returns samples until the first alarm, and what it says; -1 where there is none. */
  private Map<String, Object> delay(DriftMonitor monitor, List<Stretch.Item> items) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("delay", -1);
    for (int i = 0; i < items.size(); i++) {
      Optional<DriftEvent> event = add(monitor, items.get(i));
      if (event.isPresent()) {
        values.put("delay", i + 1);
        values.put("detector", event.get().detector() + "." + event.get().statistic());
        values.put("kind", event.get().kind().name());
        break;
      }
    }
    return values;
  }

  private Optional<DriftEvent> add(DriftMonitor monitor, Stretch.Item item) {
    WhitenedPoint point = surprise.at(domains.sample(item).whitened());
    return monitor.add(surprise.surprise(point), point);
  }

  private List<Stretch.Item> drawn(String domain, int count, double concentration, int segment) {
    List<Stretch.Item> items = new ArrayList<>();
    for (int part = 0; items.size() < count; part++) {
      String seed = "drift" + options.seed() + ":" + domain + ":" + concentration + ":" + part;
      for (int row : Stretches.drawn(rows.of(domain), segment, concentration, seed)) {
        items.add(new Stretch.Item(domain, row));
      }
    }
    return items.subList(0, count);
  }
}
