-- Searches of buckets for objects whose events were lost.

CREATE TABLE object_sweep (
  bucket text NOT NULL,
  prefix text NOT NULL,
  since timestamptz NOT NULL,
  cursor text NOT NULL,
  begun timestamptz NOT NULL,
  before timestamptz,
  -- Moved on by whoever takes it: a server that dies with it is followed by another.
  due_at timestamptz NOT NULL,
  PRIMARY KEY (bucket, prefix)
);

-- Keys can be longer than what an index holds.
CREATE INDEX object_event_by_object ON object_event (md5(bucket || '/' || key));
