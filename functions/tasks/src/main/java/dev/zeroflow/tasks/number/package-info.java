/** Functions of numbers alone; they read and write no artifacts. */
@NullMarked
package dev.zeroflow.tasks.number;

import org.jspecify.annotations.NullMarked;
