package dev.zeroflow.tasks.learn;

import dev.zeroflow.model.Learner;
import dev.zeroflow.model.ModelDocument;
import dev.zeroflow.tasks.attempt.TaskContext;
import dev.zeroflow.tasks.attempt.TaskException;
import dev.zeroflow.tasks.table.Table;
import dev.zeroflow.tasks.table.TableReader;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Standardised rows to learn from, in our form and in Tribuo's.
 *
 * @param table rows that the preprocessor was applied to
 * @param preprocessor what was applied
 * @param classes labels in the order of the model document
 */
record TrainingSet(Table table, Preprocessor preprocessor, List<String> classes) {
  static TrainingSet read(TaskContext context) throws IOException, InterruptedException {
    String labelColumn = context.parameters().text("label_column");
    Table table = TableReader.read(context.bytes("train"), labelColumn);
    Preprocessor preprocessor = Preprocessor.read(context.jsonObject("preprocessor"));
    if (!preprocessor.features().equals(table.features())) {
      throw TaskException.user(
          "BAD_TABLE", "The preprocessor was fitted on other columns than those of the table.");
    }
    return new TrainingSet(table, preprocessor, table.classes());
  }

  MutableDataset<Label> toTribuo() {
    var factory = new LabelFactory();
    var origin = new SimpleDataSourceProvenance("training part of a table", factory);
    var dataset = new MutableDataset<Label>(origin, factory);
    for (int i = 0; i < table.rows().size(); i++) {
      dataset.add(example(table.features(), table.rows().get(i), table.labels().get(i)));
    }
    return dataset;
  }

  static ArrayExample<Label> example(List<String> features, double[] row, String label) {
    return new ArrayExample<>(new Label(label), features.toArray(String[]::new), row);
  }

  /** Position in {@code features} of each of Tribuo's feature ids, which go by the alphabet. */
  int[] positions(Model<Label> model) {
    int[] positions = new int[table.features().size()];
    for (int i = 0; i < positions.length; i++) {
      positions[model.getFeatureIDMap().getID(table.features().get(i))] = i;
    }
    return positions;
  }

  /** Stores the model that was learned, and says how well it knows the rows it learned from. */
  void writeModel(TaskContext context, Learner learner, String kind)
      throws IOException, InterruptedException {
    var model =
        new ModelDocument(table.features(), preprocessor.standardisation(), classes, learner);
    double accuracy = Evaluation.of(model, table).accuracy();
    context.metric("training_accuracy", accuracy, 0);
    context.log().info("training accuracy %.4f".formatted(accuracy));
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("format", ModelDocument.FORMAT);
    metadata.put("learner", kind);
    metadata.put("classes", classes);
    metadata.put("training_accuracy", accuracy);
    Documents.write(context, "model", model.toTree(), metadata);
  }
}
