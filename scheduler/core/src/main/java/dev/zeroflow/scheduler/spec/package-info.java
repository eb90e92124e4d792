/**
 * The pipeline document: KFP v2 PipelineSpec IR, read, checked and turned into an immutable graph.
 */
@NullMarked
package dev.zeroflow.scheduler.spec;

import org.jspecify.annotations.NullMarked;
