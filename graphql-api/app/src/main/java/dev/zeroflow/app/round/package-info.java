/** Work that is done again and again, and sleeps while there is none. */
@NullMarked
package dev.zeroflow.app.round;

import org.jspecify.annotations.NullMarked;
