/** The wire format of OpenTelemetry's traces. */
@NullMarked
package dev.zeroflow.app.otlp;

import org.jspecify.annotations.NullMarked;
