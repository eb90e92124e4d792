"""Importers of constant and given addresses, with metadata from parameters."""

from kfp import dsl
from kfp.dsl import Dataset, Model

import components as do


@dsl.pipeline(name="importer")
def pipeline(uri: str = "s3://datasets/b.csv", owner: str = "me"):
    """Imports in every way."""
    constant = dsl.importer(
        artifact_uri="s3://datasets/a.csv",
        artifact_class=Dataset,
        reimport=True,
        metadata={"rows": 569, "owner": owner, "nested": {"by": [owner, 1.0]}, owner: "is a key"},
    )
    do.inspect(artifact=constant.output)
    given = dsl.importer(artifact_uri=uri, artifact_class=Dataset)
    do.train(table=given.output)
    made = do.say(text="s3://models/m")
    found = dsl.importer(artifact_uri=made.output, artifact_class=Model, metadata={"from": made.output})
    do.inspect(artifact=found.output)
    with dsl.If(owner == "me"):
        do.inspect(artifact=dsl.importer(artifact_uri=uri, artifact_class=Dataset).output)
