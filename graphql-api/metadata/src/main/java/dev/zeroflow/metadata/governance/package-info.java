/** What a version must have before an alias may point to it, and who decided so. */
@NullMarked
package dev.zeroflow.metadata.governance;

import org.jspecify.annotations.NullMarked;
