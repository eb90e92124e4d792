package dev.zeroflow.app.trigger;

import dev.zeroflow.app.api.Attempted;
import dev.zeroflow.app.api.BadInputException;
import dev.zeroflow.app.api.Cursor;
import dev.zeroflow.app.api.Refusing;
import dev.zeroflow.app.api.Slice;
import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.metadata.trigger.RunTrigger;
import dev.zeroflow.metadata.trigger.Triggers;
import dev.zeroflow.store.CatalogReads;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

/** The query and the mutation for triggers. */
@GraphQLApi
@Refusing
public class TriggerResolver {
  private static final String LIST = "triggers";
  private final CallerResolver callers;
  private final CatalogReads reads;
  private final Triggers triggers;

  TriggerResolver(CallerResolver callers, CatalogReads reads, Triggers triggers) {
    this.callers = callers;
    this.reads = reads;
    this.triggers = triggers;
  }

  @Query
  @NonNull
  @Description("Triggers, ordered by name.")
  public Uni<TriggerConnection> triggers(
      @Name("first") @DefaultValue("25") @Description("Most triggers to return, 1 to 100.")
          int first,
      @Name("after") @Description("Cursor to go on behind.") @Nullable String after) {
    int size = Slice.size(first);
    String behind = Cursor.name(LIST, after);
    return callers
        .resolve()
        .flatMap(caller -> reads.triggers(caller.project(), behind, size + 1))
        .map(
            found ->
                TriggerConnection.of(
                    Slice.of(found, size, it -> Cursor.text(LIST, it.name()), ApiTrigger::of)));
  }

  @Mutation
  @NonNull
  @RunOnVirtualThread
  @Description("Stores a trigger, in place of the one of the same name.")
  public CreateTriggerPayload createTrigger(
      @NonNull @Name("input") @Description("The trigger.") CreateTriggerInput input) {
    // A step that could create triggers could start runs for ever.
    String project = callers.person("create triggers").project();
    var done =
        Attempted.of(
            () -> {
              RunTrigger trigger = trigger(project, input);
              triggers.upsert(trigger);
              return ApiTrigger.of(trigger);
            });
    return new CreateTriggerPayload(done.result(), done.errors());
  }

  private static RunTrigger trigger(String project, CreateTriggerInput input) {
    return new RunTrigger(
        project,
        input.name(),
        input.bucket(),
        orEmpty(input.prefix()),
        orEmpty(input.suffix()),
        input.pipeline(),
        templates(input.parameters()),
        true);
  }

  private static Map<String, String> templates(@Nullable List<ParameterTemplateInput> given) {
    Map<String, String> templates = new LinkedHashMap<>();
    for (ParameterTemplateInput template :
        given == null ? List.<ParameterTemplateInput>of() : given) {
      if (template != null && templates.put(template.name(), template.value()) != null) {
        throw new BadInputException("parameter \"" + template.name() + "\" is given twice");
      }
    }
    return templates;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
