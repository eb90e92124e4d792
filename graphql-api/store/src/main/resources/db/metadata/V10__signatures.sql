-- Who may sign what is promoted, and the signatures of versions.

-- [{"name", "pem"}]; with some, the files of a version must be signed by one of them.
ALTER TABLE promotion_policy
  ADD COLUMN trusted_keys jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(trusted_keys) = 'array');

-- The one that was attached last. It proves nothing by being here.
CREATE TABLE model_signature (
  version_id uuid PRIMARY KEY REFERENCES model_version (id) ON DELETE CASCADE,
  project text NOT NULL CHECK (project <> ''),
  -- JSON as it came.
  bundle text NOT NULL CHECK (length(bundle) <= 4194304),
  actor text NOT NULL,
  at timestamptz NOT NULL
);
