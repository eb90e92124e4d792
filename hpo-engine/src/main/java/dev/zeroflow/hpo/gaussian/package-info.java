/** The normal distribution in logarithms, where it still has numbers forty deviations from home. */
@NullMarked
package dev.zeroflow.hpo.gaussian;

import org.jspecify.annotations.NullMarked;
