package dev.zeroflow.scheduler.study;

import dev.zeroflow.hpo.HpoException;
import dev.zeroflow.hpo.pruner.AshaPruner;
import dev.zeroflow.hpo.pruner.Pruner;
import dev.zeroflow.hpo.pruner.Verdict;
import dev.zeroflow.hpo.space.Distribution;
import dev.zeroflow.hpo.study.Outcome;
import dev.zeroflow.hpo.study.Parameter;
import dev.zeroflow.hpo.study.Study;
import dev.zeroflow.hpo.study.Told;
import dev.zeroflow.hpo.study.Trial;
import dev.zeroflow.hpo.study.TrialState;
import dev.zeroflow.hpo.study.Values;
import dev.zeroflow.scheduler.study.Asked.Reason;
import dev.zeroflow.scheduler.study.Heard.Next;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One study in memory: the engine's trials, and who works on them. What it decides follows from
 * what was stored, the request and the time; it notes which trials have changed, for whoever stores
 * them. For one thread at a time, and to be thrown away if its changes cannot be stored.
 *
 * <p>The budget is exact because a trial under way counts: with 10 trials to end, 8 ended and 2
 * under way, nobody is given another until one of the two has failed.
 */
final class Desk {
  private final Study study;
  private final Pruner pruner;
  private final NavigableMap<Integer, TrialRecord> records = new TreeMap<>();
  private final SortedSet<Integer> changed = new TreeSet<>();
  private final Map<Integer, SortedMap<Integer, Values>> reported = new HashMap<>();
  private StudyRecord record;
  private boolean recordChanged;

  /** The study as it is stored. */
  Desk(StudyRecord record, List<TrialRecord> trials) {
    StudySpec spec = record.spec();
    this.record = record;
    this.pruner = Pruners.of(spec.pruner());
    this.study =
        Study.restore(
            spec.settings(),
            Samplers.of(spec.sampler(), spec.space()),
            trials.stream().map(TrialRecord::trial).toList());
    trials.forEach(it -> records.put(it.number(), it));
  }

  StudyRecord record() {
    return record;
  }

  boolean hasChanged() {
    return recordChanged || !changed.isEmpty();
  }

  /** What has changed since the last call, to be stored under the next revision. */
  Changes take() {
    record = record.changed();
    List<TrialChange> trials = new ArrayList<>();
    for (int number : changed) {
      SortedMap<Integer, Values> said = reported.getOrDefault(number, new TreeMap<>());
      trials.add(new TrialChange(record(number), said));
    }
    changed.clear();
    reported.clear();
    recordChanged = false;
    return new Changes(record, trials);
  }

  /** What is to be stored. */
  record Changes(StudyRecord study, List<TrialChange> trials) {}

  TrialRecord record(int number) {
    TrialRecord found = records.get(number);
    if (found == null) {
      throw new StudyException(StudyProblem.NOT_FOUND, "there is no trial " + number);
    }
    return found;
  }

  /** Puts a trial with some parameters fixed in line. */
  TrialRecord enqueue(Map<String, @Nullable Object> fixed, Instant now) {
    requireOpen();
    Trial trial = study.enqueue(fixed);
    return put(TrialRecord.created(trial, now));
  }

  /** Gives a worker a trial: a lost one, a promoted one, the next in line or a new one. */
  Asked ask(String worker, String token, Instant now) {
    end(now);
    if (record.state() != StudyState.RUNNING) {
      return new Asked.Nothing(record.state().isEnded() ? Reason.ENDED : Reason.PAUSED);
    }
    var attempt = new TrialAttempt(token, worker, now, now.plus(record.spec().leasing().length()));
    Optional<TrialRecord> lost = lost(now);
    if (lost.isPresent()) {
      return new Asked.Given(put(lost.get().lent(attempt)));
    }
    if (underWay() >= record.spec().parallelism()) {
      return new Asked.Nothing(Reason.ALL_UNDER_WAY);
    }
    return promoted(attempt).or(() -> started(attempt, now)).orElseGet(() -> nothing(now));
  }

  private Asked nothing(Instant now) {
    end(now);
    return new Asked.Nothing(record.state().isEnded() ? Reason.ENDED : Reason.ALL_UNDER_WAY);
  }

