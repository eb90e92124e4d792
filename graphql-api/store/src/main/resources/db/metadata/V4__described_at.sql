-- What is said of a run is written first. When a crash keeps the run from following, it is forgotten
-- after a while: this tells how old it is.

ALTER TABLE run_detail ADD COLUMN described_at timestamptz NOT NULL DEFAULT now();
