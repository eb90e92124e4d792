/** What programs tell of single requests: traces, their spans, and what is said about them. */
@NullMarked
package dev.zeroflow.metadata.trace;

import org.jspecify.annotations.NullMarked;
