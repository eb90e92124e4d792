package dev.zeroflow.app.openlineage;

import dev.zeroflow.metadata.outside.OutsideLineage.Facet;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Something that an outside job said. */
@Type("LineageFacet")
@Description("A facet of OpenLineage: the newest of its name that was said of a node.")
public record ApiLineageFacet(
    @NonNull @Description("Its name, e.g. schema or columnLineage.") String name,
    @NonNull @Description("JSON as it came.") String facet,
    @NonNull @Description("When the event happened that said it.") Instant at) {
  static ApiLineageFacet of(Facet facet) {
    return new ApiLineageFacet(facet.name(), facet.facet(), facet.at());
  }
}
