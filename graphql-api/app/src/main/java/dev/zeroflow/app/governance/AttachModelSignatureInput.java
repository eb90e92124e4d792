package dev.zeroflow.app.governance;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** A signature of a version. */
@Input("AttachModelSignatureInput")
@Description("A signature of a version.")
public record AttachModelSignatureInput(
    @NonNull @Description("Name of the model.") String model,
    @NonNull @Description("Number of the version.") String version,
    @NonNull @Description("What model_signing has written to model.sig, as it is.")
        String bundle) {}
