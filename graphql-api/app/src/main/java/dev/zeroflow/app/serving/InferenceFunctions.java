package dev.zeroflow.app.serving;

import dev.zeroflow.contract.ControlPlane;
import dev.zeroflow.metadata.serving.InferenceService;
import dev.zeroflow.scheduler.engine.RunClient;
import dev.zeroflow.scheduler.port.FunctionKind;
import dev.zeroflow.scheduler.port.FunctionSpec;
import dev.zeroflow.scheduler.port.Scale;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * How a served model version is declared as a function: one function for each, so that a new
 * version comes up beside the old one.
 *
 * @param image handler image of the inference functions
 * @param controlPlane address that the functions call
 * @param scale bounds and times of scaling
 * @param tokens tokens of the functions
 */
public record InferenceFunctions(
    String image, String controlPlane, Scale scale, FunctionTokens tokens) {
  private static final int MAX_SHOWN = 36;
  private static final int HASH_DIGITS = 8;

  FunctionSpec spec(InferenceService service) {
    String token =
        tokens.token(service.project(), service.name(), service.model(), service.version());
    return new FunctionSpec(
        name(service),
        FunctionKind.INFERENCE,
        image,
        Map.of(ControlPlane.ENV_ADDRESS, controlPlane, ControlPlane.ENV_FUNCTION_TOKEN, token),
        scale);
  }

  /**
   * A DNS label that a person recognises: the service's name, a hash that keeps it unique, the
   * version.
   */
  static String name(InferenceService service) {
    String shown =
        service
            .name()
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    String identity = String.join("\n", service.project(), service.name(), service.model());
    String hash = RunClient.digest(identity.getBytes(StandardCharsets.UTF_8));
    return "serve-%s-%s-v%s"
        .formatted(
            shown.substring(0, Math.min(shown.length(), MAX_SHOWN)),
            hash.substring(hash.length() - HASH_DIGITS),
            service.version());
  }
}
