"""The GraphQL documents that the command line sends."""

RUNS = """
query Runs($first: Int!) {
  runs(first: $first) {
    nodes {
      id name pipeline state createdAt startedAt finishedAt
      trigger { kind detail } error { message task }
    }
  }
}
"""

RUN = """
query Run($id: ID!) {
  run(id: $id) {
    id name pipeline state createdAt startedAt finishedAt
    trigger { kind detail }
    parameters { name value }
    error { code category message task }
    tasks {
      id name state kind function attempts cold readyAt startedAt finishedAt workMillis overheadMillis
      inputs { name value } outputs { name value } metrics { key value step }
      outputArtifacts { slot artifact { id name type uri digest size } }
      error { code category message }
    }
  }
}
"""

MODEL_VERSION = """
query ModelVersion($model: String!, $version: String!) {
  modelVersion(model: $model, version: $version) {
    id model version createdAt artifact { id uri digest } run { id } metrics { key value }
  }
}
"""

LINEAGE = """
query Lineage($root: ID!) {
  lineage(root: $root, direction: UPSTREAM) {
    root truncated
    nodes { id kind name type uri digest runId taskId state }
    edges { from to role }
  }
}
"""

FUNCTIONS = """
query Functions {
  functions { name kind state replicas reason since lastColdStartMillis }
}
"""

CREATE_TRIGGER = """
mutation CreateTrigger($input: CreateTriggerInput!) {
  createTrigger(input: $input) { trigger { name bucket prefix suffix pipeline } }
}
"""
