/** Pipelines over HTTP. */
@NullMarked
package dev.zeroflow.app.pipeline;

import org.jspecify.annotations.NullMarked;
