package dev.zeroflow.tasks.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.zeroflow.model.Learner;
import dev.zeroflow.model.ModelDocument;
import dev.zeroflow.tasks.SampleData;
import dev.zeroflow.tasks.table.Table;
import dev.zeroflow.tasks.table.TableReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;

class LearningTest {
  private static final int EPOCHS = 50;
  private static final int DEPTH = 6;

  private record Parts(TrainingSet train, Table test, Table all) {
    static Parts of(SampleData data, long seed) throws IOException {
      Table table = TableReader.read(data.csv(), SampleData.LABEL);
      var split = StratifiedSplit.of(table, 0.25, seed);
      var preprocessor = Preprocessor.fit(split.train());
      Table train = split.train().mapRows(preprocessor.standardisation()::apply);
      return new Parts(
          new TrainingSet(train, preprocessor, train.classes()),
          split.test().mapRows(preprocessor.standardisation()::apply),
          table);
    }

    double accuracy(Learner learner) {
      return Evaluation.of(document(learner), test).accuracy();
    }

    ModelDocument document(Learner learner) {
      return new ModelDocument(
          test.features(), train.preprocessor().standardisation(), train.classes(), learner);
    }
  }

  private static Learner regression(Parts parts, long seed) {
    var model = TrainLogisticRegression.train(parts.train, EPOCHS, seed, (epoch, loss) -> {});
    return TrainLogisticRegression.convert(model, parts.train);
  }

  private static Learner tree(Parts parts, long seed) {
    return TrainDecisionTree.convert(
        TrainDecisionTree.train(parts.train, DEPTH, seed), parts.train);
  }

  @ParameterizedTest
  @CsvSource({"BREAST_CANCER, 0.93, 0.88", "WINE, 0.93, 0.80"})
  void bothLearnersDoWellOnRowsTheyHaveNotSeen(
      SampleData data, double regressionFloor, double treeFloor) throws IOException {
    for (long seed : new long[] {1, 7, 42, 1234, -5}) {
      Parts parts = Parts.of(data, seed);

      assertThat(parts.accuracy(regression(parts, seed))).isGreaterThanOrEqualTo(regressionFloor);
      assertThat(parts.accuracy(tree(parts, seed))).isGreaterThanOrEqualTo(treeFloor);
    }
  }

  @ParameterizedTest
  @EnumSource
  void ourRegressionAnswersAsTribuosDoes(SampleData data) throws IOException {
    Parts parts = Parts.of(data, 42);
    var theirs = TrainLogisticRegression.train(parts.train, EPOCHS, 42, (epoch, loss) -> {});

    assertSameAnswers(theirs, parts, TrainLogisticRegression.convert(theirs, parts.train));
  }

  @ParameterizedTest
  @EnumSource
  void ourTreeAnswersAsTribuosDoes(SampleData data) throws IOException {
    Parts parts = Parts.of(data, 42);
    var theirs = TrainDecisionTree.train(parts.train, DEPTH, 42);

    assertSameAnswers(theirs, parts, TrainDecisionTree.convert(theirs, parts.train));
  }

  /** On every raw row of the file, through a document that was written and read. */
  private static void assertSameAnswers(Model<Label> theirs, Parts parts, Learner learner) {
    ModelDocument ours = ModelDocument.fromTree(parts.document(learner).toTree());
    for (double[] row : parts.all.rows()) {
      double[] standardised = parts.train.preprocessor().standardisation().apply(row);
      Prediction<Label> expected =
          theirs.predict(TrainingSet.example(ours.features(), standardised, "unknown"));
      double[] actual = ours.probabilities(row);
      for (int i = 0; i < actual.length; i++) {
        Label label = expected.getOutputScores().get(ours.classes().get(i));
        assertThat(actual[i]).isCloseTo(label == null ? 0 : label.getScore(), within(1e-9));
      }
      assertThat(actual[ModelDocument.likeliest(actual)])
          .isCloseTo(expected.getOutput().getScore(), within(1e-9));
    }
  }

  @Test
  void equalSeedsGiveEqualModelsAndOthersDoNot() throws IOException {
    Parts parts = Parts.of(SampleData.WINE, 3);

    assertThat(regression(parts, 1).toTree()).isEqualTo(regression(parts, 1).toTree());
    assertThat(regression(parts, 1).toTree()).isNotEqualTo(regression(parts, 2).toTree());
    assertThat(StratifiedSplit.of(parts.all, 0.25, 1).test().rows())
        .isEqualTo(StratifiedSplit.of(parts.all, 0.25, 1).test().rows())
        .isNotEqualTo(StratifiedSplit.of(parts.all, 0.25, 2).test().rows());
  }

  @Test
  void theLossFallsFromEpochToEpoch() throws IOException {
    Parts parts = Parts.of(SampleData.BREAST_CANCER, 1);
    List<Double> losses = new ArrayList<>();

    TrainLogisticRegression.train(parts.train, EPOCHS, 1, (epoch, loss) -> losses.add(loss));

    assertThat(losses).hasSize(EPOCHS);
    assertThat(losses.getLast()).isLessThan(losses.getFirst() / 2).isPositive();
  }

  @ParameterizedTest
  @EnumSource
  void aSplitKeepsEveryRowOnceAndTheProportions(SampleData data) throws IOException {
    Table table = TableReader.read(data.csv(), SampleData.LABEL);
    var split = StratifiedSplit.of(table, 0.25, 9);

    List<double[]> both = new ArrayList<>(split.train().rows());
    both.addAll(split.test().rows());
    assertThat(both).containsExactlyInAnyOrderElementsOf(table.rows());
    table
        .rowsByClass()
        .forEach(
            (label, rows) ->
                assertThat(split.test().rowsByClass().get(label))
                    .hasSize((int) Math.round(rows.size() * 0.25)));
  }

  @Test
  void tinyClassesHaveARowInBothParts() {
    Table table = TableReader.read("a,y\n1,x\n2,x\n3,z\n4,z\n5,z\n".getBytes(), "y");

    for (double fraction : new double[] {0.01, 0.5, 0.99}) {
      var split = StratifiedSplit.of(table, fraction, 1);
      assertThat(split.train().classes()).containsExactly("x", "z");
      assertThat(split.test().classes()).containsExactly("x", "z");
    }
  }

  @Test
  void theFitLooksAtTrainingRowsOnlyAndLeavesConstantColumnsUnscaled() {
    Table train = TableReader.read("a,b,y\n1,0.1,x\n3,0.1,z\n5,0.1,z\n".getBytes(), "y");

    Table result = train.mapRows(Preprocessor.fit(train).standardisation()::apply);

    assertThat(result.column(0)).satisfies(c -> assertThat(c[1]).isCloseTo(0, within(1e-12)));
    assertThat(result.column(0)[2]).isCloseTo(2 / Math.sqrt(8.0 / 3), within(1e-12));
    assertThat(result.column(1)).containsOnly(result.column(1)[0]);
    assertThat(Math.abs(result.column(1)[0])).isLessThan(1e-12);
  }

  @Test
  void macroF1IsTheMeanOverTheClassesThatOccur() {
    // Class a: 3 right of 4, 1 wrong from b; b: 1 right of 2; c never occurs.
    var evaluation =
        new Evaluation(
            List.of("a", "b", "c"),
            List.of(new int[] {3, 1, 0}, new int[] {1, 1, 0}, new int[] {0, 0, 0}));

    assertThat(evaluation.accuracy()).isCloseTo(4.0 / 6, within(1e-12));
    assertThat(evaluation.macroF1()).isCloseTo((6.0 / 8 + 2.0 / 4) / 2, within(1e-12));
  }
}
