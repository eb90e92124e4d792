package dev.zeroflow.hpo.study;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/**
 * What is known of how good a trial is.
 *
 * @param values one for each objective once it is complete; those of the last report if it was
 *     pruned after one; otherwise none
 * @param reports intermediate values by step
 * @param constraints by name; more than 0 is a violation of that size
 */
public record Evidence(
    Values values, PSortedMap<Integer, Values> reports, PSortedMap<String, Double> constraints) {
  static final Evidence NONE = new Evidence(Values.NONE, TreePMap.empty(), TreePMap.empty());

  /** The report with the highest step, if there is one. */
  public Map.@Nullable Entry<Integer, Values> lastReport() {
    return reports.isEmpty() ? null : reports.lastEntry();
  }

  /** Sum of all violations; 0 if there are none. */
  public double violation() {
    double sum = 0;
    for (double value : constraints.values()) {
      sum += Math.max(0, value);
    }
    return sum;
  }

  Evidence reported(int step, Values report) {
    return new Evidence(values, reports.plus(step, report), constraints);
  }

  Evidence constrained(String name, double value) {
    return new Evidence(values, reports, constraints.plus(name, value));
  }

  Evidence valued(Values last) {
    return new Evidence(last, reports, constraints);
  }
}
