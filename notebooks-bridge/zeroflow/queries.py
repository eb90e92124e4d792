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

WATCH = """
query Watch($id: ID!) {
  run(id: $id) {
    id pipeline state
    tasks { id name state kind cold dueAt workMillis overheadMillis cachedFrom { runId } }
  }
}
"""

RUN = """
query Run($id: ID!) {
  run(id: $id) {
    id name pipeline state priority createdAt startedAt deadlineAt finishedAt
    trigger { kind detail }
    parameters { name value }
    error { code category message task }
    tasks {
      id name state kind iteration function attempts cold readyAt dueAt startedAt finishedAt
      workMillis overheadMillis cachedFrom { runId taskId } cacheMiss
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

RUN_REQUEST = """
mutation RunRequest($id: ID!) {
  answer: %s(id: $id) { done run { id pipeline state priority } }
}
"""

SET_PRIORITY = """
mutation SetPriority($id: ID!, $priority: Int!) {
  answer: setRunPriority(id: $id, priority: $priority) { done run { id pipeline state priority } }
}
"""

CLONE_RUN = """
mutation CloneRun(
  $id: ID!, $texts: [ParameterInput!], $name: String, $caching: Boolean, $priority: Int
) {
  cloneRun(id: $id, texts: $texts, name: $name, caching: $caching, priority: $priority) {
    id name pipeline state
  }
}
"""

LIMITS = """
query Limits { concurrencyLimits { scope name slots } }
"""

SET_LIMIT = """
mutation SetLimit($scope: LimitScope!, $name: String!, $slots: Int!) {
  setConcurrencyLimit(scope: $scope, name: $name, slots: $slots) { scope name slots }
}
"""

REMOVE_LIMIT = """
mutation RemoveLimit($scope: LimitScope!, $name: String!) {
  removeConcurrencyLimit(scope: $scope, name: $name)
}
"""

CACHE = """
query Cache($pipeline: String, $first: Int!) {
  cacheEntries(pipeline: $pipeline, first: $first) {
    nodes { fingerprint pipeline task runId taskId createdAt } hasNextPage
  }
}
"""

CLEAR_CACHE = """
mutation ClearCache($pipeline: String, $task: String, $olderThanSeconds: Int) {
  invalidateCache(pipeline: $pipeline, task: $task, olderThanSeconds: $olderThanSeconds)
}
"""
