package dev.zeroflow.app.auth;

/** The project of everybody who calls without a token, which only this machine can. */
public final class LocalProject {
  public static final String NAME = "default";

  private LocalProject() {}
}
