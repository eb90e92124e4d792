package dev.zeroflow.store;

/** Statements about webhooks. */
final class WebhookSql {
  /** Webhooks of a project are counted and added one after the other. */
  static final String ONE_AT_A_TIME =
      "SELECT pg_advisory_xact_lock(hashtextextended('webhooks/' || $1, 0))";

  static final String COUNT = "SELECT count(*) AS n FROM metadata.webhook WHERE project = $1";

  static final String ADD =
      """
      INSERT INTO metadata.webhook
        (id, project, name, url, events, description, secret, status, created_at, updated_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)
      RETURNING *
      """;

  static final String FIND = "SELECT * FROM metadata.webhook WHERE project = $1 AND id = $2";

  static final String HOLD = FIND + " FOR UPDATE";

  static final String SECRET =
      "SELECT secret FROM metadata.webhook WHERE id = $1 AND secret IS NOT NULL";

  static final String LIST =
      """
      SELECT * FROM metadata.webhook WHERE project = $1 AND number < $2
       ORDER BY number DESC LIMIT $3
      """;

  /** What waited while it was disabled may be due. */
  static final String CHANGE =
      """
      WITH changed AS (
        UPDATE metadata.webhook
           SET name = $2, url = $3, events = $4, description = $5, status = $6, updated_at = $7,
               secret = CASE WHEN $8 THEN $9 ELSE secret END
         WHERE id = $1
        RETURNING *)
      SELECT changed.*, pg_notify('%s', '') FROM changed
      """
          .formatted(RegistryOutbox.CHANNEL);

  static final String DELETE = "DELETE FROM metadata.webhook WHERE id = $1";

  static final String DELIVERIES =
      """
      SELECT d.* FROM metadata.webhook w
       CROSS JOIN LATERAL (
         SELECT * FROM metadata.webhook_delivery d WHERE d.webhook_id = w.id
          ORDER BY d.seq DESC LIMIT $3) AS d
       WHERE w.project = $1 AND w.id = ANY ($2)
       ORDER BY d.seq DESC
      """;

  /** The oldest one of a webhook w: while it waits, so do the others. */
  private static final String HEAD =
      """
      LATERAL (
        SELECT d.id, d.body, d.attempts, d.next_try_at FROM metadata.webhook_delivery d
         WHERE d.webhook_id = w.id AND d.state = 'WAITING' ORDER BY d.seq LIMIT 1) AS head
      """;

  static final String CLAIM =
      """
      WITH due AS (
        SELECT w.id FROM metadata.webhook w CROSS JOIN %s
         WHERE w.status = 'ACTIVE' AND head.next_try_at <= $2
           AND (w.holder IS NULL OR w.holder = $1 OR w.held_until <= $2) AND w.id <> ALL ($4)
         ORDER BY head.next_try_at LIMIT $5
           FOR NO KEY UPDATE OF w SKIP LOCKED)
      UPDATE metadata.webhook w SET holder = $1, held_until = $3 FROM due WHERE w.id = due.id
      RETURNING w.id
      """
          .formatted(HEAD);

  static final String NEXT =
      """
      WITH held AS (
        UPDATE metadata.webhook SET held_until = $4
         WHERE id = $1 AND holder = $2 AND status = 'ACTIVE'
        RETURNING *)
      SELECT w.*, head.id AS delivery_id, head.body, head.attempts
        FROM held w CROSS JOIN %s
       WHERE head.next_try_at <= $3
      """
          .formatted(HEAD);

  /** What has ended is not sent again: its body is not kept. */
  static final String RECORD =
      """
      UPDATE metadata.webhook_delivery
         SET state = $2, attempts = attempts + 1, next_try_at = $3, status = $4, error = left($5, 1000),
             ended_at = $6, body = CASE WHEN $2 = 'WAITING' THEN body ELSE '' END
       WHERE id = $1 AND state = 'WAITING'
      RETURNING webhook_id
      """;

  static final String TRIM =
      """
      DELETE FROM metadata.webhook_delivery
       WHERE webhook_id = $1 AND state <> 'WAITING' AND seq <= (
         SELECT seq FROM metadata.webhook_delivery
          WHERE webhook_id = $1 AND state <> 'WAITING' ORDER BY seq DESC OFFSET $2 LIMIT 1)
      """;

  static final String RELEASE =
      """
      UPDATE metadata.webhook SET holder = NULL, held_until = NULL WHERE id = $1 AND holder = $2
      """;

  static final String NEXT_DUE =
      """
      SELECT min(CASE WHEN w.holder IS NULL OR w.holder = $1 THEN head.next_try_at
                      ELSE greatest(head.next_try_at, w.held_until) END) AS due
        FROM metadata.webhook w CROSS JOIN %s
       WHERE w.status = 'ACTIVE' AND w.id <> ALL ($2)
      """
          .formatted(HEAD);

  private WebhookSql() {}
}
