package dev.zeroflow.knative.local;

import java.util.stream.IntStream;

/** A program for a jar with a cache: it does a little and exits, or fails when it is told to. */
public final class Trainable {
  private Trainable() {}

  public static void main(String[] arguments) {
    if (Boolean.getBoolean("zeroflow.train") && Trainable.class.getResource("/fail") != null) {
      System.err.println("cannot train");
      System.exit(1);
    }
    System.out.println("sum " + IntStream.range(0, 10).sum());
  }
}
