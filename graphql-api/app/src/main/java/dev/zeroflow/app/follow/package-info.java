/** Subscriptions: what becomes of runs, while it happens. */
@NullMarked
package dev.zeroflow.app.follow;

import org.jspecify.annotations.NullMarked;
