/**
 * Who stops trials early.
 *
 * <p>Start with {@link dev.zeroflow.hpo.pruner.Pruner}. All of them work with several objectives,
 * if each report has a value for each.
 */
@NullMarked
package dev.zeroflow.hpo.pruner;

import org.jspecify.annotations.NullMarked;
