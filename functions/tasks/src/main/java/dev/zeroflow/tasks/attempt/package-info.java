/**
 * What one attempt of a task may use: parameters, artifacts, log, metrics and the control plane.
 */
@NullMarked
package dev.zeroflow.tasks.attempt;

import org.jspecify.annotations.NullMarked;
