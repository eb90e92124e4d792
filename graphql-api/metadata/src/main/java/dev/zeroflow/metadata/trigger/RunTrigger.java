package dev.zeroflow.metadata.trigger;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.Names;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Starts a run of a pipeline when an object is stored in a bucket.
 *
 * @param prefix how the key must begin; empty for any
 * @param suffix how the key must end; empty for any
 * @param pipeline name of the pipeline whose newest version runs
 * @param parameters templates by parameter name, see {@link #parametersFor}
 */
public record RunTrigger(
    String project,
    String name,
    String bucket,
    String prefix,
    String suffix,
    String pipeline,
    Map<String, String> parameters,
    boolean enabled) {
  /** Most parameters of a trigger. */
  public static final int MAX_PARAMETERS = 100;

  private static final int MAX_TEXT = 1024;

  public RunTrigger {
    Names.check("a trigger's name", name);
    Names.check("a pipeline's name", pipeline);
    if (bucket.isBlank() || bucket.length() > MAX_TEXT) {
      throw MetadataException.badInput("a trigger needs the name of a bucket");
    }
    if (prefix.length() > MAX_TEXT || suffix.length() > MAX_TEXT) {
      throw MetadataException.badInput(
          "prefix and suffix have at most " + MAX_TEXT + " characters");
    }
    if (parameters.size() > MAX_PARAMETERS) {
      throw MetadataException.badInput("a trigger has at most " + MAX_PARAMETERS + " parameters");
    }
    parameters.forEach(ParameterTemplate::check);
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /** Why this trigger does not start a run for the object, or empty if it does. */
  public Optional<String> whyNot(ObjectCreated object) {
    if (!enabled) {
      return Optional.of("the trigger is disabled");
    }
    if (!object.bucket().equals(bucket)) {
      return Optional.of("the bucket is not " + bucket);
    }
    if (!object.key().startsWith(prefix)) {
      return Optional.of("the key does not begin with " + prefix);
    }
    if (!object.key().endsWith(suffix)) {
      return Optional.of("the key does not end with " + suffix);
    }
    return Optional.empty();
  }

  /** The run's parameters as text: every template with its placeholders replaced. */
  public Map<String, String> parametersFor(ObjectCreated object) {
    Map<String, String> values = new LinkedHashMap<>();
    parameters.forEach(
        (name, template) -> values.put(name, ParameterTemplate.expand(template, object)));
    return values;
  }
}
