package dev.zeroflow.hpo.sampler.cmaes;

import dev.zeroflow.hpo.study.Direction;
import dev.zeroflow.hpo.study.History;
import dev.zeroflow.hpo.study.Trial;
import dev.zeroflow.hpo.study.TrialState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Complete trials of one cube folded into a run, a generation at a time, in the order of their
 * numbers. What has been folded is kept; a trial that is late for its generation takes the run back
 * to there. Trials are not asked which distribution they come from: any population of them will do.
 */
final class Generations {
  /** A run and how many results it has learned from. */
  private record Stage(Run run, int learned) {}

  private final Cube cube;
  private final int warmup;
  private final List<Stage> stages = new ArrayList<>();
  private List<Result> results = new ArrayList<>();
  private int read;

  /**
   * Nothing yet.
   *
   * @param warmup first results that only say where to start
   */
  Generations(Cube cube, int warmup) {
    this.cube = cube;
    this.warmup = warmup;
  }

  /** The run after all full generations. */
  Run run(History history) {
    List<Result> known = results;
    results = merged(history);
    int same = 0;
    while (same < known.size() && known.get(same).number() == results.get(same).number()) {
      same++;
    }
    forget(same);
    if (stages.isEmpty()) {
      stages.add(first(history.settings().seed()));
    }
    Stage stage = stages.getLast();
    while (stage.learned + stage.run.population() <= results.size()) {
      int next = stage.learned + stage.run.population();
      stage = new Stage(stage.run.next(results.subList(stage.learned, next)), next);
      stages.add(stage);
    }
    return stage.run;
  }

  private Stage first(long seed) {
    return warmup == 0 || results.size() < warmup
        ? new Stage(Run.start(cube, seed), 0)
        : new Stage(Run.start(cube, seed, WarmStart.of(results.subList(0, warmup))), warmup);
  }

  private void forget(int same) {
    boolean isWarm = !stages.isEmpty() && stages.getFirst().learned == warmup;
    if (!isWarm && results.size() >= warmup) {
      stages.clear();
    }
    while (!stages.isEmpty() && stages.getLast().learned > same) {
      stages.removeLast();
    }
  }

  private List<Result> merged(History history) {
    List<Trial> finished = history.finished();
    Direction direction = history.settings().directions().getFirst();
    List<Result> merged = new ArrayList<>(results);
    for (; read < finished.size(); read++) {
      Trial trial = finished.get(read);
      double[] point = trial.state() == TrialState.COMPLETE ? cube.point(trial) : null;
      if (point != null) {
        merged.add(Result.of(trial, point, direction));
      }
    }
    merged.sort(Comparator.comparingInt(Result::number));
    return merged;
  }
}
