package dev.zeroflow.contract;

/**
 * Which model an inference function serves, and where its bytes are; answer of {@link
 * ControlPlane#MODEL_SOURCE}.
 *
 * @param service name under which the model is served
 * @param version version of the model
 * @param digest {@code sha256:<hex>} that the bytes must have
 * @param getUrl presigned address to read the bytes from
 */
public record ModelSource(String service, String version, String digest, String getUrl) {}
