/** What all parts of the GraphQL API share: errors with stable codes, and small types. */
@NullMarked
package dev.zeroflow.app.api;

import org.jspecify.annotations.NullMarked;
