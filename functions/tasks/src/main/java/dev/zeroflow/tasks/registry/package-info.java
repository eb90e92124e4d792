/** Functions that register a model and have it served. */
@NullMarked
package dev.zeroflow.tasks.registry;

import org.jspecify.annotations.NullMarked;
