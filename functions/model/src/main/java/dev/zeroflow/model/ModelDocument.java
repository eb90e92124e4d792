package dev.zeroflow.model;

import static dev.zeroflow.model.ModelFormatException.check;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A trained classifier with all that is needed to use it on raw rows. Immutable, safe for threads.
 *
 * @param features names of the columns, in the order in which a row has them
 * @param preprocessing brings a raw row into the units of the learner
 * @param classes labels, in the order in which probabilities are given
 * @param learner what was learned
 */
public record ModelDocument(
    List<String> features, Standardisation preprocessing, List<String> classes, Learner learner) {

  /** Value of the member {@code format}. */
  public static final String FORMAT = "zeroflow-model/1";

  /** Only the form that a long has when it is printed; 01 or +1 are names. */
  private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,17}");

  /**
   * A document whose parts fit.
   *
   * @throws ModelFormatException if names repeat or the parts differ in features or classes
   */
  public ModelDocument {
    features = List.copyOf(features);
    classes = List.copyOf(classes);
    check(!features.isEmpty(), "features: expected at least one");
    check(new HashSet<>(features).size() == features.size(), "features: a name is repeated");
    check(classes.size() >= 2, "classes: expected at least two");
    check(new HashSet<>(classes).size() == classes.size(), "classes: a label is repeated");
    check(
        preprocessing.features() == features.size(),
        "preprocessing: is for "
            + preprocessing.features()
            + " of "
            + features.size()
            + " features");
    check(
        learner.features() == features.size(),
        "learner: is for " + learner.features() + " of " + features.size() + " features");
    check(
        learner.classes() == classes.size(),
        "learner: is for " + learner.classes() + " of " + classes.size() + " classes");
  }

  /**
   * Reads a parsed JSON document.
   *
   * @param tree maps, lists, strings and numbers as any JSON library gives them
   * @throws ModelFormatException naming the member that is missing or wrong
   */
  public static ModelDocument fromTree(Map<?, ?> tree) {
    JsonObject root = new JsonObject("", tree);
    String format = root.text("format");
    check(format.equals(FORMAT), "format: expected " + FORMAT + ", found " + format);
    List<String> features = root.texts("features");
    List<String> classes = root.texts("classes");
    return new ModelDocument(
        features,
        Standardisation.fromTree(root.object("preprocessing")),
        classes,
        learner(root.object("learner"), features.size(), classes.size()));
  }

  private static Learner learner(JsonObject tree, int features, int classes) {
    String kind = tree.text("kind");
    return switch (kind) {
      case LogisticRegression.KIND -> LogisticRegression.fromTree(tree);
      case DecisionTree.KIND -> DecisionTree.fromTree(tree, features, classes);
      default -> throw new ModelFormatException("learner.kind: unknown kind " + kind);
    };
  }

  /** The document as JSON values, members in a fixed order; {@link #fromTree} reads it. */
  public Map<String, Object> toTree() {
    return JsonObject.of(
        "format", FORMAT,
        "features", features,
        "preprocessing", preprocessing.toTree(),
        "classes", classes,
        "learner", learner.toTree());
  }

  /** Probability of each class for a row in the units of the data, one value per feature. */
  public double[] probabilities(double[] row) {
    return learner.probabilities(preprocessing.apply(row));
  }

  /** Probability of each class for a row that was standardised before. */
  public double[] probabilitiesOfStandardised(double[] row) {
    return learner.probabilities(row);
  }

  /** Position of the likeliest class; of equal ones the first. */
  public static int likeliest(double[] probabilities) {
    int best = 0;
    for (int i = 1; i < probabilities.length; i++) {
      if (probabilities[i] > probabilities[best]) {
        best = i;
      }
    }
    return best;
  }

  /** Whether each label reads as an integer, so that answers may be numbers. */
  public boolean hasIntegerClasses() {
    return classes.stream().allMatch(label -> INTEGER.matcher(label).matches());
  }
}
