/** Model versions as inference functions, and the gateway in front of them. */
@NullMarked
package dev.zeroflow.app.serving;

import org.jspecify.annotations.NullMarked;
