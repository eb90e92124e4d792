package dev.zeroflow.app.dataset;

import dev.zeroflow.app.api.Cursor;
import dev.zeroflow.app.api.PlainText;
import dev.zeroflow.app.api.Refusing;
import dev.zeroflow.app.api.Slice;
import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.metadata.tracking.RecordedDataset;
import dev.zeroflow.store.DatasetReads;
import io.smallrye.common.annotation.RunOnVirtualThread;
import java.util.List;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

/** The query for data sets. */
@GraphQLApi
@Refusing
public class DatasetResolver {
  private final CallerResolver callers;
  private final DatasetReads reads;

  DatasetResolver(CallerResolver callers, DatasetReads reads) {
    this.callers = callers;
    this.reads = reads;
  }

  @Query
  @NonNull
  @RunOnVirtualThread
  @Description("Versions of data sets that clients have logged, newest first.")
  public DatasetVersionConnection datasetVersions(
      @Name("name") @Description("Only those of this data set.") @Nullable String name,
      @Name("first") @DefaultValue("25") @Description("Most versions to return, 1 to 100.")
          int first,
      @Name("after") @Description("Cursor to go on behind.") @Nullable String after) {
    String project = callers.caller().project();
    int size = Slice.size(first);
    String list = "datasetVersions " + name;
    DatasetReads.Place place =
        Cursor.timed(list, after, (time, id) -> new DatasetReads.Place(time, id));
    List<RecordedDataset> found =
        reads.page(project, PlainText.check("name", name), place, size + 1);
    return DatasetVersionConnection.of(
        Slice.of(
            found, size, it -> Cursor.text(list, it.createdAt(), it.id()), ApiDatasetVersion::of));
  }
}
