/** Artifacts, models and their versions in the GraphQL API. */
@NullMarked
package dev.zeroflow.app.registry;

import org.jspecify.annotations.NullMarked;
