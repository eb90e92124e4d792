package dev.zeroflow.tasks.learn;

import dev.zeroflow.model.LogisticRegression;
import dev.zeroflow.tasks.attempt.TaskContext;
import dev.zeroflow.tasks.attempt.TaskFunction;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.tribuo.classification.Label;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.math.optimisers.AdaGrad;

/** Multinomial logistic regression by stochastic gradient descent with AdaGrad. */
@Singleton
final class TrainLogisticRegression implements TaskFunction {
  static final String NAME = "train-logistic-regression";
  private static final int MAX_EPOCHS = 10_000;

  /** About how many epochs are reported. */
  private static final int REPORTS = 10;

  private static final int MINIBATCH = 8;
  private static final double LEARNING_RATE = 0.1;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void run(TaskContext context) throws IOException, InterruptedException {
    int epochs = context.parameters().integer("epochs", 1, MAX_EPOCHS);
    long seed = context.parameters().integer("seed");
    TrainingSet rows = TrainingSet.read(context);
    LinearSGDModel model = train(rows, epochs, seed, progress(context, epochs));
    rows.writeModel(context, convert(model, rows), "logistic-regression");
  }

  private static EpochLoss.Listener progress(TaskContext context, int epochs) {
    int every = Math.max(1, epochs / REPORTS);
    return (epoch, loss) -> {
      if (epoch % every == 0 || epoch == epochs) {
        context.log().info("epoch %d of %d: mean loss %.5f".formatted(epoch, epochs, loss));
        context.metric("training_loss", loss, epoch);
      }
    };
  }

  static LinearSGDModel train(
      TrainingSet rows, int epochs, long seed, EpochLoss.Listener listener) {
    var loss = new EpochLoss(rows.table().rows().size(), listener);
    var optimiser = new AdaGrad(LEARNING_RATE);
    return new LinearSGDTrainer(loss, optimiser, epochs, -1, MINIBATCH, seed)
        .train(rows.toTribuo());
  }

  /** Tribuo's weights have a row per output id and a column per feature id, the bias last. */
  static LogisticRegression convert(LinearSGDModel model, TrainingSet rows) {
    DenseMatrix from = model.getWeightsCopy();
    int[] positions = rows.positions(model);
    double[][] weights = new double[rows.classes().size()][positions.length + 1];
    for (int i = 0; i < weights.length; i++) {
      int output = model.getOutputIDInfo().getID(new Label(rows.classes().get(i)));
      for (int feature = 0; feature < positions.length; feature++) {
        weights[i][positions[feature]] = from.get(output, feature);
      }
      weights[i][positions.length] = from.get(output, positions.length);
    }
    return new LogisticRegression(weights);
  }
}
