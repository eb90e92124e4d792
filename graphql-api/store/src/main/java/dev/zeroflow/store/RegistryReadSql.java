package dev.zeroflow.store;

/** Statements of {@link RegistryReads}. */
final class RegistryReadSql {
  static final String ALIASES =
      """
      SELECT * FROM metadata.model_alias WHERE project = $1 AND model = ANY ($2)
       ORDER BY model, alias
      """;

  static final String MOVES =
      """
      SELECT * FROM (
        SELECT m.*, row_number() OVER (PARTITION BY model_id, alias ORDER BY seq DESC) AS age
          FROM metadata.alias_move m WHERE project = $1 AND model_id = ANY ($2)) AS aged
       WHERE age <= $3
       ORDER BY seq DESC
      """;

  static final String POLICIES =
      """
      SELECT p.*, m.name AS model FROM metadata.promotion_policy p
        JOIN metadata.registered_model m ON m.id = p.model_id
       WHERE m.project = $1 AND m.name = ANY ($2)
       ORDER BY m.name, p.alias
      """;

  static final String APPROVALS =
      """
      SELECT * FROM (
        SELECT a.*, v.model, v.version,
               row_number() OVER (PARTITION BY a.version_id ORDER BY a.seq DESC) AS age
          FROM metadata.model_version v
          JOIN metadata.approval a ON a.version_id = v.id
         WHERE v.project = $1 AND v.model = ANY ($2)) AS aged
       WHERE age <= $3
       ORDER BY seq DESC
      """;

  static final String PROMOTIONS =
      """
      SELECT * FROM (
        SELECT p.*, m.name AS model,
               row_number() OVER (PARTITION BY p.model_id, p.version ORDER BY p.at DESC, p.id) AS age
          FROM metadata.registered_model m
          JOIN metadata.promotion p ON p.model_id = m.id
         WHERE m.project = $1 AND m.name = ANY ($2)) AS aged
       WHERE age <= $3
       ORDER BY at DESC, id
      """;

  static final String VERSIONS =
      """
      SELECT * FROM metadata.model_version
       WHERE project = $1 AND model = $2 AND version < $3
       ORDER BY version DESC LIMIT $4
      """;

  static final String SEARCH =
      """
      SELECT * FROM (
        SELECT m.*, -ts_rank(m.words, asked)::float8 AS miss
          FROM metadata.registered_model m, to_tsquery('simple', $2) AS asked
         WHERE m.project = $1 AND m.words @@ asked) AS found
       WHERE (miss, name) > ($4, $5)
       ORDER BY miss, name LIMIT $3
      """;

  static final String AUDIT = "SELECT * FROM metadata.audit_entry WHERE project = $1";

  private RegistryReadSql() {}
}
