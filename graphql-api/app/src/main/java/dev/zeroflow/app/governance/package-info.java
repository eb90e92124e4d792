/** Policies, approvals and promotions in GraphQL. */
@NullMarked
package dev.zeroflow.app.governance;

import org.jspecify.annotations.NullMarked;
