package dev.zeroflow.metadata.run;

import dev.zeroflow.metadata.artifact.Artifact;
import dev.zeroflow.metadata.lineage.Direction;
import java.util.UUID;

/**
 * An artifact that the last attempt of a task read or wrote.
 *
 * @param slot name of the task's input or output
 */
public record TaskArtifact(
    UUID runId, String taskPath, Direction direction, String slot, Artifact artifact) {}
