/**
 * The parts that a laptop would otherwise have to install: a Postgres and an S3 in a data
 * directory. Plain classes that the main program starts before Quarkus, so that its configuration
 * can name their addresses.
 */
@NullMarked
package dev.zeroflow.app.embedded;

import org.jspecify.annotations.NullMarked;
