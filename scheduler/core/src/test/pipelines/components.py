"""Components that the pipelines of the corpus are made of, one function of the image each."""

from kfp import dsl
from kfp.dsl import Artifact, ContainerSpec, Dataset, Input, Metrics, Model, Output, OutputPath

IMAGE = "zeroflow/tasks:0.1.0"


def task_function(name: str) -> ContainerSpec:
    """The container that runs one function of the image."""
    return ContainerSpec(image=IMAGE, args=["--function", name, "--executor_input", "{{$}}"])


@dsl.container_component
def say(text: str, said: OutputPath(str)):
    """Puts out its text."""
    return task_function("say")


@dsl.container_component
def add(a: int, b: int, total: OutputPath(int)):
    """Puts out a + b."""
    return task_function("add")


@dsl.container_component
def flip(seed: int, side: OutputPath(str)):
    """Puts out heads or tails."""
    return task_function("flip")


@dsl.container_component
def count(to: int, numbers: OutputPath(list)):
    """Puts out the list 0, 1, ..., to - 1."""
    return task_function("count")


@dsl.container_component
def total(numbers: list, sum_of: OutputPath(int)):
    """Puts out the sum of a list, which may be nested."""
    return task_function("total")


@dsl.container_component
def settings(learning_rate: float, chosen: OutputPath(dict)):
    """Puts out a struct."""
    return task_function("settings")


@dsl.container_component
def describe(
    text: str,
    whole: int,
    real: float,
    flag: bool,
    items: list,
    struct: dict,
    json_text: OutputPath(str),
):
    """Puts out all its inputs as one JSON text."""
    return task_function("describe")


@dsl.container_component
def make_table(rows: int, table: Output[Dataset]):
    """Makes a table."""
    return task_function("make-table")


@dsl.container_component
def train(table: Input[Dataset], model: Output[Model], metrics: Output[Metrics], score: OutputPath(float)):
    """Makes a model of a table."""
    return task_function("train")


@dsl.container_component
def inspect(artifact: Input[Artifact], uri: OutputPath(str)):
    """Puts out the address of an artifact."""
    return task_function("inspect")


@dsl.container_component
def fail(message: str, never: OutputPath(str)):
    """Fails."""
    return task_function("fail")
