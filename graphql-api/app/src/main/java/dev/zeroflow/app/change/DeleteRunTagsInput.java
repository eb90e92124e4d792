package dev.zeroflow.app.change;

import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** Tags to take from a run. */
@Input("DeleteRunTagsInput")
@Description("Tags to take from a run.")
public record DeleteRunTagsInput(
    @NonNull @Id @Description("Id of the run, or what clients name it by.") String run,
    @NonNull
        @Description("Keys of tags to remove, at most 100; those that are not there do no harm.")
        List<@NonNull String> keys) {}
