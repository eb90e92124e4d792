-- What tracking clients log: runs with parameters, tags and metrics, data sets, logged models and
-- files; and what a registry needs beyond numbered versions.

-- Experiments -------------------------------------------------------------------------------------

-- Tracking clients know experiments by number; 0 is the default one of a project.
CREATE SEQUENCE experiment_number;
ALTER TABLE experiment
  ADD COLUMN number bigint DEFAULT nextval('experiment_number'),
  ADD COLUMN tags jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(tags) = 'object'),
  -- Where clients store files by themselves; empty if they go through the server.
  ADD COLUMN artifact_location text NOT NULL DEFAULT '',
  ADD COLUMN updated_at timestamptz DEFAULT now(),
  DROP CONSTRAINT experiment_name_check,
  ADD CHECK (length(name) BETWEEN 1 AND 500);
UPDATE experiment SET updated_at = created_at, number = CASE name WHEN 'Default' THEN 0 ELSE number END;
ALTER TABLE experiment
  ALTER COLUMN number SET NOT NULL,
  ALTER COLUMN updated_at SET NOT NULL,
  ADD UNIQUE (project, number);

-- Tracking runs -----------------------------------------------------------------------------------

CREATE TABLE tracking_run (
  id uuid PRIMARY KEY,
  project text NOT NULL CHECK (project <> ''),
  experiment_id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) <= 250),
  user_name text NOT NULL,
  -- CLIENT: somebody's notebook or script; TASK: a task of a pipeline run that logged something;
  -- PIPELINE: the run of such a task.
  origin text NOT NULL CHECK (origin IN ('CLIENT', 'TASK', 'PIPELINE')),
  -- No foreign key: the log outlives the run.
  pipeline_run_id uuid,
  task_path text,
  state text NOT NULL CHECK (state IN ('PENDING', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELED')),
  started_at timestamptz NOT NULL,
  ended_at timestamptz,
  deleted_at timestamptz,
  UNIQUE (project, id),
  FOREIGN KEY (project, experiment_id) REFERENCES experiment (project, id),
  CHECK ((origin = 'CLIENT') = (pipeline_run_id IS NULL)),
  CHECK ((origin = 'TASK') = (task_path IS NOT NULL))
);
CREATE INDEX tracking_run_by_experiment ON tracking_run (project, experiment_id, started_at DESC, id)
  WHERE deleted_at IS NULL;
CREATE INDEX tracking_run_by_start ON tracking_run (project, started_at DESC, id)
  WHERE deleted_at IS NULL;

-- The next four have neither a project nor a foreign key: they are only ever written and read
-- together with their run, and a check for each of 50,000 points a second is too much.
-- Keys compare by their bytes, which takes half the time of what a language asks for. The
-- statistics tell searches how rare a value is among those of its key, not among all.

CREATE TABLE tracking_param (
  run_id uuid NOT NULL,
  key text COLLATE "C" NOT NULL CHECK (length(key) BETWEEN 1 AND 250),
  value text NOT NULL CHECK (length(value) <= 6000),
  PRIMARY KEY (run_id, key)
);
CREATE INDEX tracking_param_by_value ON tracking_param (key, left(value, 100));
CREATE STATISTICS tracking_param_values (mcv) ON key, (left(value, 100)) FROM tracking_param;

CREATE TABLE tracking_tag (
  run_id uuid NOT NULL,
  key text COLLATE "C" NOT NULL CHECK (length(key) BETWEEN 1 AND 250),
  value text NOT NULL CHECK (length(value) <= 8000),
  PRIMARY KEY (run_id, key)
);
CREATE INDEX tracking_tag_by_value ON tracking_tag (key, left(value, 100));
CREATE STATISTICS tracking_tag_values (mcv) ON key, (left(value, 100)) FROM tracking_tag;

-- The key is the whole point: a batch that is sent again adds nothing. Times are milliseconds since
-- 1970 as clients send them, also those that are no date.
CREATE TABLE metric_point (
  run_id uuid NOT NULL,
  key text COLLATE "C" NOT NULL CHECK (length(key) BETWEEN 1 AND 250),
  step bigint NOT NULL,
  at_millis bigint NOT NULL,
  value float8 NOT NULL,
  model_id uuid,
  dataset_name text,
  dataset_digest text,
  PRIMARY KEY (run_id, key, step, at_millis, value)
);

-- The greatest point of each key by (step, time, value).
CREATE TABLE latest_metric (
  run_id uuid NOT NULL,
  key text COLLATE "C" NOT NULL,
  step bigint NOT NULL,
  at_millis bigint NOT NULL,
  value float8 NOT NULL,
  model_id uuid,
  dataset_name text,
  dataset_digest text,
  PRIMARY KEY (run_id, key)
) WITH (fillfactor = 80);
CREATE INDEX latest_metric_by_value ON latest_metric (key, value);

-- Data sets and logged models ---------------------------------------------------------------------

-- A version of a data set; its id is also the one of its artifact in the lineage.
CREATE TABLE dataset_version (
  id uuid PRIMARY KEY,
  project text NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 500),
  digest text NOT NULL CHECK (length(digest) BETWEEN 1 AND 36),
  source_type text NOT NULL,
  source text NOT NULL CHECK (length(source) <= 65536),
  schema text CHECK (length(schema) <= 1048576),
  profile text CHECK (length(profile) <= 16777216),
  created_at timestamptz NOT NULL,
  UNIQUE (project, name, digest),
  UNIQUE (project, id),
  FOREIGN KEY (project, id) REFERENCES artifact (project, id)
);

