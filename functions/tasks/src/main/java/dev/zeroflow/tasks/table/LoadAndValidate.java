package dev.zeroflow.tasks.table;

import dev.zeroflow.tasks.attempt.TaskContext;
import dev.zeroflow.tasks.attempt.TaskFunction;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Reads a CSV file, refuses one that cannot be learned from, and stores it in one form. */
@Singleton
final class LoadAndValidate implements TaskFunction {
  private static final int MAX_CLASSES = 1_000;

  /** One row for training and one for testing. */
  private static final int MIN_ROWS_OF_CLASS = 2;

  @Override
  public String name() {
    return "load-and-validate";
  }

  @Override
  public void run(TaskContext context) throws IOException, InterruptedException {
    String labelColumn = context.parameters().text("label_column");
    Table table = TableReader.read(context.bytes("dataset"), labelColumn);
    checkClasses(table);
    int rows = table.rows().size();
    int features = table.features().size();
    context.log().info("%d rows, %d features".formatted(rows, features));
    table
        .rowsByClass()
        .forEach((label, of) -> context.log().info("class " + label + ": " + of.size() + " rows"));
    context.write(
        "table",
        TableWriter.CONTENT_TYPE,
        TableWriter.write(table),
        Map.of("rows", rows, "columns", features + 1, "label_column", table.labelColumn()));
    context.output("rows", rows);
    context.output("features", features);
    context.output("classes", table.classes());
  }

  private static void checkClasses(Table table) {
    Map<String, List<Integer>> classes = table.rowsByClass();
    if (classes.size() < 2) {
      throw BadTable.because(
          "All rows have the label \""
              + table.labels().getFirst()
              + "\": there is nothing to learn.");
    }
    classes.forEach(
        (label, rows) -> {
          if (rows.size() < MIN_ROWS_OF_CLASS) {
            throw BadTable.because(
                "Class \"%.40s\" of column %s has only one row; each needs %d."
                    .formatted(label, table.labelColumn(), MIN_ROWS_OF_CLASS));
          }
        });
    if (classes.size() > MAX_CLASSES) {
      throw BadTable.because(
          "Column %s has %d classes; at most %d are handled."
              .formatted(table.labelColumn(), classes.size(), MAX_CLASSES));
    }
  }
}
