/** Uploads of pipelines, and pipelines and their versions in GraphQL. */
@NullMarked
package dev.zeroflow.app.pipeline;

import org.jspecify.annotations.NullMarked;
