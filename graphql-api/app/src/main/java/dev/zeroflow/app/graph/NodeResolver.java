package dev.zeroflow.app.graph;

import dev.zeroflow.app.api.ApiNode;
import dev.zeroflow.app.api.BadInputException;
import dev.zeroflow.app.api.NodeSource;
import dev.zeroflow.app.api.NodeType;
import dev.zeroflow.app.api.Refusing;
import dev.zeroflow.app.auth.CallerResolver;
import io.quarkus.arc.All;
import io.smallrye.common.annotation.RunOnVirtualThread;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

/** Finds anything by its id. */
@GraphQLApi
@Refusing
public class NodeResolver {
  private static final int MAX_IDS = 100;
  private final CallerResolver callers;
  private final Map<NodeType, NodeSource> sources;

  NodeResolver(CallerResolver callers, @All List<NodeSource> sources) {
    this.callers = callers;
    this.sources = sources.stream().collect(Collectors.toMap(NodeSource::type, it -> it));
  }

  @Query
  @RunOnVirtualThread
  @Description("The thing with this id; null if there is none.")
  public @Nullable ApiNode node(
      @NonNull @Id @Name("id") @Description("As the field id of the thing has it.") String id) {
    return found(List.of(id)).get(id);
  }

  @Query
  @NonNull
  @RunOnVirtualThread
  @Description(
      "The things with these ids, in their order; null in place of what is not there. Reads once"
          + " for each kind of thing.")
  public List<@Nullable ApiNode> nodes(
      @NonNull @Name("ids") @Description("At most 100 ids.") List<@NonNull String> ids) {
    if (ids.size() > MAX_IDS) {
      throw new BadInputException("ids has more than %d entries".formatted(MAX_IDS));
    }
    Map<String, ApiNode> found = found(ids);
    return ids.stream().<@Nullable ApiNode>map(found::get).toList();
  }

  private Map<String, ApiNode> found(List<String> ids) {
    String project = callers.caller().project();
    Map<String, ApiNode> found = new HashMap<>();
    keys(ids)
        .forEach(
            (type, keys) ->
                Stream.ofNullable(sources.get(type))
                    .flatMap(source -> source.find(project, keys).stream())
                    .forEach(node -> found.put(node.id(), node)));
    return found;
  }

  private static Map<NodeType, List<String>> keys(List<String> ids) {
    return ids.stream()
        .distinct()
        .filter(id -> NodeType.of(id).isPresent() && id.indexOf('\0') < 0)
        .collect(
            Collectors.groupingBy(
                id -> NodeType.of(id).orElseThrow(),
                Collectors.mapping(
                    id -> NodeType.of(id).orElseThrow().key(id), Collectors.toList())));
  }
}
