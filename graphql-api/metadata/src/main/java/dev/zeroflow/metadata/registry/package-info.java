/** Named models and their numbered versions. */
@NullMarked
package dev.zeroflow.metadata.registry;

import org.jspecify.annotations.NullMarked;
