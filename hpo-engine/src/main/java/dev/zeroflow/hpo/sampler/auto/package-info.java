/**
 * The sampler for those who do not want to choose one: {@link
 * dev.zeroflow.hpo.sampler.auto.AutoSampler}.
 */
@NullMarked
package dev.zeroflow.hpo.sampler.auto;

import org.jspecify.annotations.NullMarked;
