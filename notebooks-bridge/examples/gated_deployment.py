"""From a download that fails at times to a service behind a gate, with an examination that can be repeated.

The examination is a table of its own in the bucket `datasets`. While it is not there the run fails; once it
is, `./zeroflow rerun RUN` does what failed and what was behind it, and nothing else.
"""

from classification import PACKAGES, PYTHON, evaluate, preprocess, train_tree
from kfp import dsl
from kfp.dsl import Dataset, Output
from serving import serve
from submitting import options, run


@dsl.component(base_image=PYTHON, packages_to_install=PACKAGES)
def download_unreliably(name: str, run_id: str, failures: int, table: Output[Dataset]) -> int:
    """Fetches one of scikit-learn's tables, but only after failures; puts out how often it was tried."""
    import os

    from sklearn import datasets

    marks = f"/var/tmp/unreliable-{run_id}"  # a step's own folders end with it
    with open(marks, "a") as out:
        out.write("x")
    tries = os.path.getsize(marks)
    if tries <= failures:
        raise ConnectionError(f"try {tries}: the connection was reset")
    os.remove(marks)
    frame = getattr(datasets, f"load_{name}")(as_frame=True).frame
    frame.columns = frame.columns.str.replace(r"\W+", "_", regex=True)
    frame.to_csv(table.path, index=False)
    return tries


@dsl.pipeline(name="gated-deployment", description="Trains, examines, and serves only above a threshold.")
def gated_deployment(
    examination: str, table: str = "wine", service: str = "gated", threshold: float = 0.8, failures: int = 1
):
    """Download with retries, train, examine, gate, deploy."""
    downloaded = download_unreliably(name=table, run_id=dsl.PIPELINE_JOB_ID_PLACEHOLDER, failures=failures)
    downloaded.set_retry(num_retries=3, backoff_duration="1s").set_caching_options(False)
    parts = preprocess(table=downloaded.outputs["table"], test_fraction=0.25, seed=7)
    model = train_tree(train=parts.outputs["train"], max_depth=5, seed=7)
    usual = evaluate(model=model.outputs["model"], test=parts.outputs["test"]).set_display_name("Evaluate")
    with dsl.If(usual.outputs["Output"] >= threshold, name="Good enough"):
        imported = dsl.importer(artifact_uri=examination, artifact_class=Dataset, reimport=True)
        examined = evaluate(model=model.outputs["model"], test=imported.output).set_display_name("Examine")
        with dsl.If(examined.outputs["Output"] >= threshold, name="Passed"):
            score = examined.outputs["Output"]
            serve(model=model.outputs["model"], train=parts.outputs["train"], score=score, service=service)


if __name__ == "__main__":
    parser = options(__doc__)
    parser.add_argument("examination", help="address of a CSV file like the table, s3://datasets/...")
    parser.add_argument("--table", default="wine", choices=["breast_cancer", "wine", "iris"])
    parser.add_argument("--service", default="gated")
    parser.add_argument("--threshold", type=float, default=0.8)
    parser.add_argument("--failures", type=int, default=1, help="how often the download fails")
    given = parser.parse_args()
    names = ("examination", "table", "service", "threshold", "failures")
    run(given.host, gated_deployment, {name: getattr(given, name) for name in names})
