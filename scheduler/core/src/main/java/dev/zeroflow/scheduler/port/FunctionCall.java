package dev.zeroflow.scheduler.port;

import java.time.Duration;
import java.util.Map;

/**
 * One HTTP request to a function.
 *
 * @param callId names the call for {@link FunctionRuntime#cancel}; unique among running calls
 * @param function name of a declared function
 * @param method HTTP method
 * @param path path and query, beginning with a slash
 * @param headers header fields, one value each
 * @param body bytes of the body, possibly empty; not copied
 * @param timeout whole time for waiting, starting and answering
 */
@SuppressWarnings("ArrayRecordComponent") // one caller, one reader, never compared
public record FunctionCall(
    String callId,
    String function,
    String method,
    String path,
    Map<String, String> headers,
    byte[] body,
    Duration timeout) {}
