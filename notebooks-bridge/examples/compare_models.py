"""Downloads a table, trains two models side by side, and serves the better one if it is good enough."""

from classification import download, evaluate, preprocess, select, train_regression, train_tree
from kfp import dsl
from serving import serve
from submitting import options, run


@dsl.component(base_image="python:3.11")
def conclude(kind: str, score: float, threshold: float) -> str:
    """Says in words what was decided."""
    words = (
        f"the {kind} with {score:.3f} is {'' if score >= threshold else 'not '}good enough for {threshold}"
    )
    print(words)
    return words


@dsl.pipeline(name="compare-models", description="Two learners side by side; the better one is served.")
def compare_models(
    table: str = "breast_cancer",
    service: str = "compared",
    threshold: float = 0.9,
    max_depth: int = 4,
    test_fraction: float = 0.25,
    seed: int = 7,
):
    """Download, train in parallel, evaluate, select, condition."""
    downloaded = download(name=table)
    parts = preprocess(table=downloaded.outputs["table"], test_fraction=test_fraction, seed=seed)
    train, test = parts.outputs["train"], parts.outputs["test"]
    regression = train_regression(train=train)
    tree = train_tree(train=train, max_depth=max_depth, seed=seed)
    one = evaluate(model=regression.outputs["model"], test=test)
    other = evaluate(model=tree.outputs["model"], test=test)
    best = select(
        one=regression.outputs["model"],
        other=tree.outputs["model"],
        one_score=one.outputs["Output"],
        other_score=other.outputs["Output"],
    )
    conclude(kind=best.outputs["kind"], score=best.outputs["score"], threshold=threshold)
    with dsl.If(best.outputs["score"] >= threshold, name="Good enough"):
        serve(model=best.outputs["best"], train=train, score=best.outputs["score"], service=service)


if __name__ == "__main__":
    parser = options(__doc__)
    parser.add_argument("--table", default="breast_cancer", choices=["breast_cancer", "wine", "iris"])
    parser.add_argument("--threshold", type=float, default=0.9)
    parser.add_argument("--service", default="compared")
    given = parser.parse_args()
    run(
        given.host,
        compare_models,
        {"table": given.table, "threshold": given.threshold, "service": given.service},
    )
