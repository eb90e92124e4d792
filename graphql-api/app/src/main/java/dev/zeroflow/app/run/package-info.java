/** Runs over HTTP and their way to the functions. */
@NullMarked
package dev.zeroflow.app.run;

import org.jspecify.annotations.NullMarked;
