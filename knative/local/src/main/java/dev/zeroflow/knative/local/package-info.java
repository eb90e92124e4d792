/**
 * Functions that scale to zero on one machine: Knative's semantics with child processes in the
 * place of pods. {@link dev.zeroflow.knative.local.LocalFunctionRuntime} is the way in.
 */
@NullMarked
package dev.zeroflow.knative.local;

import org.jspecify.annotations.NullMarked;
