package dev.zeroflow.scheduler.spec;

import dev.zeroflow.contract.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Checks the parameters of a run against what its pipeline declares. */
public final class RunParameters {
  /** Inline values larger than this belong into an artifact. */
  private static final int MAX_VALUE_CHARS = 256 << 10;

  private RunParameters() {}

  /**
   * The values of a new run: given ones checked, defaults filled in.
   *
   * @param given JSON values by name
   * @throws InvalidPipelineException that names the parameter and the type that was expected
   */
  public static Map<String, @Nullable Object> check(
      PipelineSpec pipeline, Map<String, ? extends @Nullable Object> given) {
    Map<String, ParameterDef> declared = pipeline.root().inputs().parameters();
    for (String name : given.keySet()) {
      if (!declared.containsKey(name)) {
        throw InvalidPipelineException.badParameter(
            name,
            "unknown; the pipeline has " + String.join(", ", new TreeSet<>(declared.keySet())));
      }
    }
    var values = new LinkedHashMap<String, @Nullable Object>();
    declared.forEach(
        (name, def) ->
            value(name, def, given.get(name)).ifPresent(value -> values.put(name, value)));
    return values;
  }

  /**
   * A value typed on a command line, taken as what the pipeline declares: text stays text, anything
   * else must be JSON.
   *
   * @throws InvalidPipelineException if the text is not a value of the declared type
   */
  public static @Nullable Object parse(PipelineSpec pipeline, String name, String text) {
    ParameterDef def = pipeline.root().inputs().parameters().get(name);
    if (def == null || def.type() == ParameterType.STRING) {
      return text;
    }
    try {
      return JsonValues.normalize(YamlDocument.parse(text.getBytes(StandardCharsets.UTF_8)));
    } catch (InvalidPipelineException e) {
      throw wrongType(name, def, text);
    }
  }

  private static Optional<Object> value(String name, ParameterDef def, @Nullable Object given) {
    if (given != null) {
      Object value =
          def.type()
              .accept(normal(name, def, given))
              .orElseThrow(() -> wrongType(name, def, given));
      if (!def.literals().isEmpty() && !def.literals().contains(value)) {
        throw InvalidPipelineException.badParameter(
            name,
            "expected one of %s, got %s"
                .formatted(Json.write(def.literals()), JsonValues.excerpt(value)));
      }
      if (Json.write(value).length() > MAX_VALUE_CHARS) {
        throw InvalidPipelineException.badParameter(
            name, "larger than %d KB; pass an artifact".formatted(MAX_VALUE_CHARS >> 10));
      }
      return Optional.of(value);
    }
    if (!def.optional()) {
      throw InvalidPipelineException.badParameter(name, "missing; expected " + def.type());
    }
    return Optional.ofNullable(def.defaultValue());
  }

  private static @Nullable Object normal(String name, ParameterDef def, Object given) {
    try {
      return JsonValues.normalize(given);
    } catch (IllegalArgumentException e) {
      throw InvalidPipelineException.badParameter(
          name, "expected %s: %s".formatted(def.type(), e.getMessage()));
    }
  }

  private static InvalidPipelineException wrongType(String name, ParameterDef def, Object given) {
    return InvalidPipelineException.badParameter(
        name, "expected %s, got %s".formatted(def.type(), JsonValues.excerpt(given)));
  }
}
