package dev.zeroflow.model;

/** A document is not a valid model; the message names the place in it and what was expected. */
public final class ModelFormatException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  ModelFormatException(String message) {
    super(message);
  }

  static void check(boolean valid, String message) {
    if (!valid) {
      throw new ModelFormatException(message);
    }
  }
}
