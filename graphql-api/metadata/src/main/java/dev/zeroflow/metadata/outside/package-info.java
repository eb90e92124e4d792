/** What jobs that run elsewhere tell about what they read and wrote. */
@NullMarked
package dev.zeroflow.metadata.outside;

import org.jspecify.annotations.NullMarked;
