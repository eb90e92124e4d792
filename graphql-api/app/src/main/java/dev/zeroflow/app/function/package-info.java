/** Functions in the GraphQL API. */
@NullMarked
package dev.zeroflow.app.function;

import org.jspecify.annotations.NullMarked;
