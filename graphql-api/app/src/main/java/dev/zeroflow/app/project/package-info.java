/** Projects, in GraphQL. */
@NullMarked
package dev.zeroflow.app.project;

import org.jspecify.annotations.NullMarked;
