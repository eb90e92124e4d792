-- Who is told of changes of the registry, and what each of them is still to be told.

CREATE TABLE webhook (
  id uuid PRIMARY KEY,
  -- Lists are in this order, whatever the clocks of servers say.
  number bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  project text NOT NULL CHECK (project <> ''),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 63),
  url text NOT NULL CHECK (length(url) BETWEEN 1 AND 2000),
  events text[] NOT NULL CHECK (cardinality(events) BETWEEN 1 AND 100),
  description text NOT NULL CHECK (length(description) <= 20000),
  -- Sealed by the server: a reader of this table cannot sign. NULL: deliveries are not signed.
  secret bytea,
  status text NOT NULL CHECK (status IN ('ACTIVE', 'DISABLED')),
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  -- The server that sends to it; nobody else does before the time.
  holder text,
  held_until timestamptz,
  CHECK ((holder IS NULL) = (held_until IS NULL))
);
CREATE INDEX webhook_by_project ON webhook (project, number DESC);

-- Written by the transaction of the change that it tells.
CREATE TABLE webhook_delivery (
  -- The same for every attempt: receivers know by it what they have seen.
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  seq bigint GENERATED ALWAYS AS IDENTITY,
  webhook_id uuid NOT NULL REFERENCES webhook (id) ON DELETE CASCADE,
  event text NOT NULL,
  -- JSON, as every attempt sends it; empty if it is never to be sent.
  body text NOT NULL,
  state text NOT NULL CHECK (state IN ('WAITING', 'DELIVERED', 'GIVEN_UP')),
  attempts int NOT NULL DEFAULT 0,
  next_try_at timestamptz,
  -- Of the last attempt.
  status int,
  error text,
  created_at timestamptz NOT NULL,
  ended_at timestamptz,
  CHECK ((state = 'WAITING') = (next_try_at IS NOT NULL)),
  CHECK ((state = 'WAITING') = (ended_at IS NULL))
);
CREATE INDEX webhook_delivery_waiting ON webhook_delivery (webhook_id, seq) WHERE state = 'WAITING';
CREATE INDEX webhook_delivery_newest ON webhook_delivery (webhook_id, seq DESC);
