/**
 * What the scheduler survives: real scheduler processes on a real Postgres, with functions behind
 * HTTP. Every test ends with {@link dev.zeroflow.scheduler.faults.LedgerCheck}.
 */
@NullMarked
package dev.zeroflow.scheduler.faults;

import org.jspecify.annotations.NullMarked;
