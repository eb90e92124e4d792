/** Model versions that are served under a name. */
@NullMarked
package dev.zeroflow.metadata.serving;

import org.jspecify.annotations.NullMarked;
