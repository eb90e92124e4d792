package dev.zeroflow.hpo.sampler.tpe;

import java.util.Arrays;

/** Kernels of choices: one for the observed choice, and a share of one for each, which shrinks. */
final class CategoricalAxis implements KernelAxis {
  private final int choices;
  private int[] observed = new int[16];
  private int size;

  CategoricalAxis(int choices) {
    this.choices = choices;
  }

  @Override
  public void insert(int slot, double internal) {
    if (size == observed.length) {
      observed = Arrays.copyOf(observed, size + size / 2);
    }
    System.arraycopy(observed, slot, observed, slot + 1, size - slot);
    observed[slot] = (int) internal;
    size++;
  }

  @Override
  public void remove(int slot) {
    System.arraycopy(observed, slot + 1, observed, slot, size - slot - 1);
    size--;
  }

  @Override
  public void score(double internal, double[] sums) {
    int choice = (int) internal;
    double hit = Math.log(missShare() + hitShare());
    double miss = Math.log(missShare());
    for (int i = 0; i < size; i++) {
      sums[i] += observed[i] == choice ? hit : miss;
    }
  }

  @Override
  public double scorePrior(double internal) {
    return -Math.log(choices);
  }

  @Override
  public double draw(int slot, double unit) {
    if (slot == size) {
      return Math.min(Math.floor(unit * choices), choices - 1.0);
    }
    if (unit < hitShare()) {
      return observed[slot];
    }
    return Math.min(Math.floor((unit - hitShare()) / missShare()), choices - 1.0);
  }

  /** With K kernels, prior included, the observed choice weighs 1 and each of them 1/K more. */
  private double hitShare() {
    return (size + 1.0) / (size + 1 + choices);
  }

  private double missShare() {
    return 1.0 / (size + 1 + choices);
  }
}
