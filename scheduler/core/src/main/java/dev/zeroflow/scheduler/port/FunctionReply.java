package dev.zeroflow.scheduler.port;

import java.time.Duration;
import java.util.Map;

/**
 * What a function answered.
 *
 * @param status HTTP status
 * @param headers header fields with lower-case names, the first value of each
 * @param body bytes of the body; not copied
 * @param cold whether the call waited for a replica to start
 * @param waited time between the call and its hand-over to a ready replica
 */
@SuppressWarnings("ArrayRecordComponent") // one caller, one reader, never compared
public record FunctionReply(
    int status, Map<String, String> headers, byte[] body, boolean cold, Duration waited) {}