CREATE TABLE run_dataset (
  project text NOT NULL,
  run_id uuid NOT NULL,
  dataset_id uuid NOT NULL,
  tags jsonb NOT NULL CHECK (jsonb_typeof(tags) = 'object'),
  PRIMARY KEY (run_id, dataset_id),
  FOREIGN KEY (project, run_id) REFERENCES tracking_run (project, id),
  FOREIGN KEY (project, dataset_id) REFERENCES dataset_version (project, id)
);
CREATE INDEX run_dataset_by_dataset ON run_dataset (dataset_id);

CREATE VIEW run_dataset_view AS
  SELECT i.run_id, d.name, d.digest, i.tags ->> 'mlflow.data.context' AS context
    FROM run_dataset i JOIN dataset_version d ON d.id = i.dataset_id;

-- A model that a run has made, before or without a place in the registry. The id of its artifact in
-- the lineage is the same.
CREATE TABLE logged_model (
  id uuid PRIMARY KEY,
  project text NOT NULL,
  experiment_id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 500),
  model_type text NOT NULL,
  source_run_id uuid,
  state text NOT NULL CHECK (state IN ('PENDING', 'READY', 'UPLOAD_FAILED')),
  state_message text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  deleted_at timestamptz,
  UNIQUE (project, id),
  FOREIGN KEY (project, experiment_id) REFERENCES experiment (project, id),
  FOREIGN KEY (project, source_run_id) REFERENCES tracking_run (project, id)
);
CREATE INDEX logged_model_by_experiment
  ON logged_model (project, experiment_id, created_at DESC, id) WHERE deleted_at IS NULL;
CREATE INDEX logged_model_by_run ON logged_model (source_run_id);

CREATE TABLE logged_model_param (
  model_id uuid NOT NULL REFERENCES logged_model (id),
  key text NOT NULL CHECK (length(key) BETWEEN 1 AND 250),
  value text NOT NULL CHECK (length(value) <= 6000),
  PRIMARY KEY (model_id, key)
);

CREATE TABLE logged_model_tag (
  model_id uuid NOT NULL REFERENCES logged_model (id),
  key text NOT NULL CHECK (length(key) BETWEEN 1 AND 250),
  value text NOT NULL CHECK (length(value) <= 8000),
  PRIMARY KEY (model_id, key)
);

-- The latest figure of a model for each key, run and data set.
CREATE TABLE logged_model_metric (
  model_id uuid NOT NULL,
  key text NOT NULL CHECK (length(key) BETWEEN 1 AND 250),
  run_id uuid NOT NULL,
  dataset_name text NOT NULL DEFAULT '',
  dataset_digest text NOT NULL DEFAULT '',
  step bigint NOT NULL,
  at_millis bigint NOT NULL,
  value float8 NOT NULL,
  PRIMARY KEY (model_id, key, run_id, dataset_name, dataset_digest)
);

-- Models that a run read or wrote.
CREATE TABLE run_model (
  project text NOT NULL,
  run_id uuid NOT NULL,
  model_id uuid NOT NULL,
  direction text NOT NULL CHECK (direction IN ('INPUT', 'OUTPUT')),
  step bigint NOT NULL,
  PRIMARY KEY (run_id, model_id, direction),
  FOREIGN KEY (project, run_id) REFERENCES tracking_run (project, id),
  FOREIGN KEY (project, model_id) REFERENCES logged_model (project, id)
);

