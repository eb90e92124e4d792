package dev.zeroflow.hpo.sampler;

/** Points that fill the unit cube more evenly than chance does. */
interface PointSet {

  /**
   * One point of the sequence.
   *
   * @param index counts from 0
   * @param dimensions of the cube
   * @param seed of the scrambling: all points of a sequence have the same
   * @return coordinates in [0, 1)
   */
  double[] point(int index, int dimensions, long seed);
}
