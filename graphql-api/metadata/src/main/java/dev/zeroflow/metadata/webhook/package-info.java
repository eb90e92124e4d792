/** Who is told of changes of the registry, what they are told, and when it is tried again. */
@NullMarked
package dev.zeroflow.metadata.webhook;

import org.jspecify.annotations.NullMarked;
