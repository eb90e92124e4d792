/** OpenLineage: what outside jobs tell us, and what we tell others about our runs. */
@NullMarked
package dev.zeroflow.app.openlineage;

import org.jspecify.annotations.NullMarked;
