package dev.zeroflow.app.mlflow;

import dev.zeroflow.app.http.HttpFailure;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Ids as clients know them: 32 hexadecimal digits, for logged models behind {@code m-}. */
final class MlflowIds {
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
  private static final String MODEL = "m-";
  private static final String TRACE = "tr-";
  private static final String ASSESSMENT = "a-";

  private MlflowIds() {}

  static String hex(UUID id) {
    return id.toString().replace("-", "");
  }

  static String model(UUID id) {
    return MODEL + hex(id);
  }

  /**
   * The id of a run.
   *
   * @param id of which the field {@code run_id} or its older name {@code run_uuid} may be missing
   * @throws HttpFailure with 400 if both are missing, with 404 if it is the id of nothing
   */
  static UUID run(@Nullable String id, @Nullable String olderName) {
    String text = id == null || id.isEmpty() ? olderName : id;
    if (text == null || text.isEmpty()) {
      throw missing("run_id");
    }
    return uuid("Run", text, text);
  }

  /** The id of a logged model; 404 if it is the id of nothing. */
  static UUID model(@Nullable String id) {
    return prefixed("Logged model", "model_id", MODEL, id);
  }

  static String trace(UUID id) {
    return TRACE + hex(id);
  }

  static String assessment(UUID id) {
    return ASSESSMENT + hex(id);
  }

  /** The id of a trace; 404 if it is the id of nothing. */
  static UUID trace(@Nullable String id) {
    return prefixed("Trace", "trace_id", TRACE, id);
  }

  /** Likewise, of an assessment. */
  static UUID assessment(@Nullable String id) {
    return prefixed("Assessment", "assessment_id", ASSESSMENT, id);
  }

  private static UUID prefixed(String what, String field, String prefix, @Nullable String id) {
    if (id == null || id.isEmpty()) {
      throw missing(field);
    }
    return uuid(what, id, id.startsWith(prefix) ? id.substring(prefix.length()) : "");
  }

  /** Those of the texts that are ids of traces. */
  static List<UUID> traces(List<String> ids) {
    return ids.stream().filter(id -> isId(TRACE, id)).map(id -> trace(id)).distinct().toList();
  }

  private static boolean isId(String prefix, String id) {
    return id.startsWith(prefix) && HEX.matcher(id.substring(prefix.length())).matches();
  }

  static boolean isExperiment(String id) {
    return NUMBER.matcher(id).matches();
  }

  /** Whether the text has the form of a logged model's id. */
  static boolean isModel(String id) {
    return isId(MODEL, id);
  }

  /** The number of an experiment. */
  static long experiment(@Nullable String id) {
    if (id == null || id.isEmpty()) {
      throw missing("experiment_id");
    }
    if (!isExperiment(id)) {
      throw HttpFailure.badInput("Invalid experiment ID '%s': it must be a number".formatted(id));
    }
    return Long.parseLong(id);
  }

  /** The refusal of a request that lacks a field. */
  static HttpFailure missing(String field) {
    return HttpFailure.badInput(
        "Missing value for required parameter '%s': send it".formatted(field));
  }

  static HttpFailure unknown(String what, Object id) {
    return HttpFailure.notFound("%s with id=%s not found".formatted(what, id));
  }

  static UUID uuid(String what, String shown, String hex) {
    if (!HEX.matcher(hex).matches()) {
      throw unknown(what, shown);
    }
    return new UUID(
        HexFormat.fromHexDigitsToLong(hex, 0, 16), HexFormat.fromHexDigitsToLong(hex, 16, 32));
  }
}
