/** The handler of the image zeroflow/tasks: takes an event, runs the function it names, answers. */
@NullMarked
package dev.zeroflow.tasks;

import org.jspecify.annotations.NullMarked;
