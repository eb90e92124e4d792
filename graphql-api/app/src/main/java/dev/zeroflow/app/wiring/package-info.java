/** Puts the parts of the server together. */
@NullMarked
package dev.zeroflow.app.wiring;

import org.jspecify.annotations.NullMarked;
