-- What programs tell of single requests. Ids are of the clients' making: two projects may have the
-- same ones. All that belongs to a trace goes with it.
CREATE TABLE trace (
  project text NOT NULL CHECK (project <> ''),
  id uuid NOT NULL,
  experiment_id uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('STATE_UNSPECIFIED', 'IN_PROGRESS', 'OK', 'ERROR')),
  -- Milliseconds since 1970, as clients send them.
  started_millis bigint NOT NULL CHECK (started_millis >= 0),
  duration_millis bigint CHECK (duration_millis >= 0),
  client_request_id text CHECK (length(client_request_id) <= 250),
  request_preview text CHECK (length(request_preview) <= 10000),
  response_preview text CHECK (length(response_preview) <= 10000),
  -- Whether a client has told it as a whole, which counts more than what follows from spans.
  told boolean NOT NULL,
  -- Rows of trace_span, so that they have a limit without being counted.
  spans int NOT NULL CHECK (spans >= 0),
  PRIMARY KEY (project, id),
  FOREIGN KEY (project, experiment_id) REFERENCES experiment (project, id)
);
CREATE INDEX trace_by_experiment ON trace (project, experiment_id, started_millis DESC, id);
CREATE INDEX trace_by_start ON trace (project, started_millis DESC, id);

CREATE TABLE trace_tag (
  project text NOT NULL,
  trace_id uuid NOT NULL,
  key text COLLATE "C" NOT NULL CHECK (length(key) BETWEEN 1 AND 250),
  value text NOT NULL CHECK (length(value) <= 8000),
  PRIMARY KEY (project, trace_id, key),
  FOREIGN KEY (project, trace_id) REFERENCES trace (project, id) ON DELETE CASCADE
);
CREATE INDEX trace_tag_by_value ON trace_tag (key, left(value, 100));

CREATE TABLE trace_metadata (
  project text NOT NULL,
  trace_id uuid NOT NULL,
  key text COLLATE "C" NOT NULL CHECK (length(key) BETWEEN 1 AND 250),
  value text NOT NULL CHECK (length(value) <= 8000),
  PRIMARY KEY (project, trace_id, key),
  FOREIGN KEY (project, trace_id) REFERENCES trace (project, id) ON DELETE CASCADE
);
CREATE INDEX trace_metadata_by_value ON trace_metadata (key, left(value, 100));

CREATE TABLE trace_span (
  project text NOT NULL,
  trace_id uuid NOT NULL,
  id text COLLATE "C" NOT NULL CHECK (id ~ '^[0-9a-f]{16}$'),
  parent_id text COLLATE "C",
  name text NOT NULL,
  type text NOT NULL,
  status text NOT NULL CHECK (status IN ('UNSET', 'OK', 'ERROR')),
  status_message text NOT NULL,
  -- Nanoseconds since 1970.
  started_nanos bigint NOT NULL,
  ended_nanos bigint,
  -- json, not jsonb: what was sent in an order is shown in it.
  attributes json NOT NULL CHECK (json_typeof(attributes) = 'object'),
  events json NOT NULL CHECK (json_typeof(events) = 'array'),
  links json NOT NULL CHECK (json_typeof(links) = 'array'),
  PRIMARY KEY (project, trace_id, id),
  FOREIGN KEY (project, trace_id) REFERENCES trace (project, id) ON DELETE CASCADE
);

CREATE TABLE trace_assessment (
  project text NOT NULL,
  trace_id uuid NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('FEEDBACK', 'EXPECTATION')),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 250),
  value json NOT NULL,
  -- The value if it is a number that can be compared.
  number float8,
  error json,
  source_type text NOT NULL,
  source_id text NOT NULL,
  span_id text,
  rationale text,
  metadata jsonb NOT NULL CHECK (jsonb_typeof(metadata) = 'object'),
  overrides uuid,
  valid boolean NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (project, trace_id, id),
  FOREIGN KEY (project, trace_id) REFERENCES trace (project, id) ON DELETE CASCADE
);

-- Runs that traces were linked with later.
CREATE TABLE trace_run (
  project text NOT NULL,
  trace_id uuid NOT NULL,
  run_id uuid NOT NULL,
  PRIMARY KEY (project, trace_id, run_id),
  FOREIGN KEY (project, trace_id) REFERENCES trace (project, id) ON DELETE CASCADE,
  FOREIGN KEY (project, run_id) REFERENCES tracking_run (project, id)
);
CREATE INDEX trace_run_by_run ON trace_run (project, run_id);

-- Also those in which they were made, by the ids that clients write.
CREATE VIEW trace_run_view AS
  SELECT project, trace_id, replace(run_id::text, '-', '') AS run FROM trace_run
   UNION ALL
  SELECT project, trace_id, value FROM trace_metadata WHERE key = 'mlflow.sourceRun';
