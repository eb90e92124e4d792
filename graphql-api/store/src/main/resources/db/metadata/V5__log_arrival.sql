-- Readers that follow a log need the order in which chunks became visible. Numbers of a sequence are
-- not: a transaction with a lower one may commit later. Transactions below the oldest one that still
-- runs have all ended, so nothing comes in behind a reader that stays below it.

ALTER TABLE log_chunk
  ADD COLUMN added_in bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint,
  ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY;
CREATE INDEX log_chunk_by_arrival ON log_chunk (run_id, added_in, id);
