package dev.zeroflow.app.run;

import dev.zeroflow.app.api.ApiNode;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Interface;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/** What runs of all kinds have. */
@Interface("Run")
@Description("Something that was executed once.")
public interface ApiRun extends ApiNode {
  /** The project that it belongs to; not in the schema, as callers see one project only. */
  String project();

  @Name("uid")
  @NonNull
  @Description("Its UUID, as addresses of this server and other protocols name it.")
  String uid();

  @Name("name")
  @NonNull
  @Description("Name for people.")
  String name();

  @Name("kind")
  @NonNull
  @Description("What it is a run of.")
  ApiRunKind kind();

  @Name("state")
  @NonNull
  @Description("Where the run is in its life.")
  ApiRunState state();

  @Name("createdAt")
  @NonNull
  @Description("When it was submitted; when it started, if a client logs it.")
  Instant createdAt();

  @Name("startedAt")
  @Description("When it started.")
  @Nullable Instant startedAt();

  @Name("finishedAt")
  @Description("When it ended.")
  @Nullable Instant finishedAt();
}
