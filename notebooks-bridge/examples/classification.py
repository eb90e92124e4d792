"""Steps of classification with pandas and scikit-learn. They share one environment."""

from typing import NamedTuple

from kfp import dsl
from kfp.dsl import ClassificationMetrics, Dataset, Input, Metrics, Model, Output

PYTHON = "python:3.11"
PACKAGES = ["pandas", "scikit-learn"]


@dsl.component(base_image=PYTHON, packages_to_install=PACKAGES)
def download(name: str, table: Output[Dataset]):
    """Fetches one of scikit-learn's tables: breast_cancer, wine or iris. The last column is the target."""
    from sklearn import datasets

    frame = getattr(datasets, f"load_{name}")(as_frame=True).frame
    frame.columns = frame.columns.str.replace(r"\W+", "_", regex=True)
    frame.to_csv(table.path, index=False)
    table.metadata["rows"], table.metadata["columns"] = frame.shape
    print(f"{name}: {len(frame)} rows")


@dsl.component(base_image=PYTHON, packages_to_install=PACKAGES)
def preprocess(
    table: Input[Dataset], test_fraction: float, seed: int, train: Output[Dataset], test: Output[Dataset]
):
    """Drops rows with gaps, and splits by class."""
    import pandas
    from sklearn.model_selection import train_test_split

    frame = pandas.read_csv(table.path).dropna()
    classes = frame[frame.columns[-1]]
    if classes.nunique() < 2:
        raise ValueError(
            f"{len(frame)} rows with {classes.nunique()} classes: nothing can be learned from them"
        )
    for part, output in zip(
        train_test_split(frame, test_size=test_fraction, random_state=seed, stratify=classes),
        (train, test),
        strict=True,
    ):
        part.to_csv(output.path, index=False)
        output.metadata["rows"] = len(part)


@dsl.component(base_image=PYTHON, packages_to_install=PACKAGES)
def train_regression(train: Input[Dataset], model: Output[Model]):
    """Learns a logistic regression of standardised columns."""
    import joblib
    import pandas
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    frame = pandas.read_csv(train.path)
    learner = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))
    joblib.dump(learner.fit(frame.iloc[:, :-1], frame.iloc[:, -1]), model.path)
    model.metadata["kind"] = "logistic regression"


@dsl.component(base_image=PYTHON, packages_to_install=PACKAGES)
def train_tree(train: Input[Dataset], max_depth: int, seed: int, model: Output[Model]):
    """Learns a decision tree."""
    import joblib
    import pandas
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler
    from sklearn.tree import DecisionTreeClassifier

    frame = pandas.read_csv(train.path)
    learner = make_pipeline(StandardScaler(), DecisionTreeClassifier(max_depth=max_depth, random_state=seed))
    joblib.dump(learner.fit(frame.iloc[:, :-1], frame.iloc[:, -1]), model.path)
    model.metadata["kind"] = "decision tree"


@dsl.component(base_image=PYTHON, packages_to_install=PACKAGES)
def evaluate(
    model: Input[Model],
    test: Input[Dataset],
    metrics: Output[Metrics],
    confusion: Output[ClassificationMetrics],
) -> float:
    """Measures on rows that the model has not seen; puts out the accuracy."""
    import joblib
    import pandas
    from sklearn.metrics import accuracy_score, confusion_matrix, f1_score

    frame = pandas.read_csv(test.path)
    learner = joblib.load(model.path)
    truth, said = frame.iloc[:, -1], learner.predict(frame.iloc[:, :-1])
    accuracy = float(accuracy_score(truth, said))
    metrics.log_metric("accuracy", accuracy)
    metrics.log_metric("f1", float(f1_score(truth, said, average="macro")))
    labels = [str(label) for label in learner.classes_]
    confusion.log_confusion_matrix(labels, confusion_matrix(truth, said).tolist())
    print(f"{model.metadata['kind']}: accuracy {accuracy:.3f} of {len(frame)} rows")
    return accuracy


@dsl.component(base_image=PYTHON, packages_to_install=PACKAGES)
def select(
    one: Input[Model], other: Input[Model], one_score: float, other_score: float, best: Output[Model]
) -> NamedTuple("Selected", [("kind", str), ("score", float)]):
    """Passes on the model with the higher score; of equal ones the first."""
    import shutil
    from collections import namedtuple

    chosen, score = (one, one_score) if one_score >= other_score else (other, other_score)
    shutil.copyfile(chosen.path, best.path)
    best.metadata["kind"] = chosen.metadata["kind"]
    return namedtuple("Selected", ["kind", "score"])(chosen.metadata["kind"], float(score))
