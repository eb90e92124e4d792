/** The ingress for events: object-storage notifications become runs. */
@NullMarked
package dev.zeroflow.app.event;

import org.jspecify.annotations.NullMarked;
