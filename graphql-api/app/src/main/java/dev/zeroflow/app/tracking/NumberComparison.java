package dev.zeroflow.app.tracking;

import dev.zeroflow.metadata.search.Filter;
import dev.zeroflow.metadata.search.Filter.Value;
import dev.zeroflow.metadata.search.Identifier;
import dev.zeroflow.metadata.search.Kind;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What a metric must be. */
@Input("NumberComparison")
@Description("What the latest figure of a metric must be.")
public record NumberComparison(
    @NonNull @Description("Name of the metric.") String key,
    @NonNull @Description("How it is compared.") ApiOperator operator,
    @Description("What it is compared with.") double value) {
  Filter filter() {
    return new Filter.Comparison(
        new Identifier(Kind.METRIC, key), operator.operator(), new Value.Numeric(value));
  }
}
