package dev.zeroflow.app.tracking;

import dev.zeroflow.metadata.search.Filter;
import dev.zeroflow.metadata.search.Filter.Value;
import dev.zeroflow.metadata.search.Identifier;
import dev.zeroflow.metadata.search.Kind;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What a parameter or a tag must be. */
@Input("TextComparison")
@Description("What a parameter or a tag must be.")
public record TextComparison(
    @NonNull @Description("Its key.") String key,
    @NonNull @Description("How it is compared.") ApiTextOperator operator,
    @NonNull @Description("What it is compared with.") String value) {
  Filter filter(Kind kind) {
    return new Filter.Comparison(
        new Identifier(kind, key), operator.operator(), new Value.Text(value));
  }
}
