/** Components of any image: the host that runs them, and the environments that it needs. */
@NullMarked
package dev.zeroflow.app.python;

import org.jspecify.annotations.NullMarked;
