/** Calls to addresses that users choose, which must not reach what only this machine may reach. */
@NullMarked
package dev.zeroflow.app.egress;

import org.jspecify.annotations.NullMarked;
