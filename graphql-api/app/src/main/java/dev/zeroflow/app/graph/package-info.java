/** Runs of every kind in one list, and everything by its id. */
@NullMarked
package dev.zeroflow.app.graph;

import org.jspecify.annotations.NullMarked;
