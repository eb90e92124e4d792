package dev.zeroflow.app.mlflow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some versions, of one model or several. */
record VersionsFound(List<ModelVersionBody> modelVersions, @Nullable String nextPageToken) {}
