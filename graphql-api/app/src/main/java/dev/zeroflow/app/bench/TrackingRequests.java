package dev.zeroflow.app.bench;

import static dev.zeroflow.app.bench.RequestTemplate.PLACE;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the clients send, the same to every server. */
final class TrackingRequests {
  private static final String ROOT = "/api/2.0/mlflow/";
  private static final long START = 1_760_000_000_000L;

  private TrackingRequests() {}

  /** As the client library does for a notebook. */
  static RequestTemplate create(String experiment) {
    String body =
        """
        {"experiment_id": "%s", "user_id": "ada", "start_time": %d, "run_name": "able-crane-7",
         "tags": [{"key": "mlflow.user", "value": "ada"},
          {"key": "mlflow.source.name", "value": "/home/ada/train.ipynb"},
          {"key": "mlflow.source.type", "value": "LOCAL"}]}
        """
            .formatted(experiment, START);
    return RequestTemplate.post(ROOT + "runs/create", body, 1);
  }

  /** Points of some keys, each at some steps that no request had before. */
  static RequestTemplate log(String run, int keys, int steps) {
    String metrics =
        IntStream.range(0, keys * steps)
            .mapToObj(i -> metric(i / steps, i))
            .collect(Collectors.joining(",", "[", "]"));
    String body = "{\"run_id\": \"%s\", \"metrics\": %s}".formatted(run, metrics);
    return RequestTemplate.post(ROOT + "runs/log-batch", body, steps);
  }

  private static String metric(int key, int i) {
    return String.format(
        Locale.ROOT,
        "{\"key\": \"train/metric_%d\", \"value\": %.9f, \"timestamp\": %d, \"step\": %s}",
        key,
        Math.abs(Math.sin(i + 1.0)),
        START + i,
        PLACE);
  }

  /** One of some filters: most find plenty, every fourth one run in a thousand. */
  static RequestTemplate search(String experiment, int i, int page) {
    String body =
        """
        {"experiment_ids": ["%s"], "filter": "%s", "max_results": %d,
         "order_by": ["attributes.start_time DESC"]}
        """
            .formatted(experiment, filter(i), page);
    return RequestTemplate.post(ROOT + "runs/search", body, 1);
  }

  /** The same question in GraphQL. */
  static RequestTemplate list(String experiment, int i, int page) {
    String query =
        "query($in: [String!], $where: String) { trackingRuns(experiments: $in, where: $where,"
            + " first: %d) { pageInfo { hasNextPage endCursor } nodes { id name state startedAt"
            + " finishedAt parameters { name value } metrics { key value step } tags { key value }"
            + " } } }";
    String body =
        "{\"query\": \"%s\", \"variables\": {\"in\": [\"%s\"], \"where\": \"%s\"}}"
            .formatted(query.formatted(page), experiment, filter(i));
    return RequestTemplate.post("/graphql", body, 1);
  }

  private static String filter(int i) {
    return i % 4 == 3
        ? "metrics.loss < 0.9 and params.seed = '%d'".formatted(i * 37 % 1000)
        : "metrics.accuracy > 0.%d and params.optimizer = 'o%d'".formatted(1 + i % 8, i % 10);
  }

  static RequestTemplate history(String run) {
    return RequestTemplate.get(
        ROOT + "metrics/get-history?run_id=" + run + "&metric_key=" + TrackingRows.HISTORY_KEY);
  }
}
