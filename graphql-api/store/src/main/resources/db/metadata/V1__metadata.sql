-- Everything that is remembered beside the scheduler's own state. Every row has a project, and every
-- reference between rows carries it, so that a row can never point into another project.

CREATE TABLE artifact (
  id uuid PRIMARY KEY,
  project text NOT NULL CHECK (project <> ''),
  name text NOT NULL,
  type text NOT NULL,
  uri text NOT NULL,
  -- An object that someone else stored is known by its ETag only.
  digest text NOT NULL CHECK (digest ~ '^(sha256:[0-9a-f]{64}|etag:\S{1,200})$'),
  size bigint NOT NULL CHECK (size >= 0),
  metadata jsonb NOT NULL CHECK (jsonb_typeof(metadata) = 'object'),
  created_at timestamptz NOT NULL,
  UNIQUE (project, id)
);

CREATE TABLE execution (
  id uuid PRIMARY KEY,
  project text NOT NULL CHECK (project <> ''),
  run_id uuid NOT NULL,
  task_path text NOT NULL CHECK (task_path <> ''),
  name text NOT NULL,
  attempt int NOT NULL CHECK (attempt >= 0),
  state text NOT NULL
    CHECK (state IN ('NEW', 'RUNNING', 'COMPLETE', 'FAILED', 'CACHED', 'CANCELED')),
  started_at timestamptz,
  finished_at timestamptz,
  UNIQUE (project, id),
  CHECK ((state IN ('NEW', 'RUNNING')) = (finished_at IS NULL))
);
CREATE INDEX execution_by_run ON execution (run_id, task_path, attempt);

CREATE TABLE lineage_edge (
  project text NOT NULL,
  execution_id uuid NOT NULL,
  artifact_id uuid NOT NULL,
  direction text NOT NULL CHECK (direction IN ('INPUT', 'OUTPUT')),
  slot text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (execution_id, direction, slot, artifact_id),
  FOREIGN KEY (project, execution_id) REFERENCES execution (project, id),
  FOREIGN KEY (project, artifact_id) REFERENCES artifact (project, id)
);
CREATE INDEX lineage_edge_by_artifact ON lineage_edge (artifact_id, direction);

CREATE TABLE metric (
  project text NOT NULL CHECK (project <> ''),
  run_id uuid NOT NULL,
  task_path text NOT NULL CHECK (task_path <> ''),
  key text NOT NULL CHECK (key <> ''),
  step bigint NOT NULL,
  value float8 NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (run_id, task_path, key, step)
);

CREATE TABLE registered_model (
  project text NOT NULL CHECK (project <> ''),
  name text NOT NULL CHECK (name ~ '^[A-Za-z0-9][A-Za-z0-9._ -]{0,127}$'),
  -- Locked by the transaction that adds a version, so numbers have no gaps.
  last_version int NOT NULL CHECK (last_version >= 0),
  created_at timestamptz NOT NULL,
  PRIMARY KEY (project, name)
);

CREATE TABLE model_version (
  id uuid PRIMARY KEY,
  project text NOT NULL,
  model text NOT NULL,
  version int NOT NULL CHECK (version >= 1),
  artifact_id uuid NOT NULL,
  run_id uuid,
  task_path text,
  metrics jsonb NOT NULL CHECK (jsonb_typeof(metrics) = 'object'),
  description text NOT NULL CHECK (length(description) <= 10000),
  client_request_id text NOT NULL,
  request_digest text NOT NULL CHECK (request_digest ~ '^sha256:[0-9a-f]{64}$'),
  created_at timestamptz NOT NULL,
  UNIQUE (project, model, version),
  UNIQUE (project, client_request_id),
  FOREIGN KEY (project, model) REFERENCES registered_model (project, name),
  FOREIGN KEY (project, artifact_id) REFERENCES artifact (project, id),
  CHECK ((run_id IS NULL) = (task_path IS NULL))
);
CREATE INDEX model_version_by_artifact ON model_version (artifact_id);

