/** What every endpoint shares: error bodies, and who may talk to the server at all. */
@NullMarked
package dev.zeroflow.app.http;

import org.jspecify.annotations.NullMarked;
