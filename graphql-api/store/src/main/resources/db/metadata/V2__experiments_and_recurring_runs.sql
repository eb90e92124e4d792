-- What the Kubeflow Pipelines API knows beside runs and pipelines. The scheduler's rows stay the only
-- truth about the state of a run; what is here describes runs and may exist before them.

-- Pipelines ---------------------------------------------------------------------------------------

-- Names of Kubeflow Pipelines are texts for people.
ALTER TABLE pipeline DROP CONSTRAINT pipeline_name_check;
ALTER TABLE pipeline
  ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
  ADD COLUMN display_name text CHECK (length(display_name) BETWEEN 1 AND 128),
  ADD COLUMN description text NOT NULL DEFAULT '',
  ADD COLUMN tags jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(tags) = 'object'),
  ADD COLUMN created_at timestamptz,
  ADD CHECK (length(name) BETWEEN 1 AND 128),
  ADD UNIQUE (project, id);
UPDATE pipeline p SET created_at = coalesce(
  (SELECT min(v.created_at) FROM pipeline_version v
    WHERE v.project = p.project AND v.pipeline = p.name), now());
ALTER TABLE pipeline
  ALTER COLUMN created_at SET NOT NULL,
  ALTER COLUMN created_at SET DEFAULT now();

ALTER TABLE pipeline_version
  ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
  ADD COLUMN name text CHECK (length(name) BETWEEN 1 AND 127),
  ADD COLUMN display_name text CHECK (length(display_name) BETWEEN 1 AND 127),
  ADD COLUMN description text NOT NULL DEFAULT '',
  ADD COLUMN code_source_url text NOT NULL DEFAULT '',
  ADD COLUMN tags jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(tags) = 'object');
-- The digest keeps a made name from being one that somebody chose.
UPDATE pipeline_version SET name = number || '-' || substr(digest, 8, 8);
ALTER TABLE pipeline_version
  ALTER COLUMN name SET NOT NULL,
  ADD UNIQUE (project, pipeline, name);

-- Experiments -------------------------------------------------------------------------------------

CREATE TABLE experiment (
  id uuid PRIMARY KEY,
  project text NOT NULL CHECK (project <> ''),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 128),
  description text NOT NULL,
  storage_state text NOT NULL CHECK (storage_state IN ('AVAILABLE', 'ARCHIVED')),
  created_at timestamptz NOT NULL,
  last_run_created_at timestamptz,
  UNIQUE (project, name),
  UNIQUE (project, id)
);

-- Recurring runs ----------------------------------------------------------------------------------

CREATE TABLE recurring_run (
  id uuid PRIMARY KEY,
  project text NOT NULL CHECK (project <> ''),
  display_name text NOT NULL CHECK (length(display_name) BETWEEN 1 AND 128),
  description text NOT NULL,
  -- NULL is the project's default experiment.
  experiment_id uuid,
  -- Either a document, or a pipeline; a pipeline without a version is its latest one at each time.
  document text,
  -- No foreign key: the schedule tells what is missing when it cannot start a run.
  pipeline_id uuid,
  pipeline_version_id uuid,
  parameters text NOT NULL CHECK (parameters LIKE '{%}'),
  pipeline_root text NOT NULL,
  service_account text NOT NULL,
  max_concurrency int NOT NULL CHECK (max_concurrency BETWEEN 1 AND 10),
  cron text,
  interval_seconds bigint CHECK (interval_seconds >= 1),
  start_at timestamptz,
  end_at timestamptz,
  catch_up boolean NOT NULL,
  enabled boolean NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  -- How far it is: the last time that is done with, how many runs it started, when it is due.
  last_at timestamptz,
  fired bigint NOT NULL CHECK (fired >= 0),
  next_at timestamptz,
  error text,
  FOREIGN KEY (project, experiment_id) REFERENCES experiment (project, id)
    ON DELETE SET NULL (experiment_id),
  CHECK ((cron IS NULL) <> (interval_seconds IS NULL)),
  CHECK ((document IS NULL) <> (pipeline_id IS NULL)),
  CHECK (pipeline_version_id IS NULL OR pipeline_id IS NOT NULL)
);
CREATE INDEX recurring_run_due ON recurring_run (next_at) WHERE enabled;
CREATE INDEX recurring_run_by_experiment ON recurring_run (project, experiment_id, created_at);

-- Runs --------------------------------------------------------------------------------------------

-- Written before its run, so one without a run means nothing, and a run without one is as it is here
-- when nothing was said.
CREATE TABLE run_detail (
  run_id uuid PRIMARY KEY,
  project text NOT NULL CHECK (project <> ''),
  -- NULL is the project's default experiment.
  experiment_id uuid,
  -- NULL is the name that the scheduler has.
  display_name text CHECK (length(display_name) BETWEEN 1 AND 256),
  description text NOT NULL,
  storage_state text NOT NULL CHECK (storage_state IN ('AVAILABLE', 'ARCHIVED')),
  pipeline_id uuid,
  pipeline_version_id uuid,
  service_account text NOT NULL,
  -- No foreign key: the run outlives its schedule.
  recurring_run_id uuid,
  scheduled_at timestamptz,
  FOREIGN KEY (project, experiment_id) REFERENCES experiment (project, id)
    ON DELETE SET NULL (experiment_id),
  CHECK ((recurring_run_id IS NULL) = (scheduled_at IS NULL)),
  CHECK (pipeline_version_id IS NULL OR pipeline_id IS NOT NULL)
);
CREATE INDEX run_detail_by_experiment ON run_detail (project, experiment_id);
CREATE INDEX run_detail_by_recurring_run ON run_detail (recurring_run_id)
  WHERE recurring_run_id IS NOT NULL;
