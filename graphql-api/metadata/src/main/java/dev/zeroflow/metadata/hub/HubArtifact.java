package dev.zeroflow.metadata.hub;

import dev.zeroflow.metadata.artifact.Artifact;
import java.time.Instant;

/**
 * An artifact of a version.
 *
 * @param updatedAt when what is said of it changed last
 */
public record HubArtifact(Artifact artifact, int versionNumber, Instant updatedAt) {}
