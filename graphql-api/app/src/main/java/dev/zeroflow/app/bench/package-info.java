/**
 * Measurements of the scheduler with its real parts: a Postgres as the server starts it, functions
 * in processes of their own, HTTP between them.
 */
@NullMarked
package dev.zeroflow.app.bench;

import org.jspecify.annotations.NullMarked;
