package dev.zeroflow.tasks.learn;

import dev.zeroflow.tasks.attempt.Parameters;
import dev.zeroflow.tasks.attempt.TaskContext;
import dev.zeroflow.tasks.attempt.TaskFunction;
import dev.zeroflow.tasks.table.Table;
import dev.zeroflow.tasks.table.TableReader;
import dev.zeroflow.tasks.table.TableWriter;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Map;

/**
 * Splits a table in a training and a test part and standardises both. Only training rows are looked
 * at for the fit, so that the test part stays unseen.
 */
@Singleton
final class PreprocessAndSplit implements TaskFunction {
  @Override
  public String name() {
    return "preprocess-and-split";
  }

  @Override
  public void run(TaskContext context) throws IOException, InterruptedException {
    Parameters parameters = context.parameters();
    double fraction = fraction(parameters);
    long seed = parameters.integer("seed");
    Table table = TableReader.read(context.bytes("table"), parameters.text("label_column"));
    var split = StratifiedSplit.of(table, fraction, seed);
    var preprocessor = Preprocessor.fit(split.train());
    context
        .log()
        .info(
            "%d rows to train, %d to test"
                .formatted(split.train().rows().size(), split.test().rows().size()));
    write(context, "train", split.train(), preprocessor);
    write(context, "test", split.test(), preprocessor);
    context.write(
        "preprocessor",
        Documents.JSON,
        preprocessor.toJson(),
        Map.of("features", table.features().size()));
  }

  private static double fraction(Parameters parameters) {
    double fraction = parameters.number("test_fraction");
    if (fraction <= 0 || fraction >= 1) {
      throw Parameters.wrong("test_fraction", "above 0 and below 1", fraction);
    }
    return fraction;
  }

  private static void write(
      TaskContext context, String output, Table part, Preprocessor preprocessor)
      throws IOException, InterruptedException {
    Table standardised = part.mapRows(preprocessor.standardisation()::apply);
    context.write(
        output,
        TableWriter.CONTENT_TYPE,
        TableWriter.write(standardised),
        Map.of("rows", part.rows().size(), "label_column", part.labelColumn()));
  }
}
