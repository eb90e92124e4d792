/**
 * A study and its trials: what is asked, suggested, reported and told, and in which order.
 *
 * <p>Start with {@link dev.zeroflow.hpo.study.Study}.
 */
@NullMarked
package dev.zeroflow.hpo.study;

import org.jspecify.annotations.NullMarked;
