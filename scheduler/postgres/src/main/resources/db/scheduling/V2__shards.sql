-- Runs are spread over shards, and a scheduler owns shards instead of claiming commands: what has to
-- be done for a run follows from its tasks. Values are text from here on, because jsonb changes the
-- order of keys and costs more than it gives where nobody looks inside; the views show them as json.

DROP VIEW run_view;
DROP VIEW task_view;

-- Who decides -----------------------------------------------------------------------------------

ALTER TABLE node RENAME TO member;
ALTER TABLE member RENAME CONSTRAINT node_pkey TO member_pkey;
ALTER TABLE member RENAME CONSTRAINT node_generation_check TO member_incarnation_check;
ALTER TABLE member RENAME COLUMN generation TO incarnation;
ALTER TABLE member ADD COLUMN lease_until timestamptz NOT NULL DEFAULT '-infinity';
ALTER TABLE member ALTER COLUMN lease_until DROP DEFAULT;
ALTER TABLE member SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0,
  autovacuum_vacuum_threshold = 200);

-- Never goes back and is never used twice, so a member that was forgotten cannot come back as another.
CREATE SEQUENCE incarnation;
DO $$ BEGIN
  PERFORM setval('incarnation', (SELECT coalesce(max(incarnation), 0) + 1 FROM member), false);
END $$;

CREATE TABLE shard (
  id smallint PRIMARY KEY CHECK (id BETWEEN 0 AND 255),
  -- Grows with each claim; a commit names the generation that it belongs to.
  generation bigint NOT NULL DEFAULT 0 CHECK (generation >= 0),
  owner text,
  owner_incarnation bigint,
  CHECK ((owner IS NULL) = (owner_incarnation IS NULL))
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);
INSERT INTO shard (id) SELECT generate_series(0, 255);

-- Runs --------------------------------------------------------------------------------------------

