/**
 * The document that a trained classifier is stored as, and its evaluation.
 *
 * <p>One JSON document instead of a serialised object: it can be read, compared and checked, and
 * reading it runs no code. The functions that train write it; evaluation and serving read it.
 */
@NullMarked
package dev.zeroflow.model;

import org.jspecify.annotations.NullMarked;
