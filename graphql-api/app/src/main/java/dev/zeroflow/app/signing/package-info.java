/** Reads signatures of models, and compares them with the files that are stored. */
@NullMarked
package dev.zeroflow.app.signing;

import org.jspecify.annotations.NullMarked;
