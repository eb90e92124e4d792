package dev.zeroflow.app.registry;

import dev.zeroflow.app.api.Cursor;
import dev.zeroflow.app.api.Slice;
import dev.zeroflow.metadata.registry.RegisteredModel;
import dev.zeroflow.store.CatalogReads;
import dev.zeroflow.store.RegistryReads;
import dev.zeroflow.store.RegistryReads.FoundModel;
import dev.zeroflow.store.RegistryReads.MissedBy;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pages of models: in the order of their names, or of how well they fit words. */
@ApplicationScoped
class RegisteredModelLists {
  private static final String BY_NAME = "registeredModels";
  private final CatalogReads catalog;
  private final RegistryReads registry;

  RegisteredModelLists(CatalogReads catalog, RegistryReads registry) {
    this.catalog = catalog;
    this.registry = registry;
  }

  /**
   * A page.
   *
   * @param text words to look for; null for all models
   */
  Uni<Slice<ApiRegisteredModel>> page(
      String project, @Nullable String text, int size, @Nullable String after) {
    return text == null ? byName(project, size, after) : byWords(project, text, size, after);
  }

  private Uni<Slice<ApiRegisteredModel>> byName(String project, int size, @Nullable String after) {
    return catalog
        .models(project, Cursor.name(BY_NAME, after), size + 1)
        .map(
            found ->
                Slice.of(
                    found,
                    size,
                    (RegisteredModel it) -> Cursor.text(BY_NAME, it.name()),
                    ApiRegisteredModel::of));
  }

  private Uni<Slice<ApiRegisteredModel>> byWords(
      String project, String text, int size, @Nullable String after) {
    String list = BY_NAME + " " + text;
    return registry
        .search(project, text, place(Cursor.parse(list, 2, after)), size + 1)
        .map(
            found ->
                Slice.of(
                    found,
                    size,
                    (FoundModel it) -> Cursor.text(list, it.miss(), it.model().name()),
                    it -> ApiRegisteredModel.of(it.model())));
  }

  private static @Nullable MissedBy place(@Nullable Cursor cursor) {
    if (cursor == null) {
      return null;
    }
    List<String> values = cursor.values();
    try {
      return new MissedBy(Double.parseDouble(values.getFirst()), values.getLast());
    } catch (NumberFormatException e) {
      throw Cursor.unknown();
    }
  }
}
