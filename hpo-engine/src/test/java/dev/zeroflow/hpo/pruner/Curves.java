package dev.zeroflow.hpo.pruner;

import dev.zeroflow.hpo.sampler.RandomSampler;
import dev.zeroflow.hpo.study.Direction;
import dev.zeroflow.hpo.study.Outcome;
import dev.zeroflow.hpo.study.Study;
import dev.zeroflow.hpo.study.StudySettings;
import java.util.List;

/** A study of trials that report fixed values at steps 1, 2 and so on. */
final class Curves {
  final Study study;

  private Curves(Direction... directions) {
    study = Study.create(new StudySettings(List.of(directions), 5), new RandomSampler());
  }

  static Curves minimizing() {
    return new Curves(Direction.MINIMIZE);
  }

  static Curves of(Direction... directions) {
    return new Curves(directions);
  }

  /** A complete trial. */
  Curves complete(double... curve) {
    int number = running(curve);
    study.tell(number, Outcome.completed(curve[curve.length - 1]));
    return this;
  }

  /** A running trial. */
  int running(double... curve) {
    int number = study.ask().number();
    for (int i = 0; i < curve.length; i++) {
      study.report(number, i + 1, curve[i]);
    }
    return number;
  }

  Verdict verdict(Pruner pruner, int number) {
    return pruner.judge(study.history(), study.trial(number));
  }

  Verdict judge(Pruner pruner, double... curve) {
    int number = running(curve);
    Verdict verdict = verdict(pruner, number);
    study.tell(number, Outcome.failed());
    return verdict;
  }
}
