package dev.zeroflow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.zeroflow.model.DecisionTree.Leaf;
import dev.zeroflow.model.DecisionTree.Node;
import dev.zeroflow.model.DecisionTree.Split;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelDocumentTest {
  private static final Standardisation PLAIN =
      new Standardisation(new double[] {10, 0}, new double[] {2, 1});
  private static final LogisticRegression REGRESSION =
      new LogisticRegression(new double[][] {{1, 0, 0.5}, {-1, 0, 0}});

  private static ModelDocument document(Learner learner) {
    return new ModelDocument(List.of("width", "height"), PLAIN, List.of("no", "yes"), learner);
  }

  private static DecisionTree tree(Node... nodes) {
    return new DecisionTree(2, 2, List.of(nodes));
  }

  @Test
  void regressionIsTheSoftmaxOfTheScores() {
    // Standardised row (1, 0): scores 1.5 and -1, so p(no) = 1 / (1 + e^-2.5).
    double[] probabilities = document(REGRESSION).probabilities(new double[] {12, 0});

    assertThat(probabilities[0]).isCloseTo(1 / (1 + Math.exp(-2.5)), within(1e-12));
    assertThat(probabilities[0] + probabilities[1]).isCloseTo(1, within(1e-12));
  }

  @Test
  void aHugeScoreIsStillAProbability() {
    var steep = new LogisticRegression(new double[][] {{1e6, 0, 0}, {0, 0, 0}});

    assertThat(document(steep).probabilities(new double[] {1e6, 0})).containsExactly(1, 0);
  }

  @Test
  void aValueEqualToTheThresholdGoesLow() {
    var tree = tree(new Split(0, 1, 1, 2), leaf(0.9, 0.1), leaf(0.2, 0.8));

    assertThat(tree.probabilities(new double[] {1, 0})).containsExactly(0.9, 0.1);
    assertThat(tree.probabilities(new double[] {1.001, 0})).containsExactly(0.2, 0.8);
  }

  @Test
  void standardisedRowsAreNotStandardisedAgain() {
    var document = document(REGRESSION);

    assertThat(document.probabilitiesOfStandardised(new double[] {1, 0}))
        .isEqualTo(document.probabilities(new double[] {12, 0}));
  }

  @Test
  void whatIsWrittenIsReadBack() {
    var regression = document(REGRESSION);
    var tree = document(tree(new Split(1, -0.25, 1, 2), leaf(1, 0), leaf(0.5, 0.5)));

    assertThat(ModelDocument.fromTree(regression.toTree()).toTree()).isEqualTo(regression.toTree());
    assertThat(ModelDocument.fromTree(tree.toTree()).toTree()).isEqualTo(tree.toTree());
    assertThat(regression.toTree().keySet())
        .containsExactly("format", "features", "preprocessing", "classes", "learner");
  }

  @Test
  void ofEqualClassesTheFirstIsTaken() {
    assertThat(ModelDocument.likeliest(new double[] {0.2, 0.4, 0.4})).isEqualTo(1);
  }

  @Test
  void onlyPlainIntegersMakeClassesNumbers() {
    assertThat(withClasses("0", "-7").hasIntegerClasses()).isTrue();
    assertThat(withClasses("0", "01").hasIntegerClasses()).isFalse();
    assertThat(withClasses("0", "1.0").hasIntegerClasses()).isFalse();
  }

  @Test
  void aTreeThatPointsBackwardsIsRefused() {
    assertRefused(() -> tree(new Split(0, 1, 0, 1), leaf(1, 0)), "later node");
    assertRefused(() -> tree(new Split(0, 1, 1, 9), leaf(1, 0)), "later node");
    assertRefused(() -> tree(new Split(2, 1, 1, 1), leaf(1, 0)), "unknown feature");
    assertRefused(() -> tree(leaf(1, 0, 0)), "one probability per class");
    assertRefused(() -> tree(leaf(Double.NaN, 0.0)), "outside 0 to 1");
  }

  @Test
  void messagesNameTheMemberThatIsWrong() {
    assertRefused(() -> with("format", "zeroflow-model/2"), "format: expected zeroflow-model/1");
    assertRefused(() -> with("features", List.of("a", "a")), "features: a name is repeated");
    assertRefused(() -> with("features", List.of("a", 1)), "features[1]: expected a string");
    assertRefused(() -> with("classes", "no,yes"), "classes: expected a list");
    assertRefused(() -> with("learner", Map.of("kind", "magic")), "unknown kind magic");
    assertRefused(
        () -> with("preprocessing", Map.of("mean", List.of(0, 0), "scale", List.of(1, 0))),
        "preprocessing.scale: must be above 0");
    assertRefused(
        () ->
            with(
                "learner",
                Map.of("kind", "logistic-regression", "weights", List.of(List.of(1, "2", 3)))),
        "learner.weights[0][1]: expected a number");
    assertRefused(
        () ->
            with(
                "learner",
                Map.of("kind", "logistic-regression", "weights", List.of(List.of(1, 2, 3)))),
        "learner: is for 1 of 2 classes");
  }

  private static ModelDocument withClasses(String... classes) {
    return new ModelDocument(List.of("a", "b"), PLAIN, List.of(classes), REGRESSION);
  }

  private static ModelDocument with(String member, Object value) {
    Map<String, Object> members = new HashMap<>(document(REGRESSION).toTree());
    members.put(member, value);
    return ModelDocument.fromTree(members);
  }

  private static Leaf leaf(Double... probabilities) {
    return new Leaf(List.of(probabilities));
  }

  private static Leaf leaf(int... probabilities) {
    return new Leaf(Arrays.stream(probabilities).mapToObj(Double::valueOf).toList());
  }

  private static void assertRefused(Runnable action, String message) {
    assertThatThrownBy(action::run)
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining(message);
  }
}
