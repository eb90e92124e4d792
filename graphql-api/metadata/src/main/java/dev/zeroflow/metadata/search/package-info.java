/** The language in which clients of experiment tracking search: filters and orders, as MLflow's. */
@NullMarked
package dev.zeroflow.metadata.search;

import org.jspecify.annotations.NullMarked;
