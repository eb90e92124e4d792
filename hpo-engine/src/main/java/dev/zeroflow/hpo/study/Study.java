package dev.zeroflow.hpo.study;

import dev.zeroflow.hpo.HpoException;
import dev.zeroflow.hpo.Problem;
import dev.zeroflow.hpo.sampler.Sampler;
import dev.zeroflow.hpo.space.Distribution;
import dev.zeroflow.hpo.space.SearchSpace;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One optimisation: trials are asked for, suggest parameters, report and are told.
 *
 * <p>It keeps everything in memory and has neither a clock nor chance of its own: the same calls
 * give the same answers, and {@link #restore} goes on from stored trials. For one thread at a time.
 */
public final class Study {
  private final TrialBook book;
  private final Proposals proposals;

  private Study(StudySettings settings, Sampler sampler) {
    this.book = new TrialBook(settings);
    this.proposals = new Proposals(book, sampler);
  }

  /** An empty study. The sampler serves no other study. */
  public static Study create(StudySettings settings, Sampler sampler) {
    return new Study(settings, sampler);
  }

  /** A study that has these trials, numbered from 0 without gaps. */
  public static Study restore(StudySettings settings, Sampler sampler, List<Trial> trials) {
    Study study = new Study(settings, sampler);
    for (Trial trial : trials) {
      if (study.add(trial).number() != trial.number()) {
        throw new HpoException(
            Problem.UNKNOWN_TRIAL, "trial %d is out of line".formatted(trial.number()));
      }
    }
    return study;
  }

  /** What samplers and pruners see. */
  public History history() {
    return book;
  }

  /** All trials by number. */
  public List<Trial> trials() {
    return book.trials();
  }

  /** The trial with this number as it stands. */
  public Trial trial(int number) {
    return book.get(number);
  }

  /** Whether the sampler has nothing new to propose. */
  public boolean isExhausted() {
    return proposals.sampler().isExhausted(book);
  }

  /** Adds a trial of the past under the next number, with whatever state it has. */
  public Trial add(Trial past) {
    if (past.state() == TrialState.COMPLETE || !past.values().isEmpty()) {
      checkCount(past.values());
    }
    if (past.values().hasNan()) {
      throw new HpoException(Problem.NOT_A_NUMBER, "a trial of the past has the value NaN");
    }
    past.reports().values().forEach(this::checkCount);
    Trial trial = past.numbered(book.trials().size());
    book.append(trial);
    return trial;
  }

  /** Puts a trial with some fixed parameters in line: the next ask takes it. */
  public Trial enqueue(Map<String, @Nullable Object> fixed) {
    Trial trial = Trial.waiting(book.trials().size(), Assignment.fixed(fixed));
    book.append(trial);
    return trial;
  }

  /** Starts the trial that waits longest, or a new one, whose parameters are not known yet. */
  public Trial ask() {
    return start(next(), book.jointSpace());
  }

  /** Starts a new trial with some parameters fixed, whatever waits. */
  public Trial ask(Map<String, @Nullable Object> fixed) {
    return start(enqueue(fixed).number(), book.jointSpace());
  }

  /**
   * Starts a trial of a declared space: it is returned with all of its parameters.
   *
   * @throws HpoException if one of them cannot be decided, such as a fixed one that is out of
   *     range; the trial has failed then, and the next ask takes another
   */
  public Trial ask(SearchSpace declared) {
    int number = start(next(), declared).number();
    try {
      declared.distributions().forEach((name, distribution) -> suggest(number, name, distribution));
    } catch (HpoException refusal) {
      tell(number, Outcome.failed());
      throw refusal;
    }
    return book.get(number);
  }

  /**
   * Gives a running trial its value of a parameter; asking again gives the same.
   *
   * @throws HpoException if the distribution contradicts an earlier one of that name, or does not
   *     contain the value that was fixed
   */
  public Parameter suggest(int number, String name, Distribution distribution) {
    Trial trial = running(number);
    Parameter given = trial.parameters().get(name);
    if (given != null && given.distribution().equals(distribution)) {
      return given;
    }
    book.check(name, distribution);
    if (given != null) {
      return Parameter.ofExternal(distribution, given.value());
    }
    Limits.check(trial.parameters().size() + 1, SearchSpace.MAX_PARAMETERS, "parameters");
    Parameter parameter = proposals.decide(trial, name, distribution);
    book.learn(name, distribution);
    book.replace(trial.given(name, parameter));
    return parameter;
  }

  /**
   * Notes intermediate values of a running trial.
   *
   * @param step counts from 0
   * @param values one for each objective; they need not be numbers
   * @return late if the trial has ended or said something else at this step
   */
  public Told report(int number, int step, double... values) {
    Trial trial = book.get(number);
    Values report = Values.of(values);
    checkCount(report);
    if (step < 0) {
      throw new HpoException(Problem.INVALID_OPTION, "steps count from 0: " + step);
    }
    Values known = trial.reports().get(step);
    if (known != null || trial.state().isFinished()) {
      return report.equals(known) ? Told.DUPLICATE : Told.LATE;
    }
    Limits.check(trial.reports().size() + 1, Limits.REPORTS, "reports of a trial");
    book.replace(running(number).evident(trial.evidence().reported(step, report)));
    return Told.ACCEPTED;
  }

  /** Notes by how much a running trial violates a constraint; 0 or less is not at all. */
  public void constrain(int number, String name, double violation) {
    Trial trial = running(number);
    SearchSpace.checkName(name);
    if (Double.isNaN(violation)) {
      throw new HpoException(Problem.NOT_A_NUMBER, "constraint '%s' is NaN".formatted(name));
    }
    Limits.check(
        trial.evidence().constraints().size() + 1, Limits.ATTRIBUTES, "constraints of a trial");
    book.replace(trial.evident(trial.evidence().constrained(name, violation)));
  }

  /** Notes anything about a trial that has not ended. */
  public void note(int number, String key, String value) {
    Trial trial = book.get(number);
    if (trial.state().isFinished()) {
      throw new HpoException(
          Problem.TRIAL_NOT_RUNNING, "trial %d is %s".formatted(number, trial.state()));
    }
    SearchSpace.checkName(key);
    Limits.check(value.length(), Limits.ATTRIBUTE_LENGTH, "characters in an attribute");
    Limits.check(trial.attributes().size() + 1, Limits.ATTRIBUTES, "attributes of a trial");
    book.replace(trial.noted(key, value));
  }

  /** Notes that nobody works on a running trial for now; it keeps its reports and may be told. */
  public void pause(int number) {
    book.replace(running(number).paused(true));
  }

  /** Notes that somebody works on a running trial again. */
  public void resume(int number) {
    book.replace(running(number).paused(false));
  }

  /** Ends a running trial. A second tell changes nothing. */
  public Told tell(int number, Outcome outcome) {
    Trial trial = book.get(number);
    if (outcome instanceof Outcome.Completed completed) {
      checkCount(completed.values());
    }
    Trial ended = Endings.end(trial, outcome);
    if (trial.state().isFinished()) {
      return ended.equals(trial) ? Told.DUPLICATE : Told.LATE;
    }
    running(number);
    book.replace(ended);
    return Told.ACCEPTED;
  }

  private int next() {
    Integer waiting = book.firstWaiting();
    return waiting != null ? waiting : enqueue(Map.of()).number();
  }

  private Trial start(int number, SearchSpace space) {
    Trial started = proposals.start(book.get(number), space);
    book.replace(started);
    return started;
  }

  private Trial running(int number) {
    Trial trial = book.get(number);
    if (trial.state() != TrialState.RUNNING) {
      throw new HpoException(
          Problem.TRIAL_NOT_RUNNING, "trial %d is %s".formatted(number, trial.state()));
    }
    return trial;
  }

  private void checkCount(Values values) {
    int objectives = book.settings().directions().size();
    if (values.size() != objectives) {
      throw new HpoException(
          Problem.WRONG_VALUE_COUNT,
          "the study has %d objectives, not %d".formatted(objectives, values.size()));
    }
  }
}
