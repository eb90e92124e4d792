/** Tells webhooks what they wait for, and shows them in GraphQL. */
@NullMarked
package dev.zeroflow.app.webhook;

import org.jspecify.annotations.NullMarked;
