/** Files that tracking clients store: their names, and the objects that hold them. */
@NullMarked
package dev.zeroflow.metadata.file;

import org.jspecify.annotations.NullMarked;
