/** Runs and their tasks in the GraphQL API. */
@NullMarked
package dev.zeroflow.app.run;

import org.jspecify.annotations.NullMarked;
