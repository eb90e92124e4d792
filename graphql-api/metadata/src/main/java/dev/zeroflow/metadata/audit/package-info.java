/** Who changed what: an entry for every change, written with it. */
@NullMarked
package dev.zeroflow.metadata.audit;

import org.jspecify.annotations.NullMarked;
