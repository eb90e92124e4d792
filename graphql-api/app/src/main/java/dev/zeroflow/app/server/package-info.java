/** The server as a process: configuration, wiring, start and stop. */
@NullMarked
package dev.zeroflow.app.server;

import org.jspecify.annotations.NullMarked;
