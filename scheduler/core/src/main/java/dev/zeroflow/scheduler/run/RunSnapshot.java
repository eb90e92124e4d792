package dev.zeroflow.scheduler.run;

import dev.zeroflow.scheduler.spec.PipelineSpec;
import java.util.Map;

/**
 * Everything that a decision about a run may look at.
 *
 * @param run the run
 * @param pipeline what it executes; never changes
 * @param tasks its tasks by path; those of an inner graph exist once that graph has begun
 */
public record RunSnapshot(Run run, PipelineSpec pipeline, Map<String, Task> tasks) {}
