/** Projects: what keeps the work of one team apart from that of others. */
@NullMarked
package dev.zeroflow.metadata.project;

import org.jspecify.annotations.NullMarked;
