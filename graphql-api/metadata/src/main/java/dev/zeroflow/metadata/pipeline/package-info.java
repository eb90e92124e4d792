/** Named pipelines and their versions. */
@NullMarked
package dev.zeroflow.metadata.pipeline;

import org.jspecify.annotations.NullMarked;