-- Files -------------------------------------------------------------------------------------------

-- What clients call a path is a name in this table and nothing else: the object has a key of the
-- server's own making. A row is there before its bytes are, so that what an upload leaves behind
-- can be found and swept.
CREATE TABLE tracking_file (
  project text NOT NULL CHECK (project <> ''),
  path text COLLATE "C" NOT NULL CHECK (length(path) BETWEEN 1 AND 1000),
  uri text NOT NULL,
  size bigint NOT NULL CHECK (size >= 0),
  digest text NOT NULL CHECK (digest ~ '^(sha256:[0-9a-f]{64}|etag:\S{1,200})$'),
  media_type text NOT NULL,
  stored_at timestamptz NOT NULL,
  PRIMARY KEY (project, path)
);

-- An upload that is under way, or that nobody has finished.
CREATE TABLE tracking_upload (
  id uuid PRIMARY KEY,
  project text NOT NULL CHECK (project <> ''),
  path text COLLATE "C" NOT NULL,
  uri text NOT NULL,
  -- Of an upload in parts, as the object store named it.
  parts_id text,
  begun_at timestamptz NOT NULL
);
CREATE INDEX tracking_upload_by_age ON tracking_upload (begun_at);

-- Data sets that tracking clients name have digests of the clients' making.
ALTER TABLE artifact DROP CONSTRAINT artifact_digest_check;
ALTER TABLE artifact ADD CONSTRAINT artifact_digest_check
  CHECK (digest ~ '^(sha256:[0-9a-f]{64}|etag:\S{1,200}|client:\S{1,64}|)$');

-- Registry ----------------------------------------------------------------------------------------

ALTER TABLE registered_model
  DROP CONSTRAINT registered_model_name_check,
  ADD CHECK (name ~ '^[^/:[:cntrl:]]{1,250}$'),
  ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
  ADD COLUMN description text NOT NULL DEFAULT '',
  ADD COLUMN user_name text NOT NULL DEFAULT '',
  ADD COLUMN tags jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(tags) = 'object'),
  -- Its id for clients that want ids of nine digits.
  ADD COLUMN number int GENERATED ALWAYS AS IDENTITY UNIQUE,
  -- What other registries' clients say of it, as they said it.
  ADD COLUMN properties jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(properties) = 'object'),
  -- Grows with every change, for writers that change only what they have seen.
  ADD COLUMN revision bigint NOT NULL DEFAULT 1,
  ADD COLUMN updated_at timestamptz;
UPDATE registered_model SET updated_at = created_at;
ALTER TABLE registered_model ALTER COLUMN updated_at SET NOT NULL;

-- What a model is found by. The cuts keep one row below what a vector may hold.
ALTER TABLE registered_model ADD COLUMN words tsvector GENERATED ALWAYS AS (
  setweight(to_tsvector('simple', regexp_replace(name, '[[:punct:][:space:]]+', ' ', 'g')), 'A')
  || to_tsvector('simple', regexp_replace(left(description, 20000), '[[:punct:][:space:]]+', ' ', 'g'))
  || to_tsvector('simple', regexp_replace(left(tags::text, 50000), '[[:punct:][:space:]]+', ' ', 'g'))
) STORED;
CREATE INDEX registered_model_by_word ON registered_model USING gin (words);

ALTER TABLE model_version
  ADD COLUMN number int GENERATED ALWAYS AS IDENTITY UNIQUE,
  ADD COLUMN user_name text NOT NULL DEFAULT '',
  ADD COLUMN tags jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(tags) = 'object'),
  ADD COLUMN properties jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(properties) = 'object'),
  ADD COLUMN stage text NOT NULL DEFAULT 'None'
    CHECK (stage IN ('None', 'Staging', 'Production', 'Archived')),
  -- What the client said it was made from, and what that stood for.
  ADD COLUMN source text NOT NULL DEFAULT '',
  ADD COLUMN location text NOT NULL DEFAULT '',
  ADD COLUMN run_link text NOT NULL DEFAULT '',
  -- Tracking run and logged model that it came from.
  ADD COLUMN tracking_run_id uuid,
  ADD COLUMN logged_model_id uuid,
  -- JSON texts: inputs and outputs of the model; what it needs to be loaded.
  ADD COLUMN signature text,
  ADD COLUMN environment text,
  ADD COLUMN updated_at timestamptz;
