/** What every package of the engine shares: how it says that a request cannot be served. */
@NullMarked
package dev.zeroflow.hpo;

import org.jspecify.annotations.NullMarked;
