"""The GraphQL documents that the command line sends."""

RUNS = """
query Runs($first: Int!) {
  runs(first: $first, filter: {kinds: [PIPELINE]}) {
    nodes {
      id: uid name state createdAt startedAt finishedAt
      ... on PipelineRun { pipeline trigger { kind detail } error { message task } }
    }
  }
}
"""

WATCH = """
query Watch($id: ID!) {
  run: pipelineRun(id: $id) {
    id: uid pipeline state
    tasks { id: path name state kind cold dueAt workMillis overheadMillis cachedFrom { runId } }
  }
}
"""

RUN = """
query Run($id: ID!) {
  run: pipelineRun(id: $id) {
    id: uid name pipeline state priority createdAt startedAt deadlineAt finishedAt
    trigger { kind detail }
    parameters { name value }
    error { code category message task }
    tasks {
      id: path name state kind iteration function attempts: attemptCount cold
      readyAt dueAt startedAt finishedAt
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
    id model version createdAt artifact { id uri digest } run { id: uid } metrics { key value }
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
query Functions($after: String) {
  functions(first: 100, after: $after) {
    nodes { name kind state replicas reason since lastColdStartMillis }
    pageInfo { hasNextPage endCursor }
  }
}
"""

CREATE_TRIGGER = """
mutation CreateTrigger($input: CreateTriggerInput!) {
  createTrigger(input: $input) {
    trigger { name bucket prefix suffix pipeline } userErrors { code message }
  }
}
"""

RUN_REQUEST = """
mutation RunRequest($id: ID!) {
  answer: %s(id: $id) {
    done run { id: uid pipeline state priority } userErrors { code message }
  }
}
"""

SET_PRIORITY = """
mutation SetPriority($id: ID!, $priority: Int!) {
  answer: setRunPriority(id: $id, priority: $priority) {
    done run { id: uid pipeline state priority } userErrors { code message }
  }
}
"""

CLONE_RUN = """
mutation CloneRun(
  $id: ID!, $texts: [ParameterInput!], $name: String, $caching: Boolean, $priority: Int
) {
  cloneRun(id: $id, texts: $texts, name: $name, caching: $caching, priority: $priority) {
    run { id: uid name pipeline state } userErrors { code message }
  }
}
"""

LIMITS = """
query Limits { concurrencyLimits { scope name slots } }
"""

SET_LIMIT = """
mutation SetLimit($scope: LimitScope!, $name: String!, $slots: Int!) {
  setConcurrencyLimit(scope: $scope, name: $name, slots: $slots) {
    limit { scope name slots } userErrors { code message }
  }
}
"""

REMOVE_LIMIT = """
mutation RemoveLimit($scope: LimitScope!, $name: String!) {
  removeConcurrencyLimit(scope: $scope, name: $name) { removed userErrors { code message } }
}
"""

CACHE = """
query Cache($pipeline: String, $first: Int!) {
  cacheEntries(pipeline: $pipeline, first: $first) {
    nodes { fingerprint pipeline task runId taskId createdAt } pageInfo { hasNextPage }
  }
}
"""

CLEAR_CACHE = """
mutation ClearCache($pipeline: String, $task: String, $olderThanSeconds: Int) {
  invalidateCache(pipeline: $pipeline, task: $task, olderThanSeconds: $olderThanSeconds) {
    forgotten userErrors { code message }
  }
}
"""
