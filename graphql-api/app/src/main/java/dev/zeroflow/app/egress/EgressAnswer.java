package dev.zeroflow.app.egress;

/**
 * What somebody answered.
 *
 * @param body its first bytes, as text
 */
public record EgressAnswer(int status, String body) {}
