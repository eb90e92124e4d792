/**
 * The metadata's ports on Postgres and S3. What changes data is plain SQL and blocks, for virtual
 * threads; what answers GraphQL goes through Hibernate Reactive and never blocks.
 */
@NullMarked
package dev.zeroflow.store;

import org.jspecify.annotations.NullMarked;
