package dev.zeroflow.app.auth;

import dev.zeroflow.app.auth.Caller.AttemptCaller;
import dev.zeroflow.app.auth.Caller.LocalUser;
import dev.zeroflow.metadata.audit.Author;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells who changes something. A gateway in front says by a header who a person is, as Kubeflow's
 * does. Without one everybody on this machine is the same person, or says who they are: nobody
 * checks that.
 */
@ApplicationScoped
public class Authors {
  private static final String HEADER = "kubeflow-userid";
  private static final String NOBODY = "local";

  private final CallerResolver callers;
  private final CurrentVertxRequest request;
  private final InstantSource clock;

  Authors(CallerResolver callers, CurrentVertxRequest request, InstantSource clock) {
    this.callers = callers;
    this.request = request;
    this.clock = clock;
  }

  /** Whether somebody said who it is. */
  public static boolean isKnown(String name) {
    return !name.isEmpty() && !name.equals(NOBODY);
  }

  /** Who calls, a person or a task. */
  public Author author() {
    return author(callers.caller());
  }

  /** The person who calls; see {@link CallerResolver#person}. */
  public Author person(String what) {
    return author(callers.person(what));
  }

  private Author author(Caller caller) {
    String name =
        switch (caller) {
          case AttemptCaller(var _, var run, var task) -> shown(run + "/" + task);
          case LocalUser _ -> user();
        };
    // As exactly as it is stored.
    return new Author(caller.project(), name, clock.instant().truncatedTo(ChronoUnit.MICROS));
  }

  private static String shown(String task) {
    String name = "task " + task;
    return name.length() <= Author.MAX_NAME ? name : name.substring(0, Author.MAX_NAME);
  }

  private String user() {
    @Nullable String name = request.getCurrent().request().getHeader(HEADER);
    return name == null || name.isBlank() ? NOBODY : name.strip();
  }
}
