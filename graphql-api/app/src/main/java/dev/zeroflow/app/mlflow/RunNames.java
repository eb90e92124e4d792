package dev.zeroflow.app.mlflow;

import java.util.List;
import java.util.UUID;

/** Names for runs that nobody has named: easy to say, and rarely the same. */
final class RunNames {
  private static final List<String> QUALITIES =
      List.of(
          "able", "bright", "calm", "clever", "crisp", "daring", "deft", "eager", "fair", "fleet",
          "gentle", "grand", "handy", "honest", "jolly", "keen", "kind", "light", "lively", "loyal",
          "merry", "mild", "neat", "nimble", "noble", "patient", "placid", "polite", "proud",
          "quick", "quiet", "rare", "sharp", "smooth", "snug", "spry", "steady", "sunny", "swift",
          "tidy", "upbeat", "vivid", "warm", "wise", "witty", "zesty");

  private static final List<String> ANIMALS =
      List.of(
          "badger", "bat", "bear", "beaver", "bison", "boar", "crane", "crow", "deer", "dolphin",
          "duck", "eagle", "elk", "falcon", "finch", "fox", "frog", "gecko", "goat", "goose",
          "hare", "hawk", "heron", "horse", "ibex", "jay", "kestrel", "lark", "lynx", "marten",
          "mole", "moth", "newt", "otter", "owl", "panda", "perch", "puffin", "rabbit", "raven",
          "robin", "seal", "sparrow", "stoat", "stork", "swan", "toad", "trout", "whale", "wren");

  private static final int NUMBERS = 1_000;

  private RunNames() {}

  /** The name that goes with the id. */
  static String of(UUID id) {
    long bits = id.getLeastSignificantBits() >>> 2;
    String quality = QUALITIES.get((int) (bits % QUALITIES.size()));
    String animal = ANIMALS.get((int) (bits / 64 % ANIMALS.size()));
    return quality + "-" + animal + "-" + bits / 4096 % NUMBERS;
  }
}
