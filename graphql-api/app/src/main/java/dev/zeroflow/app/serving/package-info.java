/** Inference services in the GraphQL API. */
@NullMarked
package dev.zeroflow.app.serving;

import org.jspecify.annotations.NullMarked;
