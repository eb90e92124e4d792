/** Who calls, and which project is theirs. */
@NullMarked
package dev.zeroflow.app.auth;

import org.jspecify.annotations.NullMarked;
