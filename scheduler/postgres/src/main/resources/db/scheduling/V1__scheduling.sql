-- State of the scheduler. Only the scheduler writes here; everybody else reads the views at the end.

CREATE TABLE node (
  name text PRIMARY KEY,
  -- Grows each time a process takes the name over; a commit names the generation that it belongs to.
  generation bigint NOT NULL CHECK (generation >= 1),
  started_at timestamptz NOT NULL
);

CREATE TABLE pipeline_document (
  digest text PRIMARY KEY CHECK (digest ~ '^sha256:[0-9a-f]{64}$'),
  document text NOT NULL,
  stored_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE run (
  id uuid PRIMARY KEY,
  project text NOT NULL CHECK (project <> ''),
  name text NOT NULL,
  pipeline text NOT NULL,
  document_digest text NOT NULL REFERENCES pipeline_document,
  parameters jsonb NOT NULL CHECK (jsonb_typeof(parameters) = 'object'),
  trigger_kind text NOT NULL CHECK (trigger_kind IN ('MANUAL', 'SCHEDULE', 'OBJECT_CREATED')),
  trigger_detail text,
  idempotency_key text,
  state text NOT NULL CHECK (state IN
    ('PENDING', 'RUNNING', 'SUCCEEDED', 'SKIPPED', 'FAILED', 'CANCELING', 'CANCELED', 'PAUSED')),
  version bigint NOT NULL CHECK (version >= 0),
  error_code text,
  error_category text CHECK (error_category IN ('USER', 'TRANSIENT', 'RESOURCE', 'INTERNAL')),
  error_message text,
  error_stack text,
  error_task text,
  created_at timestamptz NOT NULL,
  started_at timestamptz,
  finished_at timestamptz,
  UNIQUE (project, idempotency_key),
  CHECK ((state IN ('SUCCEEDED', 'SKIPPED', 'FAILED', 'CANCELED')) = (finished_at IS NOT NULL)),
  CHECK ((error_code IS NULL) = (error_message IS NULL))
) WITH (fillfactor = 70);
CREATE INDEX run_by_creation ON run (project, created_at DESC, id DESC);

CREATE TABLE task (
  run_id uuid NOT NULL REFERENCES run ON DELETE CASCADE,
  path text NOT NULL CHECK (path <> ''),
  position int NOT NULL CHECK (position >= 0),
  name text NOT NULL,
  parent text,
  kind text NOT NULL CHECK (kind IN ('CONTAINER', 'IMPORTER', 'DAG')),
  function text,
  state text NOT NULL CHECK (state IN
    ('PENDING', 'RUNNING', 'SUCCEEDED', 'SKIPPED', 'FAILED', 'CANCELING', 'CANCELED', 'PAUSED')),
  attempt int NOT NULL CHECK (attempt >= 0),
  failures int NOT NULL CHECK (failures >= 0),
  losses int NOT NULL CHECK (losses >= 0),
  ready_at timestamptz,
  attempt_at timestamptz,
  finished_at timestamptz,
  inputs jsonb NOT NULL,
  outputs jsonb NOT NULL,
  cold boolean,
  download_millis float8,
  work_millis float8,
  upload_millis float8,
  error_code text,
  error_category text CHECK (error_category IN ('USER', 'TRANSIENT', 'RESOURCE', 'INTERNAL')),
  error_message text,
  error_stack text,
  PRIMARY KEY (run_id, path),
  CHECK ((state IN ('SUCCEEDED', 'SKIPPED', 'FAILED', 'CANCELED')) = (finished_at IS NOT NULL)),
  CHECK (state <> 'FAILED' OR error_code IS NOT NULL)
) WITH (fillfactor = 70);

-- Every change of state, in the order (version, ordinal) of its run.
CREATE TABLE transition (
  run_id uuid NOT NULL REFERENCES run ON DELETE CASCADE,
  version bigint NOT NULL,
  ordinal int NOT NULL,
  task text,
  attempt int NOT NULL,
  from_state text,
  to_state text NOT NULL,
  reason text,
  at timestamptz NOT NULL,
  PRIMARY KEY (run_id, version, ordinal)
);

-- Outbox, timer and queue in one.
CREATE TABLE command (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run_id uuid NOT NULL REFERENCES run ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('START', 'INVOKE', 'IMPORT', 'RETRY')),
  task text NOT NULL,
  attempt int NOT NULL CHECK (attempt >= 0),
  due_at timestamptz NOT NULL,
  lease_owner text,
  dispatches int NOT NULL DEFAULT 0 CHECK (dispatches >= 0)
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.01);
CREATE INDEX command_by_due ON command (due_at, id);
CREATE INDEX command_by_run ON command (run_id);

CREATE VIEW run_view AS
SELECT id, project, name, pipeline, state, trigger_kind, trigger_detail, parameters,
       error_code, error_category, error_message, error_task, created_at, started_at, finished_at
  FROM run;

CREATE VIEW task_view AS
SELECT run_id, path, position, name, parent, kind, function, state, attempt, cold,
       ready_at, attempt_at AS started_at, finished_at, work_millis,
       extract(epoch FROM finished_at - ready_at) * 1000 - work_millis AS overhead_millis,
       inputs -> 'parameters' AS inputs, outputs -> 'parameters' AS outputs,
       error_code, error_category, error_message
  FROM task;
