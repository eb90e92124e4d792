/**
 * Who proposes parameters.
 *
 * <p>Start with {@link dev.zeroflow.hpo.sampler.Sampler}.
 */
@NullMarked
package dev.zeroflow.hpo.sampler;

import org.jspecify.annotations.NullMarked;
