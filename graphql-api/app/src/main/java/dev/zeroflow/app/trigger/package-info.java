/** Triggers in the GraphQL API. */
@NullMarked
package dev.zeroflow.app.trigger;

import org.jspecify.annotations.NullMarked;