  private Optional<TrialRecord> lost(Instant now) {
    return records.values().stream().filter(it -> it.isLost(now)).findFirst();
  }

  private Optional<Asked> promoted(TrialAttempt attempt) {
    if (!(pruner instanceof AshaPruner asha)) {
      return Optional.empty();
    }
    return asha.promotable(study.history())
        .map(
            trial -> {
              study.resume(trial.number());
              return new Asked.Given(put(current(trial.number()).promoted(attempt)));
            });
  }

  private Optional<Asked> started(TrialAttempt attempt, Instant now) {
    if (open() <= 0 || isExhausted()) {
      return Optional.empty();
    }
    Trial trial = record.spec().space() == null ? study.ask() : study.ask(record.spec().space());
    TrialRecord known = records.get(trial.number());
    TrialRecord base = known == null ? TrialRecord.created(trial, now) : known.with(trial);
    return Optional.of(new Asked.Given(put(base.lent(attempt))));
  }

  /** Trials that wait in line are to be done whatever the sampler has left. */
  private boolean isExhausted() {
    return study.isExhausted()
        && records.values().stream().noneMatch(it -> it.trial().state() == TrialState.WAITING);
  }

  /** How many more may be started. */
  private long open() {
    return record.spec().budget().trials()
        - count(TrialState.COMPLETE)
        - count(TrialState.PRUNED)
        - count(TrialState.RUNNING);
  }

  private long underWay() {
    return records.values().stream()
        .filter(it -> it.trial().state() == TrialState.RUNNING && !it.trial().isPaused())
        .count();
  }

  private long count(TrialState state) {
    return records.values().stream().filter(it -> it.trial().state() == state).count();
  }

  /** Gives a trial under way its value of a parameter. */
  Parameter suggest(int number, String name, Distribution distribution) {
    Parameter parameter = study.suggest(number, name, distribution);
    put(current(number));
    return parameter;
  }

  /** Notes intermediate values; also a sign of life. */
  Heard report(int number, String token, int step, double[] values, Instant now) {
    TrialRecord trial = attempted(number, token);
    if (!isCurrent(trial, token)) {
      return new Heard(Told.LATE, Next.ABANDON);
    }
    Told told = study.report(number, step, values);
    if (told == Told.ACCEPTED) {
      reported.computeIfAbsent(number, any -> new TreeMap<>()).put(step, Values.of(values));
    }
    put(current(number).renewed(lease(now)));
    return new Heard(told, next(number, told));
  }

  /** A sign of life. */
  Heard beat(int number, String token, Instant now) {
    TrialRecord trial = attempted(number, token);
    if (!isCurrent(trial, token)) {
      return new Heard(Told.LATE, Next.ABANDON);
    }
    put(trial.renewed(lease(now)));
    return new Heard(Told.ACCEPTED, Next.CONTINUE);
  }

  private Next next(int number, Told told) {
    if (told == Told.LATE) {
      return Next.CONTINUE;
    }
    Verdict verdict = pruner.judge(study.history(), study.trial(number));
    if (verdict == Verdict.PAUSE) {
      study.pause(number);
      put(current(number));
      return Next.ABANDON;
    }
    return verdict == Verdict.STOP ? Next.PRUNE : Next.CONTINUE;
  }

  /** Notes by how much a trial under way violates a constraint. */
  void constrain(int number, String name, double violation) {
    study.constrain(number, name, violation);
    put(current(number));
  }

  /** Notes anything about a trial that has not ended. */
  void note(int number, String key, String value) {
    study.note(number, key, value);
    put(current(number));
  }

  /**
   * Ends a trial. A result counts whichever attempt it comes from, as long as there is no other; a
   * failure only from the one that has the trial.
   */
  Heard tell(int number, String token, Outcome outcome, String reason, Instant now) {
    TrialRecord trial = attempted(number, token);
    boolean failure = outcome instanceof Outcome.Failed;
    if (failure && trial.trial().state() == TrialState.RUNNING && !isCurrent(trial, token)) {
      return new Heard(Told.LATE, Next.ABANDON);
    }
    Told told = study.tell(number, outcome);
    if (told == Told.ACCEPTED) {
      put(record(number).ended(study.trial(number), now, reason));
      end(now);
    }
    return new Heard(told, Next.ABANDON);
  }

