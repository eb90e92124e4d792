package dev.zeroflow.hpo.sampler.tpe;

import dev.zeroflow.hpo.pareto.Selection;
import dev.zeroflow.hpo.study.Direction;
import dev.zeroflow.hpo.study.StudySettings;
import dev.zeroflow.hpo.study.Trial;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Told trials from the best to the worst, and how many of them are called good. */
final class Ranking {
  private static final int MAX_GOOD = 25;
  private static final double GOOD_SHARE = 0.1;

  private final List<Direction> directions;
  private final List<Standing> standings = new ArrayList<>();
  private final List<Trial> complete = new ArrayList<>();
  private BitSet good = new BitSet();
  private boolean isKnown = true;

  Ranking(StudySettings settings) {
    directions = settings.directions();
  }

  /** Number of trials. */
  int size() {
    return standings.size();
  }

  void add(Trial told) {
    Standing standing = Standing.of(told, directions);
    int place = -Collections.binarySearch(standings, standing) - 1;
    standings.add(place, standing);
    if (directions.size() > 1 && standing.tier() == Standing.Tier.COMPLETE) {
      Comparator<Trial> byNumber = Comparator.comparingInt(Trial::number);
      complete.add(-Collections.binarySearch(complete, told, byNumber) - 1, told);
    }
    isKnown = false;
  }

  /** Takes out a trial, as it was added, that is not complete. */
  void remove(Trial trial) {
    standings.remove(Collections.binarySearch(standings, Standing.of(trial, directions)));
    isKnown = false;
  }

  /** Numbers of the good trials. */
  BitSet good() {
    if (!isKnown) {
      good = best((int) Math.ceil(GOOD_SHARE * size()));
      isKnown = true;
    }
    return good;
  }

  private BitSet best(int share) {
    BitSet best = new BitSet();
    if (directions.size() > 1 && share < complete.size()) {
      double[][] losses =
          complete.stream()
              .map(trial -> trial.values().toLosses(directions))
              .toArray(double[][]::new);
      for (int index : Selection.best(losses, share)) {
        best.set(complete.get(index).number());
      }
      return best;
    }
    int count = directions.size() > 1 ? share : Math.min(share, MAX_GOOD);
    standings.subList(0, count).forEach(standing -> best.set(standing.number()));
    return best;
  }
}
