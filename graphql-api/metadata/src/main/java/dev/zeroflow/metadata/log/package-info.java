/** Lines that steps wrote, kept after the steps are gone. */
@NullMarked
package dev.zeroflow.metadata.log;

import org.jspecify.annotations.NullMarked;
