package dev.zeroflow.app.otlp;

/** Names of attributes that say something of the trace, and of members of stored JSON. */
final class SpanKeys {
  static final String INPUTS = "mlflow.spanInputs";
  static final String OUTPUTS = "mlflow.spanOutputs";
  static final String TYPE = "mlflow.spanType";

  /** The id of the trace, as clients know it. */
  static final String TRACE = "mlflow.traceRequestId";

  static final String NAME = "name";
  static final String TIME = "time_unix_nano";
  static final String ATTRIBUTES = "attributes";
  static final String TRACE_ID = "trace_id";
  static final String SPAN_ID = "span_id";

  private SpanKeys() {}
}
