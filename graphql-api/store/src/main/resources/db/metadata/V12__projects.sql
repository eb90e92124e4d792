-- Projects were names in rows until now; only those that are listed here can be chosen.

CREATE TABLE project (
  name text COLLATE "C" PRIMARY KEY
    CHECK (name ~ '^[a-z0-9][-a-z0-9]*[a-z0-9]$' AND length(name) <= 63),
  description text NOT NULL CHECK (length(description) <= 5000),
  created_at timestamptz NOT NULL
);
INSERT INTO project (name, description, created_at) VALUES ('default', 'Everything that belongs to no other project.', now());
