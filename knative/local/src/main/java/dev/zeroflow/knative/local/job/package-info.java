/** Jobs as child processes: handlers that read one event from a file, work, report and end. */
@NullMarked
package dev.zeroflow.knative.local.job;

import org.jspecify.annotations.NullMarked;
