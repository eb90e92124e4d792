/** What running attempts ask of the control plane; each call carries the token of its attempt. */
@NullMarked
package dev.zeroflow.app.attempt;

import org.jspecify.annotations.NullMarked;
