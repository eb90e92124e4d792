/**
 * What the scheduler needs from outside: small ports, each with its contract in its documentation.
 */
@NullMarked
package dev.zeroflow.scheduler.port;

import org.jspecify.annotations.NullMarked;
