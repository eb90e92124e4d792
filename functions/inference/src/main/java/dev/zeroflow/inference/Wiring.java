package dev.zeroflow.inference;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zeroflow.contract.ControlPlane;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Loads the model; a process that cannot ends with one line that says why. */
final class Wiring {
  /**
   * {@link ControlPlane#ENV_ADDRESS} and {@link ControlPlane#ENV_FUNCTION_TOKEN}, as properties.
   */
  private static final String ADDRESS = "zeroflow.control-plane";

  private static final String TOKEN = "zeroflow.function-token";

  @Produces
  @Singleton
  static ServedModel servedModel(
      ObjectMapper json,
      @ConfigProperty(name = ADDRESS) Optional<String> controlPlane,
      @ConfigProperty(name = TOKEN) Optional<String> token) {
    try {
      if (Rehearsal.isAsked()) {
        return Rehearsal.loadTinyModel(json);
      }
      return new ModelLoader(json)
          .load(
              required(controlPlane, ControlPlane.ENV_ADDRESS),
              required(token, ControlPlane.ENV_FUNCTION_TOKEN));
    } catch (IOException | IllegalArgumentException e) {
      throw noModel(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw noModel("interrupted");
    }
  }

  /** The one kind of exception of which Quarkus prints the message alone; it exits with 1. */
  private static ConfigurationException noModel(@Nullable String reason) {
    return new ConfigurationException("No model to serve: " + reason);
  }

  private static String required(Optional<String> value, String variable) {
    return value.orElseThrow(() -> new IllegalArgumentException(variable + " is not set"));
  }
}
