/** What was made from what: facts as they are recorded, and the walk over them. */
@NullMarked
package dev.zeroflow.metadata.lineage;

import org.jspecify.annotations.NullMarked;
