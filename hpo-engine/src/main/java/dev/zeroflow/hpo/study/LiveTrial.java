package dev.zeroflow.hpo.study;

import dev.zeroflow.hpo.space.CategoricalDistribution;
import dev.zeroflow.hpo.space.Distribution;
import dev.zeroflow.hpo.space.FloatDistribution;
import dev.zeroflow.hpo.space.IntDistribution;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A running trial in the hands of an objective that is written as a function of it.
 *
 * @param study it belongs to
 * @param number of the trial
 */
public record LiveTrial(Study study, int number) {

  /** Starts the next trial of a study. */
  public static LiveTrial ask(Study study) {
    return new LiveTrial(study, study.ask().number());
  }

  /** A real number of a continuous range. */
  public double suggestFloat(String name, double low, double high) {
    return suggest(name, FloatDistribution.uniform(low, high)).internal();
  }

  /** A real number of a continuous range with a logarithmic scale. */
  public double suggestLogFloat(String name, double low, double high) {
    return suggest(name, FloatDistribution.logarithmic(low, high)).internal();
  }

  /** A whole number of a range. */
  public long suggestInt(String name, long low, long high) {
    return (long) suggest(name, IntDistribution.uniform(low, high)).internal();
  }

  /** A whole number of a range with a logarithmic scale. */
  public long suggestLogInt(String name, long low, long high) {
    return (long) suggest(name, IntDistribution.logarithmic(low, high)).internal();
  }

  /** One of several texts. */
  public String suggestText(String name, String... choices) {
    @Nullable Object[] all = choices;
    Parameter parameter = suggest(name, CategoricalDistribution.of(all));
    return (String) Objects.requireNonNull(parameter.value());
  }

  /** A parameter of any distribution. */
  public Parameter suggest(String name, Distribution distribution) {
    return study.suggest(number, name, distribution);
  }

  /** Notes intermediate values, see {@link Study#report}. */
  public Told report(int step, double... values) {
    return study.report(number, step, values);
  }

  /** Ends the trial with these objective values. */
  public Told complete(double... values) {
    return study.tell(number, Outcome.completed(values));
  }
}
