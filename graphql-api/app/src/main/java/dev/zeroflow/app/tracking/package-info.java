/** What tracking clients log, in GraphQL. */
@NullMarked
package dev.zeroflow.app.tracking;

import org.jspecify.annotations.NullMarked;
