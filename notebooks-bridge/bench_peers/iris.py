"""A small training as kfp's users write it. Its components share one environment."""

from typing import Any

from kfp import dsl
from kfp.dsl import Dataset, Input, Model, Output

PACKAGES = ["pandas", "scikit-learn"]
STEPS = 3


@dsl.component(base_image="python:3", packages_to_install=PACKAGES)
def load(train: Output[Dataset], test: Output[Dataset]) -> int:
    """Writes the table in two parts; puts out how many rows the second has."""
    from sklearn import datasets
    from sklearn.model_selection import train_test_split

    frame = datasets.load_iris(as_frame=True).frame
    parts = train_test_split(frame, test_size=0.3, random_state=7, stratify=frame["target"])
    for part, output in zip(parts, (train, test), strict=True):
        part.to_csv(output.path, index=False)
    return len(parts[1])


@dsl.component(base_image="python:3", packages_to_install=PACKAGES)
def learn(train: Input[Dataset], model: Output[Model]) -> int:
    """Learns a logistic regression; puts out how many rows it has seen."""
    import joblib
    import pandas
    from sklearn.linear_model import LogisticRegression

    frame = pandas.read_csv(train.path)
    joblib.dump(LogisticRegression(max_iter=1000).fit(frame.iloc[:, :-1], frame["target"]), model.path)
    return len(frame)


@dsl.component(base_image="python:3", packages_to_install=PACKAGES)
def examine(model: Input[Model], test: Input[Dataset]) -> int:
    """Puts out how many rows the model gets right."""
    import joblib
    import pandas

    frame = pandas.read_csv(test.path)
    return int((joblib.load(model.path).predict(frame.iloc[:, :-1]) == frame["target"]).sum())


def pipeline(name: str) -> Any:
    """The training under a name of its own."""

    @dsl.pipeline(name=name)
    def definition() -> int:
        parts = load()
        learned = learn(train=parts.outputs["train"])
        return examine(model=learned.outputs["model"], test=parts.outputs["test"]).output  # type: ignore[no-any-return]

    return definition