ALTER TABLE run DROP CONSTRAINT run_parameters_check;
ALTER TABLE run
  ALTER COLUMN parameters TYPE text USING parameters::text,
  -- What ShardClaim.shardOf says: the hash of a UUID is the exclusive or of its four words.
  ADD COLUMN shard smallint NOT NULL GENERATED ALWAYS AS
    ((get_byte(uuid_send(id), 3) # get_byte(uuid_send(id), 7)
      # get_byte(uuid_send(id), 11) # get_byte(uuid_send(id), 15))::smallint) STORED,
  -- The claim of the shard that wrote the row last; tells a repeated commit from a conflict.
  ADD COLUMN generation bigint NOT NULL DEFAULT 0 CHECK (generation >= 0),
  ADD COLUMN priority int NOT NULL DEFAULT 0,
  ADD COLUMN caching boolean NOT NULL DEFAULT true,
  ADD COLUMN pipeline_root text NOT NULL DEFAULT '',
  ADD COLUMN deadline_at timestamptz,
  ADD CHECK (parameters LIKE '{%}'),
  ADD CHECK (state NOT IN ('RUNNING', 'SUCCEEDED') OR started_at IS NOT NULL);
ALTER TABLE run SET (autovacuum_vacuum_scale_factor = 0.05);
CREATE INDEX run_unfinished ON run (shard) WHERE state IN ('RUNNING', 'CANCELING', 'PAUSED');
CREATE INDEX run_pending ON run (priority DESC, created_at, id) INCLUDE (shard, project)
  WHERE state = 'PENDING';

-- Tasks -------------------------------------------------------------------------------------------

ALTER TABLE task DROP CONSTRAINT task_kind_check;
ALTER TABLE task
  ALTER COLUMN inputs DROP NOT NULL,
  ALTER COLUMN outputs DROP NOT NULL,
  -- NULL is nothing.
  ALTER COLUMN inputs TYPE text
    USING nullif(inputs, '{"parameters": {}, "artifacts": {}}'::jsonb)::text,
  ALTER COLUMN outputs TYPE text
    USING nullif(outputs, '{"parameters": {}, "artifacts": {}}'::jsonb)::text,
  ADD COLUMN iteration int CHECK (iteration >= 0),
  ADD COLUMN due_at timestamptz,
  ADD COLUMN cache_fingerprint text,
  ADD COLUMN cache_parts text,
  ADD COLUMN cache_from_run uuid,
  ADD COLUMN cache_from_task text,
  ADD COLUMN cache_miss text,
  ADD CONSTRAINT task_kind_check
    CHECK (kind IN ('CONTAINER', 'IMPORTER', 'DAG', 'LOOP', 'ITERATION')),
  ADD CHECK ((kind = 'ITERATION') = (iteration IS NOT NULL)),
  ADD CHECK (due_at IS NULL OR state = 'PENDING'),
  ADD CHECK ((cache_fingerprint IS NULL) = (cache_parts IS NULL)),
  ADD CHECK ((cache_from_run IS NULL) = (cache_from_task IS NULL)),
  -- Who was asked either gave something or says why not.
  ADD CHECK (cache_fingerprint IS NULL OR (cache_from_run IS NULL) <> (cache_miss IS NULL));
-- A task is stored empty and grows with its inputs, outputs and times. With so much room in its page
-- each change stays there, and no index is touched.
ALTER TABLE task SET (fillfactor = 30, autovacuum_vacuum_scale_factor = 0.05);

-- The wait for the next attempt was a command.
UPDATE task t SET due_at = c.due_at
  FROM command c
 WHERE c.kind = 'RETRY' AND c.run_id = t.run_id AND c.task = t.path AND t.state = 'PENDING';
DROP TABLE command;

-- The log -----------------------------------------------------------------------------------------

-- One row for each committed decision instead of one for each change of state, which is half of what
-- Postgres has to write for them. Each change is [task, attempt, from, to, reason, microseconds after
-- at]; what is null at its end is left out.
CREATE TABLE decision (
  run_id uuid NOT NULL REFERENCES run ON DELETE CASCADE,
  version bigint NOT NULL CHECK (version >= 1),
  at timestamptz NOT NULL,
  transitions text NOT NULL CHECK (transitions LIKE '[[%]]'),
  PRIMARY KEY (run_id, version)
);
INSERT INTO decision (run_id, version, at, transitions)
SELECT run_id, version, min(at),
       jsonb_agg(jsonb_build_array(task, attempt, from_state, to_state, reason) ORDER BY ordinal)
  FROM transition GROUP BY run_id, version;
DROP TABLE transition;

CREATE VIEW transition_view AS
SELECT d.run_id, d.version, (c.number - 1)::int AS ordinal, c.change ->> 0 AS task,
       (c.change ->> 1)::int AS attempt, c.change ->> 2 AS from_state, c.change ->> 3 AS to_state,
       c.change ->> 4 AS reason,
       d.at + coalesce((c.change ->> 5)::bigint, 0) * interval '1 microsecond' AS at
  FROM decision d,
       json_array_elements(d.transitions::json) WITH ORDINALITY AS c (change, number);

-- What people ask of runs -------------------------------------------------------------------------

CREATE TABLE request (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run_id uuid NOT NULL REFERENCES run ON DELETE CASCADE,
  shard smallint NOT NULL,
  kind text NOT NULL CHECK (kind IN ('CANCEL', 'PAUSE', 'RESUME', 'RERUN', 'PRIORITY')),
  priority int,
  posted_at timestamptz NOT NULL DEFAULT now(),
  answered_at timestamptz,
  refused text,
  CHECK ((kind = 'PRIORITY') = (priority IS NOT NULL)),
  CHECK (refused IS NULL OR answered_at IS NOT NULL)
) WITH (autovacuum_vacuum_scale_factor = 0.05);
-- Open requests in their order, and answered ones from the oldest on, to forget them.
CREATE INDEX request_by_answer ON request (answered_at, id);

-- What earlier executions put out ---------------------------------------------------------------

CREATE TABLE cache_entry (
  project text NOT NULL CHECK (project <> ''),
  fingerprint text NOT NULL CHECK (fingerprint <> ''),
  parts text NOT NULL,
  pipeline text NOT NULL,
  task text NOT NULL CHECK (task <> ''),
  run_id uuid NOT NULL,
  path text NOT NULL CHECK (path <> ''),
  outputs text,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (project, fingerprint)
) WITH (fillfactor = 90);
CREATE INDEX cache_entry_by_task ON cache_entry (project, pipeline, task, created_at DESC);

-- How much may run at once ------------------------------------------------------------------------

CREATE TABLE concurrency_limit (
  scope text NOT NULL CHECK (scope IN ('EVERYTHING', 'PROJECT', 'FUNCTION')),
  name text NOT NULL,
  slots int NOT NULL CHECK (slots >= 0),
  set_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (scope, name),
  CHECK ((scope = 'EVERYTHING') = (name = ''))
);

-- What each member wants of a limit and may use; that of members without a lease does not count.
CREATE TABLE slot_grant (
  scope text NOT NULL,
  name text NOT NULL,
  member text NOT NULL,
  incarnation bigint NOT NULL,
  wanted int NOT NULL CHECK (wanted >= 0),
  granted int NOT NULL CHECK (granted >= 0),
  PRIMARY KEY (scope, name, member)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200);

-- What others read --------------------------------------------------------------------------------

CREATE VIEW run_view AS
SELECT id, project, name, pipeline, state, trigger_kind, trigger_detail,
       parameters::json AS parameters,
       error_code, error_category, error_message, error_task, created_at, started_at, finished_at,
       priority, deadline_at
  FROM run;

CREATE VIEW task_view AS
SELECT run_id, path, position, name, parent, kind, function, state, attempt, cold,
       ready_at, attempt_at AS started_at, finished_at, work_millis,
       extract(epoch FROM finished_at - ready_at) * 1000 - work_millis AS overhead_millis,
       coalesce(inputs::json -> 'parameters', '{}') AS inputs,
       coalesce(outputs::json -> 'parameters', '{}') AS outputs,
       error_code, error_category, error_message,
       iteration, failures, losses, due_at,
       cache_from_run AS cached_from_run, cache_from_task AS cached_from_task, cache_miss
  FROM task;
