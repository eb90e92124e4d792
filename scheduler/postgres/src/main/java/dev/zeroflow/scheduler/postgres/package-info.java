/**
 * The scheduler's ports on Postgres: plain SQL over the reactive client, called from virtual
 * threads that wait for it.
 *
 * <p>Start with {@link dev.zeroflow.scheduler.postgres.PgRunStore} and the migration {@code
 * db/scheduling}.
 */
@NullMarked
package dev.zeroflow.scheduler.postgres;

import org.jspecify.annotations.NullMarked;
