/** What a function or job asks of the pod that it runs in; one machine follows what it can. */
@NullMarked
package dev.zeroflow.scheduler.pod;

import org.jspecify.annotations.NullMarked;
