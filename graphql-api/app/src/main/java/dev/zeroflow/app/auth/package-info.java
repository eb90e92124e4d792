/** Who calls, and what that lets them see. */
@NullMarked
package dev.zeroflow.app.auth;

import org.jspecify.annotations.NullMarked;
