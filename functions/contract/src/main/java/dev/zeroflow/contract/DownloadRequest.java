package dev.zeroflow.contract;

/**
 * Asks the control plane where one file of a directory can be read; POST to {@link
 * ControlPlane#DOWNLOADS} with the attempt token as bearer.
 *
 * @param artifact {@link InputArtifact#id()} of an input of the attempt
 * @param path path of the file in the directory, as its manifest says
 */
public record DownloadRequest(String artifact, String path) {}
