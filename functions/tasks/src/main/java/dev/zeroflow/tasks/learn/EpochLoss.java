package dev.zeroflow.tasks.learn;

import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.util.Pair;
import org.tribuo.classification.sgd.LabelObjective;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.math.la.SGDVector;
import org.tribuo.math.util.VectorNormalizer;

/**
 * Tribuo's log loss that also tells the mean loss of each epoch; Tribuo itself only logs it, for
 * the whole process.
 */
final class EpochLoss implements LabelObjective {
  /** Is told of each epoch, counted from 1. */
  @FunctionalInterface
  interface Listener {
    void epochEnded(int epoch, double meanLoss);
  }

  private final LabelObjective loss = new LogMulticlass();
  private final int rows;
  private final Listener listener;
  private long seen;
  private double sum;

  EpochLoss(int rows, Listener listener) {
    this.rows = rows;
    this.listener = listener;
  }

  /** The trainer calls this name only, although the library has deprecated it. */
  @Override
  @SuppressWarnings("deprecation")
  public Pair<Double, SGDVector> valueAndGradient(int truth, SGDVector prediction) {
    Pair<Double, SGDVector> result = loss.lossAndGradient(truth, prediction);
    sum -= result.getA();
    seen++;
    if (seen % rows == 0) {
      listener.epochEnded((int) (seen / rows), sum / rows);
      sum = 0;
    }
    return result;
  }

  @Override
  public VectorNormalizer getNormalizer() {
    return loss.getNormalizer();
  }

  @Override
  public boolean isProbabilistic() {
    return loss.isProbabilistic();
  }

  @Override
  public ConfiguredObjectProvenance getProvenance() {
    return loss.getProvenance();
  }
}
