package dev.zeroflow.scheduler.postgres;

/** Statements about members and the shards that they own. */
final class LeaseSql {
  static final String JOIN =
      """
      INSERT INTO scheduling.member (name, incarnation, started_at, lease_until)
      VALUES ($1, nextval('scheduling.incarnation'), now(), now() + $2 * interval '1 millisecond')
      ON CONFLICT (name) DO UPDATE
         SET incarnation = EXCLUDED.incarnation, started_at = now(),
             lease_until = EXCLUDED.lease_until
      RETURNING incarnation
      """;

  /** Names that nobody has used for a month, such as those of machines that are gone. */
  static final String FORGET =
      """
      DELETE FROM scheduling.member
       WHERE name IN (
         SELECT name FROM scheduling.member WHERE lease_until < now() - interval '30 days'
          ORDER BY name LIMIT 100 FOR UPDATE SKIP LOCKED)
      """;

  /**
   * A renewal that a crash of the database loses is a lease that ends early, and nothing else: it
   * need not wait for the disk. Claims must, or a generation could be given out twice.
   */
  static final String BEGIN_RENEWAL = "BEGIN; SET LOCAL synchronous_commit = off";

  static final String RENEW =
      """
      WITH before AS (
        SELECT name, lease_until FROM scheduling.member
         WHERE name = $1 AND incarnation = $2 FOR UPDATE)
      UPDATE scheduling.member m SET lease_until = now() + $3 * interval '1 millisecond'
        FROM before b WHERE m.name = b.name
      RETURNING b.lease_until <= now()
      """;
  static final String MEMBERS =
      "SELECT count(*)::int4, now() FROM scheduling.member WHERE lease_until > now()";
  static final String OWNED =
      """
      SELECT id, generation FROM scheduling.shard
       WHERE owner = $1 AND owner_incarnation = $2 ORDER BY id
      """;

  /**
   * What is free is seen first and then locked as it was seen: a shard that somebody else has
   * claimed in between has another generation.
   */
  static final String CLAIM =
      """
      WITH free AS MATERIALIZED (
        SELECT s.id, s.generation FROM scheduling.shard s
         WHERE NOT EXISTS (
           SELECT 1 FROM scheduling.member m
            WHERE m.name = s.owner AND m.incarnation = s.owner_incarnation
              AND m.lease_until > now())
           AND EXISTS (
             SELECT 1 FROM scheduling.member
              WHERE name = $1 AND incarnation = $2 AND lease_until > now())),
      locked AS (
        SELECT s.id FROM scheduling.shard s
          JOIN free f ON f.id = s.id AND f.generation = s.generation
         LIMIT $3 FOR UPDATE OF s SKIP LOCKED)
      UPDATE scheduling.shard s
         SET owner = $1, owner_incarnation = $2, generation = s.generation + 1
        FROM locked l WHERE s.id = l.id
      RETURNING s.id, s.generation
      """;

  static final String RELEASE =
      """
      UPDATE scheduling.shard s SET owner = NULL, owner_incarnation = NULL
        FROM unnest($3::int2[], $4::int8[]) AS c (id, generation)
       WHERE s.id = c.id AND s.generation = c.generation
         AND s.owner = $1 AND s.owner_incarnation = $2
      """;
  static final String RELEASE_ALL =
      """
      UPDATE scheduling.shard SET owner = NULL, owner_incarnation = NULL
       WHERE owner = $1 AND owner_incarnation = $2
      """;
  static final String RELEASE_SLOTS =
      "DELETE FROM scheduling.slot_grant WHERE member = $1 AND incarnation = $2";
  static final String LEAVE =
      """
      UPDATE scheduling.member SET lease_until = '-infinity' WHERE name = $1 AND incarnation = $2
      """;

  private LeaseSql() {}
}