CREATE TABLE inference_service (
  project text NOT NULL CHECK (project <> ''),
  name text NOT NULL CHECK (name ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$'),
  model text NOT NULL,
  version int NOT NULL,
  artifact_id uuid NOT NULL,
  digest text NOT NULL,
  -- Only ever the digest: a reader of this table cannot pretend to be the function.
  token_digest text NOT NULL UNIQUE CHECK (token_digest ~ '^sha256:[0-9a-f]{64}$'),
  state text NOT NULL CHECK (state IN ('PENDING', 'READY', 'FAILED')),
  address text NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (project, name),
  FOREIGN KEY (project, model, version) REFERENCES model_version (project, model, version),
  FOREIGN KEY (project, artifact_id) REFERENCES artifact (project, id)
);

CREATE TABLE run_trigger (
  project text NOT NULL CHECK (project <> ''),
  name text NOT NULL CHECK (name ~ '^[A-Za-z0-9][A-Za-z0-9._ -]{0,127}$'),
  bucket text NOT NULL CHECK (bucket <> ''),
  prefix text NOT NULL,
  suffix text NOT NULL,
  pipeline text NOT NULL,
  parameters jsonb NOT NULL CHECK (jsonb_typeof(parameters) = 'object'),
  enabled boolean NOT NULL,
  PRIMARY KEY (project, name)
);
CREATE INDEX run_trigger_by_bucket ON run_trigger (project, bucket);

CREATE TABLE object_event (
  project text NOT NULL CHECK (project <> ''),
  source text NOT NULL,
  id text NOT NULL,
  bucket text NOT NULL,
  key text NOT NULL,
  size bigint NOT NULL CHECK (size >= 0),
  etag text NOT NULL,
  sequencer text NOT NULL,
  time timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  decided_at timestamptz,
  PRIMARY KEY (project, source, id)
);

CREATE TABLE trigger_decision (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  project text NOT NULL,
  source text NOT NULL,
  event_id text NOT NULL,
  -- NULL if no trigger watched the bucket. No foreign key: the log outlives the trigger.
  trigger text,
  decision text NOT NULL CHECK (decision IN ('TRIGGERED', 'FILTERED', 'DUPLICATE', 'ERROR')),
  run_id uuid,
  detail text,
  at timestamptz NOT NULL,
  FOREIGN KEY (project, source, event_id) REFERENCES object_event (project, source, id),
  CHECK ((decision = 'TRIGGERED') = (run_id IS NOT NULL)),
  CHECK ((decision IN ('FILTERED', 'ERROR')) = (detail IS NOT NULL))
);
CREATE INDEX trigger_decision_by_event ON trigger_decision (project, source, event_id);

CREATE TABLE pipeline (
  project text NOT NULL CHECK (project <> ''),
  name text NOT NULL CHECK (name ~ '^[A-Za-z0-9][A-Za-z0-9._ -]{0,127}$'),
  -- Locked by the transaction that adds a version.
  last_version int NOT NULL CHECK (last_version >= 0),
  PRIMARY KEY (project, name)
);

CREATE TABLE pipeline_version (
  project text NOT NULL,
  pipeline text NOT NULL,
  number int NOT NULL CHECK (number >= 1),
  digest text NOT NULL CHECK (digest ~ '^sha256:[0-9a-f]{64}$'),
  document text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (project, pipeline, number),
  FOREIGN KEY (project, pipeline) REFERENCES pipeline (project, name)
);

CREATE TABLE log_chunk (
  project text NOT NULL CHECK (project <> ''),
  run_id uuid NOT NULL,
  task_path text NOT NULL,
  attempt int NOT NULL CHECK (attempt >= 1),
  sequence bigint NOT NULL CHECK (sequence >= 0),
  line_count int NOT NULL CHECK (line_count >= 1),
  last_at timestamptz NOT NULL,
  -- Small chunks are here, large ones in the object store.
  lines text,
  uri text,
  PRIMARY KEY (run_id, task_path, attempt, sequence),
  CHECK ((lines IS NULL) <> (uri IS NULL)),
  CHECK (lines IS NULL OR octet_length(lines) < 8192)
);
