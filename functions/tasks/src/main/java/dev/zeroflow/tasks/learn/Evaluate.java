package dev.zeroflow.tasks.learn;

import dev.zeroflow.model.ModelDocument;
import dev.zeroflow.tasks.attempt.TaskContext;
import dev.zeroflow.tasks.attempt.TaskFunction;
import dev.zeroflow.tasks.table.Table;
import dev.zeroflow.tasks.table.TableReader;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Measures a model on the test part: accuracy, macro F1 and the confusion matrix. */
@Singleton
final class Evaluate implements TaskFunction {
  @Override
  public String name() {
    return "evaluate";
  }

  @Override
  public void run(TaskContext context) throws IOException, InterruptedException {
    ModelDocument model = Documents.readModel(context, "model");
    Table test = TableReader.read(context.bytes("test"), context.parameters().text("label_column"));
    Evaluation evaluation = Evaluation.of(model, test);
    report(context, "accuracy", evaluation.accuracy());
    report(context, "f1", evaluation.macroF1());
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("accuracy", evaluation.accuracy());
    metrics.put("f1", evaluation.macroF1());
    Documents.write(context, "metrics", metrics, metrics);
    Map<String, Object> matrix = Map.of("confusionMatrix", confusionMatrix(evaluation));
    Documents.write(context, "confusion", matrix, matrix);
  }

  private static void report(TaskContext context, String key, double value) {
    context.log().info("%s %.4f".formatted(key, value));
    context.metric(key, value, 0);
    context.output(key, value);
  }

  /** The form of Kubeflow's ClassificationMetrics: rows are true classes, columns predictions. */
  private static Map<String, Object> confusionMatrix(Evaluation evaluation) {
    List<Map<String, String>> names =
        evaluation.classes().stream().map(label -> Map.of("displayName", label)).toList();
    List<Map<String, List<Integer>>> rows =
        evaluation.counts().stream()
            .map(row -> Map.of("row", IntStream.of(row).boxed().toList()))
            .toList();
    Map<String, Object> matrix = new LinkedHashMap<>();
    matrix.put("annotationSpecs", names);
    matrix.put("rows", rows);
    return matrix;
  }
}
