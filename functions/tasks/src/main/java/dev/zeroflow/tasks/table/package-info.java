/** Tables of numbers with a label column, read from and written to CSV. */
@NullMarked
package dev.zeroflow.tasks.table;

import org.jspecify.annotations.NullMarked;
