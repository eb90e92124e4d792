"""Artifacts of every form, and what is said of them."""

from typing import Any, List

from kfp import dsl
from kfp.dsl import (
    HTML,
    Artifact,
    ClassificationMetrics,
    Dataset,
    Input,
    InputPath,
    Markdown,
    Metrics,
    Model,
    Output,
    OutputPath,
)


@dsl.component
def make(rows: int, table: Output[Dataset], count: OutputPath(int)):
    with open(table.path, "w") as out:
        out.writelines(f"{n}\n" for n in range(rows))
    table.metadata["rows"] = rows
    table.metadata["columns"] = ["n"]
    with open(count, "w") as out:
        out.write(str(rows))


@dsl.component
def read(table: Input[Dataset]) -> dict:
    with open(table.path) as source:
        lines = source.read().split()
    return {"lines": lines, "metadata": table.metadata, "type": type(table).__name__}


@dsl.component
def copy(source: InputPath("Dataset"), target: OutputPath("Dataset")):
    import shutil

    shutil.copyfile(source, target)


@dsl.component
def make_folder(tree: Output[Model]):
    from pathlib import Path

    (Path(tree.path) / "a" / "b").mkdir(parents=True)
    (Path(tree.path) / "a" / "b" / "weights.bin").write_bytes(bytes(range(256)))
    (Path(tree.path) / "name.txt").write_text("größe")
    tree.metadata["framework"] = "none"


@dsl.component
def read_folder(tree: Input[Model]) -> dict:
    from pathlib import Path

    files = sorted(path for path in Path(tree.path).rglob("*") if path.is_file())
    return {str(path.relative_to(tree.path)): len(path.read_bytes()) for path in files}


@dsl.component
def make_elsewhere(one: Output[Dataset], other: Output[Artifact]):
    import tempfile
    from pathlib import Path

    folder = Path(tempfile.mkdtemp())
    (folder / "one.txt").write_text("1 2")
    one.custom_path = str(folder / "one.txt")
    (folder / "tree").mkdir()
    (folder / "tree" / "leaf.txt").write_text("leaf")
    other.set_path(str(folder / "tree"))


@dsl.component
def look(one: Input[Dataset], other: Input[Artifact]) -> list:
    from pathlib import Path

    return [Path(one.path).read_text(), (Path(other.path) / "leaf.txt").read_text()]


@dsl.component
def returned(rows: int) -> Dataset:
    table = Dataset(uri=dsl.get_uri(suffix="made"), metadata={"rows": rows})
    with open(table.path, "w") as out:
        out.write("x " * rows)
    return table


@dsl.component
def join(tables: Input[List[Dataset]], joined: Output[Dataset]):
    with open(joined.path, "w") as out:
        for table in tables:
            with open(table.path) as source:
                out.write(source.read())
    joined.metadata["rows"] = sum(table.metadata["rows"] for table in tables)


@dsl.component
def measure(
    scores: Output[Metrics],
    classes: Output[ClassificationMetrics],
    page: Output[HTML],
    text: Output[Markdown],
):
    scores.log_metric("accuracy", 0.875)
    scores.log_metric("rows", 8)
    classes.log_confusion_matrix(["no", "yes"], [[3, 1], [0, 4]])
    classes.log_roc_curve([0.0, 0.25, 1.0], [0.0, 1.0, 1.0], [1.0, 0.5, 0.0])
    with open(page.path, "w") as out:
        out.write("<h1>größe</h1>")
    with open(text.path, "w") as out:
        out.write("# Scores\n")


@dsl.component
def read_scores(scores: Input[Metrics]) -> float:
    return scores.metadata["accuracy"]


@dsl.pipeline(name="artifact-forms")
def forms():
    made = make(rows=3)
    read(table=made.outputs["table"])
    copied = copy(source=made.outputs["table"])
    read(table=copied.outputs["target"])
    read_folder(tree=make_folder().outputs["tree"])
    elsewhere = make_elsewhere()
    look(one=elsewhere.outputs["one"], other=elsewhere.outputs["other"])
    read(table=returned(rows=2).output)


@dsl.pipeline(name="artifact-lists")
def lists():
    with dsl.ParallelFor([2, 1, 3]) as rows:
        made = make(rows=rows)
    joined = join(tables=dsl.Collected(made.outputs["table"]))
    read(table=joined.outputs["joined"])


@dsl.pipeline(name="metrics")
def metrics():
    read_scores(scores=measure().outputs["scores"])


@dsl.pipeline(name="importing")
def importing(uri: str):
    found = dsl.importer(artifact_uri=uri, artifact_class=Dataset, metadata={"rows": 2, "owner": "me"})
    read(table=found.output)


CASES: dict[str, Any] = {
    "forms": (forms, {}),
    "lists": (lists, {}),
    "metrics": (metrics, {}),
    "importing": (importing, {"uri": "IMPORTED"}),
}