UPDATE model_version SET updated_at = created_at;
ALTER TABLE model_version
  ALTER COLUMN updated_at SET NOT NULL,
  DROP CONSTRAINT model_version_description_check,
  ADD CHECK (length(description) <= 20000),
  DROP CONSTRAINT model_version_project_model_fkey,
  ADD FOREIGN KEY (project, model)
    REFERENCES registered_model (project, name) ON UPDATE CASCADE;
ALTER TABLE inference_service
  DROP CONSTRAINT inference_service_project_model_version_fkey,
  ADD FOREIGN KEY (project, model, version)
    REFERENCES model_version (project, model, version) ON UPDATE CASCADE;
CREATE INDEX model_version_by_run ON model_version (tracking_run_id);
CREATE INDEX inference_service_by_version ON inference_service (project, model, version);

-- Artifacts that were added to a version beside the one that it points to.
CREATE INDEX artifact_of_version ON artifact (project) WHERE metadata -> 'registry.version' IS NOT NULL;

CREATE TABLE model_alias (
  project text NOT NULL,
  model text NOT NULL,
  alias text NOT NULL CHECK (alias ~ '^[A-Za-z0-9_-]{1,255}$'),
  version int NOT NULL,
  -- Number of the move that made it what it is, so that no revision comes twice.
  revision bigint NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (project, model, alias),
  FOREIGN KEY (project, model, version) REFERENCES model_version (project, model, version)
    ON UPDATE CASCADE
);

-- Every move of an alias; nothing is changed here again.
CREATE TABLE alias_move (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  project text NOT NULL,
  model_id uuid NOT NULL,
  alias text NOT NULL,
  -- NULL: there was none before; the alias was removed.
  from_version int,
  to_version int,
  -- MOVE, PROMOTION, ROLLBACK
  reason text NOT NULL CHECK (reason IN ('MOVE', 'PROMOTION', 'ROLLBACK')),
  promotion_id uuid,
  actor text NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX alias_move_by_alias ON alias_move (model_id, alias, seq DESC);

-- What a version must have before an alias may point to it.
CREATE TABLE promotion_policy (
  project text NOT NULL,
  model_id uuid NOT NULL REFERENCES registered_model (id) ON DELETE CASCADE,
  alias text NOT NULL,
  -- [{"metric", "comparison", "threshold", "against"}]
  gates jsonb NOT NULL CHECK (jsonb_typeof(gates) = 'array'),
  approvals int NOT NULL CHECK (approvals BETWEEN 0 AND 20),
  signature_required boolean NOT NULL,
  revision bigint NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (model_id, alias)
);

CREATE TABLE approval (
  id uuid PRIMARY KEY,
  -- Who said two things is known by the later one, whatever the clocks of servers say.
  seq bigint GENERATED ALWAYS AS IDENTITY,
  project text NOT NULL,
  version_id uuid NOT NULL REFERENCES model_version (id) ON DELETE CASCADE,
  alias text NOT NULL,
  decision text NOT NULL CHECK (decision IN ('APPROVED', 'REJECTED')),
  comment text NOT NULL CHECK (length(comment) <= 10000),
  actor text NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX approval_by_version ON approval (version_id, alias, seq);

-- An evaluation of a policy, with what it saw.
CREATE TABLE promotion (
  id uuid PRIMARY KEY,
  project text NOT NULL,
  model_id uuid NOT NULL,
  alias text NOT NULL,
  version int NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('PROMOTED', 'REFUSED')),
  evidence jsonb NOT NULL CHECK (jsonb_typeof(evidence) = 'array'),
  actor text NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX promotion_by_model ON promotion (model_id, alias, at DESC);

-- Who changed what. Appended to, and nothing else: the trigger says so to everybody.
CREATE TABLE audit_entry (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  project text NOT NULL CHECK (project <> ''),
  at timestamptz NOT NULL,
  actor text NOT NULL,
  action text NOT NULL,
  kind text NOT NULL,
  subject text NOT NULL,
  detail jsonb NOT NULL CHECK (jsonb_typeof(detail) = 'object')
);
CREATE INDEX audit_entry_by_project ON audit_entry (project, seq DESC);
CREATE INDEX audit_entry_by_subject ON audit_entry (project, kind, subject, seq DESC);
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is only ever appended to' USING ERRCODE = '23001';
END $$;
CREATE TRIGGER audit_entry_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