  /**
   * Ends the study if there is nothing more to do, and gives up trials that were lost too often.
   */
  void end(Instant now) {
    if (record.state().isEnded()) {
      return;
    }
    giveUpLost(now);
    Budget budget = record.spec().budget();
    if (count(TrialState.FAIL) > budget.failures()) {
      finish(StudyState.FAILED, "more than %d trials failed".formatted(budget.failures()), now);
    } else if (budget.time() != null && !now.isBefore(record.createdAt().plus(budget.time()))) {
      finish(StudyState.COMPLETED, "its time is over", now);
    } else if (isDone()) {
      finish(
          StudyState.COMPLETED,
          open() <= 0 ? "all its trials have ended" : "every point has been tried",
          now);
    }
  }

  private boolean isDone() {
    return underWay() == 0 && (open() <= 0 || isExhausted()) && !hasPromotable();
  }

  private boolean hasPromotable() {
    return pruner instanceof AshaPruner asha && asha.promotable(study.history()).isPresent();
  }

  private void giveUpLost(Instant now) {
    int most = record.spec().leasing().attempts();
    for (TrialRecord it : List.copyOf(records.values())) {
      if (it.isLost(now) && it.attempts().size() >= most) {
        study.tell(it.number(), Outcome.failed());
        put(it.ended(study.trial(it.number()), now, "lost by %d workers".formatted(most)));
      }
    }
  }

  /** Ends the study now; trials under way are over, paused ones count as pruned. */
  void finish(StudyState end, String reason, Instant now) {
    for (TrialRecord it : List.copyOf(records.values())) {
      if (it.trial().state() == TrialState.RUNNING) {
        boolean paused = it.trial().isPaused();
        study.tell(it.number(), paused ? Outcome.pruned() : Outcome.failed());
        put(it.ended(study.trial(it.number()), now, paused ? "" : "the study has ended"));
      }
    }
    change(record.ended(end, reason, now));
  }

  /** Hands out no trials until it is resumed. */
  void pause() {
    requireOpen();
    change(record.in(StudyState.PAUSED));
  }

  /** Hands out trials again. */
  void resume() {
    requireOpen();
    change(record.in(StudyState.RUNNING));
  }

  /** Gives it another budget, which opens it again if that leaves something to do. */
  void extend(Budget budget, Instant now) {
    change(record.with(record.spec().within(budget)).in(StudyState.RUNNING));
    end(now);
  }

  private void requireOpen() {
    if (record.state().isEnded()) {
      throw new StudyException(
          StudyProblem.CONFLICT,
          "the study has ended (%s): extend its budget".formatted(record.reason()));
    }
  }

  private Instant lease(Instant now) {
    return now.plus(record.spec().leasing().length());
  }

  private TrialRecord attempted(int number, String token) {
    TrialRecord trial = record(number);
    if (trial.attempts().stream().noneMatch(it -> it.token().equals(token))) {
      throw new StudyException(
          StudyProblem.BAD_INPUT, "the token names no attempt of trial " + number);
    }
    return trial;
  }

  private static boolean isCurrent(TrialRecord trial, String token) {
    return trial.trial().state() == TrialState.RUNNING
        && !trial.trial().isPaused()
        && trial.attempt().filter(it -> it.token().equals(token)).isPresent();
  }

  /** The record with what the engine knows now. */
  private TrialRecord current(int number) {
    return record(number).with(study.trial(number));
  }

  private TrialRecord put(TrialRecord next) {
    records.put(next.number(), next);
    changed.add(next.number());
    return next;
  }

  private void change(StudyRecord next) {
    record = next;
    recordChanged = true;
  }

  /** What the engine refuses, in the words of this package. */
  static StudyException refused(HpoException e) {
    StudyProblem problem =
        switch (e.problem()) {
          case UNKNOWN_TRIAL -> StudyProblem.NOT_FOUND;
          case TRIAL_NOT_RUNNING -> StudyProblem.CONFLICT;
          default -> StudyProblem.BAD_INPUT;
        };
    return new StudyException(problem, String.valueOf(e.getMessage()));
  }
}
