package dev.zeroflow.scheduler.postgres;

import io.vertx.sqlclient.Tuple;

/**
 * A statement with its values.
 *
 * @param sql at most 2,048 characters, above which the client would not keep it prepared
 */
record Statement(String sql, Tuple values) {}
