/** What tracking clients log: runs, parameters, tags and metrics. */
@NullMarked
package dev.zeroflow.metadata.tracking;

import org.jspecify.annotations.NullMarked;
