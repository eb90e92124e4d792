/** Calls every function over loopback, with a control plane and an object store in memory. */
@NullMarked
package dev.zeroflow.tasks.rehearsal;

import org.jspecify.annotations.NullMarked;
