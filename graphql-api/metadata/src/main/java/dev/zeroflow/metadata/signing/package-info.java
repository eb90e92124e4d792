/** Who signed the files of a version, by the OpenSSF's format for signatures of models. */
@NullMarked
package dev.zeroflow.metadata.signing;

import org.jspecify.annotations.NullMarked;
