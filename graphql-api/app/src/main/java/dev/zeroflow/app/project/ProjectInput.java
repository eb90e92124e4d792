package dev.zeroflow.app.project;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/** A project, and what to say of it. */
@Input("ProjectInput")
@Description("A project, and what to say of it.")
public record ProjectInput(
    @NonNull
        @Description("2 to 63 lower-case letters, digits and hyphens, with no hyphen at its ends.")
        String name,
    @Description("What it is for.") @Nullable String description) {
  String text() {
    return description == null ? "" : description;
  }
}
