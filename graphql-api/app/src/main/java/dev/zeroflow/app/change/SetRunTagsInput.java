package dev.zeroflow.app.change;

import dev.zeroflow.app.registry.TagInput;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** Tags for a run. */
@Input("SetRunTagsInput")
@Description("Tags for a run.")
public record SetRunTagsInput(
    @NonNull @Id @Description("Id of the run, or what clients name it by.") String run,
    @NonNull @Description("Tags to set, at most 100.") List<@NonNull TagInput> tags) {}
