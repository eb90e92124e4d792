package dev.zeroflow.scheduler.study;

import dev.zeroflow.hpo.HpoException;
import dev.zeroflow.hpo.space.SearchSpace;
import dev.zeroflow.hpo.study.StudySettings;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a study is about, as its author says.
 *
 * @param name unique in its project
 * @param objectives at least one
 * @param space the parameters of every trial; null if trials ask for parameters as they go
 * @param sampler who proposes parameters
 * @param pruner who stops trials early
 * @param seed all chance comes from it
 * @param parallelism most trials at once
 * @param budget when it ends
 * @param leasing how long a trial waits for a worker of which nothing is heard
 */
public record StudySpec(
    String name,
    List<Objective> objectives,
    @Nullable SearchSpace space,
    Choice sampler,
    Choice pruner,
    long seed,
    int parallelism,
    Budget budget,
    Leasing leasing) {
  /** Longest name, in characters. */
  public static final int MAX_NAME = 250;

  /** Most trials at once. */
  public static final int MAX_PARALLELISM = 1_000;

  /**
   * How trials are lent to workers.
   *
   * @param length how long a worker may be silent
   * @param attempts workers that a trial gets, one after the other, before it has failed
   */
  public record Leasing(Duration length, int attempts) {
    private static final Duration LONGEST = Duration.ofDays(30);
    private static final int MOST = 100;

    /** Ten minutes, three workers. */
    public static final Leasing DEFAULT = new Leasing(Duration.ofMinutes(10), 3);

    public Leasing {
      if (length.toMillis() < 1 || length.compareTo(LONGEST) > 0) {
        throw bad("a lease lasts 1 ms to 30 days");
      }
      if (attempts < 1 || attempts > MOST) {
        throw bad("a trial has 1 to 100 attempts");
      }
    }
  }

  /** Checks everything, also that there are such a sampler and such a pruner. */
  public StudySpec {
    objectives = List.copyOf(objectives);
    if (name.isBlank() || name.length() > MAX_NAME) {
      throw bad("the name of a study has 1 to 250 characters");
    }
    if (objectives.stream().map(Objective::metric).distinct().count() < objectives.size()) {
      throw bad("each objective has a metric of its own");
    }
    if (parallelism < 1 || parallelism > MAX_PARALLELISM) {
      throw bad("a study has 1 to %d trials at once".formatted(MAX_PARALLELISM));
    }
    if (space != null && space.isEmpty()) {
      throw bad("a declared space has at least one parameter");
    }
    try {
      settings(objectives, seed);
      Samplers.of(sampler, space);
      Pruners.of(pruner);
    } catch (HpoException e) {
      throw bad(String.valueOf(e.getMessage()));
    }
  }

  /** As the engine knows it. */
  StudySettings settings() {
    return settings(objectives, seed);
  }

  private static StudySettings settings(List<Objective> objectives, long seed) {
    return new StudySettings(objectives.stream().map(Objective::direction).toList(), seed);
  }

  /** The same with another budget. */
  public StudySpec within(Budget next) {
    return new StudySpec(
        name, objectives, space, sampler, pruner, seed, parallelism, next, leasing);
  }

  private static StudyException bad(String message) {
    return new StudyException(StudyProblem.BAD_INPUT, message);
  }
}
