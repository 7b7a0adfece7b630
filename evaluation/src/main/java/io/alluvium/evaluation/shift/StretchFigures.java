package io.alluvium.evaluation.shift;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** What was counted in one stretch. Mutable, for one thread. */
final class StretchFigures {
  private static final int WINDOW = 50;

  private final Stretch stretch;
  private final List<Boolean> adaptedHits = new ArrayList<>();
  private int frozenHits;
  private int hits;
  private int oracleHits;
  private int noChangeHits;
  private int alarms;
  private int firstAlarm = -1;
  private boolean activeFromStart;

  StretchFigures(Stretch stretch) {
    this.stretch = stretch;
  }

  void add(boolean frozen, boolean adapted, boolean oracle, boolean noChange) {
    frozenHits += frozen ? 1 : 0;
    hits += adapted ? 1 : 0;
    oracleHits += oracle ? 1 : 0;
    noChangeHits += noChange ? 1 : 0;
    adaptedHits.add(adapted);
  }

  void alarms(int count) {
    alarms += count;
    if (count > 0 && firstAlarm < 0) {
      firstAlarm = adaptedHits.size();
    }
  }

  void activeFromStart() {
    activeFromStart = true;
  }

  boolean isClean() {
    return stretch.isClean();
  }

  int samples() {
    return stretch.items().size();
  }

  double frozen() {
    return share(frozenHits);
  }

  double adapted() {
    return share(hits);
  }

  double oracle() {
    return share(oracleHits);
  }

  private double share(int count) {
    return (double) count / samples();
  }

  int alarms() {
    return alarms;
  }

  /** Returns samples until the alarm; 0 where the source was being adapted to already. */
  OptionalInt delay() {
    if (activeFromStart) {
      return OptionalInt.of(0);
    }
    return firstAlarm < 0 ? OptionalInt.empty() : OptionalInt.of(firstAlarm);
  }

  /** Returns samples until 50 in a row are answered with at least the accuracy of the stretch. */
  int recovery() {
    double asked = 0.95 * adapted();
    int right = 0;
    for (int i = 0; i < adaptedHits.size(); i++) {
      right += adaptedHits.get(i) ? 1 : 0;
      right -= i >= WINDOW && adaptedHits.get(i - WINDOW) ? 1 : 0;
      if (i + 1 >= WINDOW && right >= asked * WINDOW) {
        return i + 1 - WINDOW;
      }
    }
    return adaptedHits.size();
  }

  Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", stretch.name());
    values.put("samples", samples());
    values.put("frozen", frozen());
    values.put("adapted", adapted());
    values.put("oracle", oracle());
    values.put("no_change", share(noChangeHits));
    values.put("alarms", alarms);
    delay().ifPresent(delay -> values.put("delay", delay));
    values.put("recovery", recovery());
    return values;
  }
}
