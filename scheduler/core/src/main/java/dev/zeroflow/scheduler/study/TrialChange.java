package dev.zeroflow.scheduler.study;

import dev.zeroflow.hpo.study.Values;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A trial that is new or has changed.
 *
 * @param record as it is now
 * @param reports what it has reported since it was stored, by step: others do not change
 */
public record TrialChange(TrialRecord record, SortedMap<Integer, Values> reports) {
  public TrialChange {
    reports = Collections.unmodifiableSortedMap(new TreeMap<>(reports));
  }

  static TrialChange of(TrialRecord record) {
    return new TrialChange(record, record.trial().reports());
  }
}
