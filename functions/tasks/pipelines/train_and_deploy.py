"""The pipeline train-and-deploy: from a CSV file to an answering inference service.

Each component is one function of the image zeroflow/tasks; the arguments follow the container
contract of Kubeflow Pipelines. Compile with `python train_and_deploy.py`, which writes
train_and_deploy.yaml beside this file.
"""

from pathlib import Path

from kfp import compiler, dsl
from kfp.dsl import (
    Artifact,
    ClassificationMetrics,
    ContainerSpec,
    Dataset,
    Input,
    Metrics,
    Model,
    Output,
    OutputPath,
)

IMAGE = "zeroflow/tasks:0.1.0"


def task_function(name: str) -> ContainerSpec:
    """The container that runs one function of the image with everything it needs to know."""
    arguments = [
        "--function",
        name,
        "--executor_input",
        dsl.PIPELINE_TASK_EXECUTOR_INPUT_PLACEHOLDER,
    ]
    return ContainerSpec(image=IMAGE, args=arguments)


@dsl.container_component
def load_and_validate(
    dataset: Input[Dataset],
    label_column: str,
    table: Output[Dataset],
    rows: OutputPath(int),
    features: OutputPath(int),
    classes: OutputPath(list),
):
    """Reads a CSV file with a header and refuses one that cannot be learned from."""
    return task_function("load-and-validate")


@dsl.container_component
def preprocess_and_split(
    table: Input[Dataset],
    label_column: str,
    test_fraction: float,
    seed: int,
    train: Output[Dataset],
    test: Output[Dataset],
    preprocessor: Output[Artifact],
):
    """Splits by class, and standardises both parts by the mean and scale of the training part."""
    return task_function("preprocess-and-split")


@dsl.container_component
def train_logistic_regression(
    train: Input[Dataset],
    preprocessor: Input[Artifact],
    label_column: str,
    epochs: int,
    seed: int,
    model: Output[Model],
):
    """Trains a multinomial logistic regression."""
    return task_function("train-logistic-regression")


@dsl.container_component
def train_decision_tree(
    train: Input[Dataset],
    preprocessor: Input[Artifact],
    label_column: str,
    max_depth: int,
    seed: int,
    model: Output[Model],
):
    """Trains a classification tree."""
    return task_function("train-decision-tree")


@dsl.container_component
def evaluate(
    model: Input[Model],
    test: Input[Dataset],
    label_column: str,
    accuracy: OutputPath(float),
    f1: OutputPath(float),
    metrics: Output[Metrics],
    confusion: Output[ClassificationMetrics],
):
    """Measures a model on rows that it has not seen; f1 is the mean over the classes."""
    return task_function("evaluate")


@dsl.container_component
def select_best(
    model_a: Input[Model],
    model_b: Input[Model],
    name_a: str,
    name_b: str,
    score_a: float,
    score_b: float,
    model: Output[Model],
    selected: OutputPath(str),
    score: OutputPath(float),
    reason: OutputPath(str),
):
    """Passes on the model with the higher score; on a tie the first."""
    return task_function("select-best")


@dsl.container_component
def register_model(
    model: Input[Model],
    model_name: str,
    score: float,
    version: OutputPath(str),
    model_version_id: OutputPath(str),
):
    """Makes the model the next version of a registered model."""
    return task_function("register-model")


@dsl.container_component
def deploy_model(
    service_name: str,
    model_name: str,
    version: str,
    address: OutputPath(str),
):
    """Serves a registered version at an address that stays the same over versions."""
    return task_function("deploy-model")


@dsl.pipeline(
    name="train-and-deploy",
    description="Trains two classifiers on a table, and serves the better one if it is good enough.",
)
def train_and_deploy(
    dataset_uri: str,
    model_name: str,
    label_column: str = "target",
    threshold: float = 0.85,
    seed: int = 42,
    test_fraction: float = 0.25,
    epochs: int = 50,
    max_depth: int = 6,
):
    dataset = dsl.importer(artifact_uri=dataset_uri, artifact_class=Dataset, reimport=False).set_display_name(
        "Import data set"
    )
    loaded = load_and_validate(dataset=dataset.output, label_column=label_column).set_display_name(
        "Load and validate"
    )
    split = preprocess_and_split(
        table=loaded.outputs["table"],
        label_column=label_column,
        test_fraction=test_fraction,
        seed=seed,
    ).set_display_name("Preprocess and split")

    regression = (
        train_logistic_regression(
            train=split.outputs["train"],
            preprocessor=split.outputs["preprocessor"],
            label_column=label_column,
            epochs=epochs,
            seed=seed,
        )
        .set_display_name("Train logistic regression")
        .set_retry(2, backoff_duration="1s")
    )
    tree = (
        train_decision_tree(
            train=split.outputs["train"],
            preprocessor=split.outputs["preprocessor"],
            label_column=label_column,
            max_depth=max_depth,
            seed=seed,
        )
        .set_display_name("Train decision tree")
        .set_retry(2, backoff_duration="1s")
    )
    regression_score = evaluate(
        model=regression.outputs["model"],
        test=split.outputs["test"],
        label_column=label_column,
    ).set_display_name("Evaluate logistic regression")
    tree_score = evaluate(
        model=tree.outputs["model"],
        test=split.outputs["test"],
        label_column=label_column,
    ).set_display_name("Evaluate decision tree")

    best = select_best(
        model_a=regression.outputs["model"],
        model_b=tree.outputs["model"],
        name_a="logistic-regression",
        name_b="decision-tree",
        score_a=regression_score.outputs["accuracy"],
        score_b=tree_score.outputs["accuracy"],
    ).set_display_name("Select best model")

    with dsl.If(best.outputs["score"] >= threshold, name="Good enough"):
        # Both act on the world outside the run, so an earlier result never stands in for them.
        registered = (
            register_model(
                model=best.outputs["model"],
                model_name=model_name,
                score=best.outputs["score"],
            )
            .set_display_name("Register model")
            .set_caching_options(False)
        )
        deploy_model(
            service_name=model_name,
            model_name=model_name,
            version=registered.outputs["version"],
        ).set_display_name("Deploy model").set_caching_options(False)


if __name__ == "__main__":
    compiler.Compiler().compile(train_and_deploy, str(Path(__file__).with_suffix(".yaml")))
