package dev.zeroflow.hpo.analysis;

import dev.zeroflow.hpo.pareto.Selection;
import dev.zeroflow.hpo.space.Distribution;
import dev.zeroflow.hpo.study.History;
import dev.zeroflow.hpo.study.Parameter;
import dev.zeroflow.hpo.study.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which parameters it took to be among the best tenth of the complete trials (PED-ANOVA).
 *
 * <p>A parameter matters if its values among the best are spread otherwise than among all. One that
 * some trials do not have, or have with another distribution, is looked at apart for each of these
 * groups, which count by their share of the best and of all.
 */
public final class Importance {
  private static final double BEST_SHARE = 0.1;
  private static final int MIN_TRIALS = 2;
  private static final double TINY = 1e-12;

  private Importance() {}

  /**
   * Importance by parameter, 0 or more; only their proportions mean something.
   *
   * @return 0 for all if there are too few complete trials with finite values
   */
  public static SortedMap<String, Double> of(History history) {
    List<Trial> trials =
        Candidates.complete(history).stream().filter(Importance::isFinite).toList();
    SortedMap<String, Double> importance = new TreeMap<>();
    trials.forEach(trial -> trial.parameters().keySet().forEach(name -> importance.put(name, 0.0)));
    if (trials.size() > 1) {
      Set<Integer> best = best(history, trials);
      importance.replaceAll((name, none) -> importance(name, trials, best));
    }
    return importance;
  }

  private static boolean isFinite(Trial trial) {
    return Arrays.stream(trial.values().toArray()).allMatch(Double::isFinite);
  }

  private static Set<Integer> best(History history, List<Trial> trials) {
    double[][] losses = Candidates.losses(history, trials);
    int count = (int) Math.ceil(BEST_SHARE * losses.length);
    int[] picked = Selection.best(losses, count);
    Set<Integer> best = new HashSet<>();
    for (int index : picked) {
      best.add(trials.get(index).number());
    }
    if (losses[0].length == 1) {
      double last = losses[picked[count - 1]][0];
      for (int i = 0; i < losses.length; i++) {
        if (losses[i][0] == last) {
          best.add(trials.get(i).number());
        }
      }
    }
    return best;
  }

  private static double importance(String name, List<Trial> trials, Set<Integer> best) {
    double share = (double) best.size() / trials.size();
    double sum = 0;
    for (var group : groups(name, trials).entrySet()) {
      List<Double> all = values(name, group.getValue());
      List<Double> top =
          values(name, group.getValue().stream().filter(t -> best.contains(t.number())).toList());
      if (all.size() >= MIN_TRIALS && !top.isEmpty() && !group.getKey().isSingle()) {
        double ofBest = (double) top.size() / best.size();
        double ofAll = (double) all.size() / trials.size();
        sum += ofBest * ofBest / ofAll * divergence(group.getKey(), top, all);
      }
    }
    return sum * share * share;
  }

  private static Map<Distribution, List<Trial>> groups(String name, List<Trial> trials) {
    Map<Distribution, List<Trial>> groups = new LinkedHashMap<>();
    for (Trial trial : trials) {
      Parameter parameter = trial.parameters().get(name);
      if (parameter != null) {
        groups.computeIfAbsent(parameter.distribution(), _ -> new ArrayList<>()).add(trial);
      }
    }
    return groups;
  }

  private static List<Double> values(String name, Collection<Trial> trials) {
    return trials.stream()
        .map(trial -> trial.parameters().get(name))
        .filter(parameter -> parameter != null)
        .map(Parameter::internal)
        .toList();
  }

  /** Pearson's divergence of the best from all. */
  private static double divergence(Distribution distribution, List<Double> top, List<Double> all) {
    double[] ofTop = Cells.shares(distribution, top);
    double[] ofAll = Cells.shares(distribution, all);
    double sum = 0;
    for (int i = 0; i < ofAll.length; i++) {
      double ratio = (ofTop[i] + TINY) / (ofAll[i] + TINY) - 1;
      sum += (ofAll[i] + TINY) * ratio * ratio;
    }
    return sum;
  }
}
