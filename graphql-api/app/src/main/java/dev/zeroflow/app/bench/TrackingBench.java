package dev.zeroflow.app.bench;

import dev.zeroflow.app.bench.Crowd.Leg;
import dev.zeroflow.app.bench.Crowd.Requests;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Two tracking servers under the same requests. Both work on one Postgres and take turns: in each
 * round every operation is done once by each, who begins changes, and only one works at a time.
 */
final class TrackingBench {
  static final String THEIR_DATABASE = "mlflow";
  private static final int CLIENTS = 20;
  private static final int FEW = 1_000;
  private static final int MANY = 100_000;
  private static final int FILTERS = 20;
  private static final int OPERATIONS = 10;

  /** Runs of a page: what both servers give, and what ours gives if nothing is said in GraphQL. */
  private static final int PAGE = 100;

  private static final int DEFAULT_PAGE = 25;

  /** Of one client in one leg; also what keeps numbers of steps from coming twice. */
  private static final int MOST = 2_000;

  /** Of each operation; one client alone sends some hundred requests in it. */
  private static final double WARM_UP_SECONDS = 6;

  private final BenchDatabase postgres;
  private final List<TrackingSide> sides;
  private final Map<String, List<Operation>> operations = new LinkedHashMap<>();
  private final List<Map<String, Object>> legs = new ArrayList<>();

  private TrackingBench(BenchDatabase postgres, List<TrackingSide> sides) {
    this.postgres = postgres;
    this.sides = sides;
  }

  /**
   * An operation.
   *
   * @param points metric points that one request writes or reads; 0 if it is about something else
   */
  private record Operation(String name, int points, List<Requests> clients) {}

  /** Has Postgres count statements, which it does after its next start. */
  static void prepare(Path data) throws IOException {
    BenchDatabase postgres = BenchDatabase.of(data);
    postgres.run(
        "postgres",
        "ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'",
        "CREATE DATABASE " + THEIR_DATABASE);
  }

  /** Measures and returns every leg. */
  static Map<String, Object> run(Path data, int ours, int theirs, int rounds, double seconds)
      throws IOException {
    List<TrackingSide> sides = List.of(TrackingSide.ours(ours), TrackingSide.theirs(theirs));
    var bench = new TrackingBench(BenchDatabase.of(data), sides);
    for (TrackingSide side : sides) {
      bench.fill(side);
    }
    bench.round(-1, WARM_UP_SECONDS);
    bench.legs.clear();
    for (int round = 0; round < rounds; round++) {
      bench.round(round, seconds);
    }
    return Map.of("legs", bench.legs);
  }

  private void fill(TrackingSide side) throws IOException {
    progress("filling the tables of " + side.name());
    postgres.run(side.database(), "CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
    String few = side.experiment("bench-few");
    String many = side.experiment("bench-many");
    String written = side.experiment("bench-written");
    TrackingRows.fill(postgres, side, few, FEW);
    TrackingRows.fill(postgres, side, many, MANY);
    String read = side.run(written);
    TrackingRows.history(postgres, side, read);
    postgres.run(side.database(), "VACUUM ANALYZE");
    List<Operation> all = new ArrayList<>();
    all.add(operation("create run", 0, i -> TrackingRequests.create(written)));
    all.add(logging(side, "log 10", written, 10, 1));
    all.add(logging(side, "log 500 keys", written, 500, 1));
    all.add(logging(side, "log 10 x 50 steps", written, 10, 50));
    all.add(searching("search 1k", few, CLIENTS));
    all.add(searching("search 100k", many, CLIENTS));
    all.add(operation("get-history", TrackingRows.HISTORY, i -> TrackingRequests.history(read)));
    all.add(searching("search 100k, 1 client", many, 1));
    all.add(listing(side, many, DEFAULT_PAGE));
    all.add(listing(side, many, PAGE));
    operations.put(side.name(), all);
  }

  private static Operation operation(String name, int points, IntFunction<RequestTemplate> of) {
    List<Requests> clients = new ArrayList<>();
    IntStream.range(0, CLIENTS).forEach(i -> clients.add(of.apply(i)::of));
    return new Operation(name, points, clients);
  }

  /** Every client has a run of its own. */
  private static Operation logging(
      TrackingSide side, String name, String experiment, int keys, int steps) throws IOException {
    List<String> runs = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      runs.add(side.run(experiment));
    }
    return operation(name, keys * steps, i -> TrackingRequests.log(runs.get(i), keys, steps));
  }

  private static Operation searching(String name, String experiment, int clients) {
    return asking(name, clients, i -> TrackingRequests.search(experiment, i, PAGE));
  }

  /** The other server has no such list in GraphQL: it answers the search that is meant. */
  private static Operation listing(TrackingSide side, String experiment, int page) {
    return asking(
        "GraphQL list of %d, 1 client".formatted(page),
        1,
        i ->
            side.isOurs()
                ? TrackingRequests.list(experiment, i, page)
                : TrackingRequests.search(experiment, i, page));
  }

  private static Operation asking(String name, int clients, IntFunction<RequestTemplate> of) {
    List<RequestTemplate> filters = IntStream.range(0, FILTERS).mapToObj(of).toList();
    List<Requests> all = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      int shift = i;
      all.add(number -> filters.get((number + shift) % FILTERS).of(0));
    }
    return new Operation(name, 0, all);
  }

  private void round(int round, double length) throws IOException {
    progress(round < 0 ? "warming up" : "round " + (round + 1));
    List<TrackingSide> order = round % 2 == 0 ? sides : sides.reversed();
    for (int i = 0; i < OPERATIONS; i++) {
      for (TrackingSide side : order) {
        Operation operation = operations.getOrDefault(side.name(), List.of()).get(i);
        leg(side, operation, (round + 1) * MOST, length);
      }
    }
  }

  private void leg(TrackingSide side, Operation operation, int first, double length)
      throws IOException {
    long before = side.statements(postgres);
    Leg leg = Crowd.work(side.port(), operation.clients(), first, MOST, length);
    long statements = side.statements(postgres) - before;
    require(!side.isOurs() || leg.refusals().isEmpty(), leg.refusals().toString());
    int requests = leg.millis().length;
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("side", side.name());
    told.put("operation", operation.name());
    told.put("clients", operation.clients().size());
    told.put("requests", requests);
    told.put("refused", leg.refusals().size());
    told.put("refusal", leg.refusals().isEmpty() ? "" : leg.refusals().getFirst());
    told.put("seconds", Figures.rounded(leg.seconds()));
    told.put("points", operation.points());
    told.put("p50Millis", Figures.rounded(Figures.percentile(leg.millis(), 0.5)));
    told.put("p99Millis", Figures.rounded(Figures.percentile(leg.millis(), 0.99)));
    told.put("statements", Figures.rounded((double) statements / Math.max(requests, 1)));
    told.put("answerBytes", leg.answerBytes() / Math.max(requests, 1));
    legs.add(told);
    progress(
        "%s: %s, %d requests in %.1f s"
            .formatted(side.name(), operation.name(), requests, leg.seconds()));
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException("the measurement is worth nothing: " + otherwise);
    }
  }

  private static void progress(String what) {
    System.err.println(what);
  }
}
