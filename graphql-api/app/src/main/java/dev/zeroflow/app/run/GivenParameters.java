package dev.zeroflow.app.run;

import dev.zeroflow.app.api.BadInputException;
import dev.zeroflow.app.api.ParameterInput;
import dev.zeroflow.scheduler.spec.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parameters that somebody gives to a run. */
public final class GivenParameters {
  private GivenParameters() {}

  /** Values that are given as JSON texts. */
  public static Map<String, @Nullable Object> values(List<ParameterInput> parameters) {
    var values = new LinkedHashMap<String, @Nullable Object>();
    texts(parameters).forEach((name, json) -> values.put(name, value(name, json)));
    return values;
  }

  private static @Nullable Object value(String name, String json) {
    try {
      return JsonText.read(json);
    } catch (IllegalArgumentException e) {
      throw new BadInputException("parameter \"" + name + "\" is not JSON: " + e.getMessage());
    }
  }

  /** Plain texts, each name once. */
  public static Map<String, String> texts(List<ParameterInput> parameters) {
    var each = new LinkedHashMap<String, String>();
    for (ParameterInput parameter : parameters) {
      if (each.put(parameter.name(), parameter.value()) != null) {
        throw new BadInputException("parameter \"" + parameter.name() + "\" is given twice");
      }
    }
    return each;
  }
}
