package dev.zeroflow.app.mlflow;

import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.metadata.registry.ModelVersion;
import dev.zeroflow.metadata.registry.RegisteredModel;
import dev.zeroflow.metadata.registry.RegistryListing;
import dev.zeroflow.metadata.search.Filter;
import dev.zeroflow.metadata.search.FilterParser;
import dev.zeroflow.metadata.search.Found;
import dev.zeroflow.metadata.search.Identifier;
import dev.zeroflow.metadata.search.Kind;
import dev.zeroflow.metadata.search.Search;
import dev.zeroflow.metadata.search.SearchTarget;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Searches for models and versions. */
@ApplicationScoped
class RegistrySearches {
  private static final int MODELS = 100;
  private static final int MAX_MODELS = 1_000;

  /** What clients may ask for; no answer has more than {@link #MAX_MODELS}. */
  private static final int MAX_VERSIONS = 200_000;

  private static final Identifier PROMPT = new Identifier(Kind.TAG, "mlflow.prompt.is_prompt");
  private static final String NO_PROMPTS = "tags.`mlflow.prompt.is_prompt` != 'true'";

  private final CallerResolver callers;
  private final RegistryListing listing;
  private final MlflowRegistry known;
  private final MlflowJson json;

  RegistrySearches(
      CallerResolver callers, RegistryListing listing, MlflowRegistry known, MlflowJson json) {
    this.callers = callers;
    this.listing = listing;
    this.known = known;
    this.json = json;
  }

  /** A part of the models. */
  record ModelsFound(List<RegisteredModelBody> registeredModels, @Nullable String nextPageToken) {}

  Response models(UriInfo uri) {
    String project = callers.caller().project();
    Search search =
        request(uri, SearchTarget.REGISTERED_MODELS)
            .search(SearchTarget.REGISTERED_MODELS, "", List.of("name ASC"), MODELS, MAX_MODELS);
    Found<RegisteredModel> found = listing.models(project, search);
    return json.ok(new ModelsFound(known.shown(project, found.items()), token(search, found)));
  }

  Response versions(UriInfo uri) {
    String project = callers.caller().project();
    Search asked =
        request(uri, SearchTarget.MODEL_VERSIONS)
            .search(
                SearchTarget.MODEL_VERSIONS,
                "",
                List.of("last_updated_timestamp DESC", "name ASC", "version_number DESC"),
                MAX_MODELS,
                MAX_VERSIONS);
    Search search =
        new Search(
            asked.filter(),
            asked.orders(),
            Math.min(asked.size(), MAX_MODELS),
            asked.after(),
            asked.fingerprint());
    Found<ModelVersion> found = listing.versions(project, search);
    return json.ok(
        new VersionsFound(known.shownVersions(project, found.items()), token(search, found)));
  }

  /** Prompts are kept as models, and only found by who asks for them. */
  private SearchRequest request(UriInfo uri, SearchTarget target) {
    SearchRequest sent = json.read(uri.getQueryParameters(), SearchRequest.class);
    String text = sent.filter() == null ? "" : sent.filter();
    Filter filter = FilterParser.parse(text, target);
    if (filter.mentions(PROMPT)) {
      return sent;
    }
    String models = text.isBlank() ? NO_PROMPTS : "(%s) AND %s".formatted(text, NO_PROMPTS);
    return new SearchRequest(
        null, models, null, null, sent.maxResults(), sent.orderBy(), sent.pageToken());
  }

  private static @Nullable String token(Search search, Found<?> found) {
    return found.last() == null ? null : search.token(found.last());
  }
}
