/** Data sets that runs have read, in GraphQL. */
@NullMarked
package dev.zeroflow.app.dataset;

import org.jspecify.annotations.NullMarked;
