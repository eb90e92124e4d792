/** Functions that split, train, evaluate and choose. */
@NullMarked
package dev.zeroflow.tasks.learn;

import org.jspecify.annotations.NullMarked;
