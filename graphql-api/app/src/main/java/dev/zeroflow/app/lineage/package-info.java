/** The lineage graph in the GraphQL API. */
@NullMarked
package dev.zeroflow.app.lineage;

import org.jspecify.annotations.NullMarked;
