/** What earlier executions put out, in the GraphQL API. */
@NullMarked
package dev.zeroflow.app.cache;

import org.jspecify.annotations.NullMarked;
