package dev.zeroflow.app.pipeline;

import dev.zeroflow.app.api.BadInputException;
import dev.zeroflow.app.api.Cursor;
import dev.zeroflow.app.api.NodeType;
import dev.zeroflow.app.api.PlainText;
import dev.zeroflow.app.api.Refusing;
import dev.zeroflow.app.api.Slice;
import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.metadata.pipeline.StoredPipeline;
import dev.zeroflow.store.PipelineReads;
import io.smallrye.common.annotation.RunOnVirtualThread;
import java.util.List;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

/** Queries for pipelines. */
@GraphQLApi
@Refusing
public class PipelineResolver {
  private final CallerResolver callers;
  private final PipelineReads reads;

  PipelineResolver(CallerResolver callers, PipelineReads reads) {
    this.callers = callers;
    this.reads = reads;
  }

  @Query
  @RunOnVirtualThread
  @Description("One pipeline by its id or its name; null if there is none.")
  public @Nullable ApiPipeline pipeline(
      @Id @Name("id") @Description("Id or UUID.") @Nullable String id,
      @Name("name") @Description("Its name.") @Nullable String name) {
    String project = callers.caller().project();
    if ((id == null) == (name == null)) {
      throw new BadInputException("say either id or name");
    }
    List<StoredPipeline> found =
        name != null
            ? reads.named(project, PlainText.orEmpty("name", name))
            : reads.byIds(project, NodeType.PIPELINE.uuid(id == null ? "" : id).stream().toList());
    return found.stream().findFirst().map(ApiPipeline::of).orElse(null);
  }

  @Query
  @NonNull
  @RunOnVirtualThread
  @Description("Pipelines, ordered by name.")
  public PipelineConnection pipelines(
      @Name("text") @Description("Only those with this in name or description, in any case.")
          @Nullable String text,
      @Name("first") @DefaultValue("25") @Description("Most pipelines to return, 1 to 100.")
          int first,
      @Name("after") @Description("Cursor to go on behind.") @Nullable String after) {
    String project = callers.caller().project();
    int size = Slice.size(first);
    String list = "pipelines " + text;
    List<StoredPipeline> found =
        reads.page(project, PlainText.orEmpty("text", text), Cursor.name(list, after), size + 1);
    return PipelineConnection.of(
        Slice.of(found, size, it -> Cursor.text(list, it.name()), ApiPipeline::of));
  }
}
