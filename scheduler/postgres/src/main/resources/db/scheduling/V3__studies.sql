-- Studies: searches for good parameters. A change holds only on the revision that it was decided on, so
-- that a study and its trials change together, whichever server decides. Values are text, as those of runs
-- are: jsonb knows neither infinity nor the order of keys.

CREATE TABLE study (
  id uuid PRIMARY KEY,
  project text NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 250),
  spec text NOT NULL,
  state text NOT NULL CHECK (state IN ('RUNNING', 'PAUSED', 'COMPLETED', 'FAILED', 'STOPPED')),
  reason text NOT NULL,
  created_at timestamptz NOT NULL,
  ended_at timestamptz,
  revision bigint NOT NULL CHECK (revision >= 0),
  UNIQUE (project, name),
  CHECK ((ended_at IS NOT NULL) = (state IN ('COMPLETED', 'FAILED', 'STOPPED')))
) WITH (fillfactor = 50);
CREATE INDEX study_newest ON study (project, created_at DESC, id DESC);

CREATE TABLE trial (
  study_id uuid NOT NULL REFERENCES study ON DELETE CASCADE,
  number integer NOT NULL CHECK (number >= 0),
  state text NOT NULL CHECK (state IN ('WAITING', 'RUNNING', 'COMPLETE', 'PRUNED', 'FAIL')),
  paused boolean NOT NULL CHECK (NOT paused OR state = 'RUNNING'),
  -- What is known of its parameters: fixed, proposed and given ones.
  assignment text NOT NULL,
  objectives float8[] NOT NULL,
  constraints text NOT NULL,
  attributes text NOT NULL,
  -- Workers that have had it, with the secrets that name their attempts.
  attempts text NOT NULL,
  created_at timestamptz NOT NULL,
  ended_at timestamptz,
  reason text NOT NULL,
  PRIMARY KEY (study_id, number)
) WITH (fillfactor = 70);

CREATE TABLE trial_report (
  study_id uuid NOT NULL,
  number integer NOT NULL,
  step integer NOT NULL CHECK (step >= 0),
  objectives float8[] NOT NULL,
  PRIMARY KEY (study_id, number, step),
  FOREIGN KEY (study_id, number) REFERENCES trial ON DELETE CASCADE
);
