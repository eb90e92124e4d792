-- Lineage across runs, across time, and from and to other systems.

-- Joins ------------------------------------------------------------------------------------------

-- Artifacts and executions that jobs outside told about.
ALTER TABLE artifact ADD COLUMN outside boolean NOT NULL DEFAULT false;
ALTER TABLE execution ADD COLUMN outside boolean NOT NULL DEFAULT false;

-- What identifies content everywhere: no ETags, nothing empty, and no digest of a client's making
-- that is as short as the name of a version.
CREATE INDEX artifact_by_content ON artifact (project, digest)
  WHERE digest LIKE 'client:________%' OR (digest LIKE 'sha256:%' AND size > 0);

-- A hash, because an address may be longer than an entry of an index.
CREATE INDEX artifact_by_address ON artifact (hashtextextended(uri, 0)) WHERE uri LIKE 's3://%';

-- Services are nodes ------------------------------------------------------------------------------

ALTER TABLE inference_service
  ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
  -- Since when it has answered with this version.
  ADD COLUMN serving_since timestamptz;
UPDATE inference_service SET serving_since = updated_at;
ALTER TABLE inference_service ALTER COLUMN serving_since SET NOT NULL;

-- OpenLineage -------------------------------------------------------------------------------------

-- What events said beyond inputs and outputs: the newest of each name, of a job run or a data set.
CREATE TABLE lineage_facet (
  project text NOT NULL CHECK (project <> ''),
  node_id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  facet text NOT NULL CHECK (octet_length(facet) <= 65536),
  at timestamptz NOT NULL,
  PRIMARY KEY (node_id, name)
);

-- Who sends executions to a sink must see each of them, so it goes by the transaction that changed
-- them, as the readers of logs do.
ALTER TABLE execution
  ADD COLUMN changed_in bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint;
CREATE INDEX execution_by_change ON execution (changed_in, id)
  WHERE finished_at IS NOT NULL AND NOT outside;

CREATE FUNCTION execution_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.changed_in := pg_current_xact_id()::text::bigint;
  RETURN NEW;
END $$;
CREATE TRIGGER execution_changed BEFORE UPDATE ON execution
  FOR EACH ROW EXECUTE FUNCTION execution_changed();

-- How far a sink is, and which server sends to it until when.
CREATE TABLE lineage_sink (
  name text PRIMARY KEY,
  changed_in bigint NOT NULL,
  execution_id uuid NOT NULL,
  holder text NOT NULL,
  held_until timestamptz NOT NULL
);

-- Pipeline runs whose start a sink knows, and whose end it does not know yet.
CREATE TABLE lineage_sink_run (
  sink text NOT NULL REFERENCES lineage_sink (name) ON DELETE CASCADE,
  run_id uuid NOT NULL,
  PRIMARY KEY (sink, run_id)
);
