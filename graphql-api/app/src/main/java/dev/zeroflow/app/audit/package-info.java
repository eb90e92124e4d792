/** The log of changes in GraphQL. */
@NullMarked
package dev.zeroflow.app.audit;

import org.jspecify.annotations.NullMarked;
