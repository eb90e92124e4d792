/** Limits on what runs at once in the GraphQL API. */
@NullMarked
package dev.zeroflow.app.limit;

import org.jspecify.annotations.NullMarked;
