package dev.zeroflow.hpo.sampler.cmaes;

/**
 * The constants of the algorithm, as its author recommends them.
 *
 * @param dimensions of the cube
 * @param population trials of a generation
 * @param weights of a generation, best first; the positive ones add up to 1, the others repel
 * @param mass effective number of trials that the mean is made of
 * @param rankOne rate at which the covariances learn from their path
 * @param rankMany rate at which they learn from a generation
 * @param sizeMemory rate at which the path of the step size forgets
 * @param sizeDamping how slowly the step size follows its path
 * @param shapeMemory rate at which the path of the covariances forgets
 */
record Strategy(
    int dimensions,
    int population,
    double[] weights,
    double mass,
    double rankOne,
    double rankMany,
    double sizeMemory,
    double sizeDamping,
    double shapeMemory) {

  /** Population for a number of dimensions. */
  static int population(int dimensions) {
    return 4 + (int) (3 * Math.log(dimensions));
  }

  static Strategy of(int dimensions, int population) {
    double d = dimensions;
    double[] weights = new double[population];
    for (int i = 0; i < population; i++) {
      weights[i] = Math.log((population + 1) / 2.0) - Math.log(i + 1);
    }
    int parents = population / 2;
    double mass = mass(weights, 0, parents);
    double repelling = mass(weights, parents, population);
    double rankOne = 2 / ((d + 1.3) * (d + 1.3) + mass);
    double rankMany = Math.min(1 - rankOne, 2 * (mass - 2 + 1 / mass) / ((d + 2) * (d + 2) + mass));
    double most =
        Math.min(
            Math.min(1 + rankOne / rankMany, 1 + 2 * repelling / (mass + 2)),
            (1 - rankOne - rankMany) / (d * rankMany));
    scale(weights, 0, parents, 1);
    scale(weights, parents, population, most);
    double sizeMemory = (mass + 2) / (d + mass + 5);
    double sizeDamping = 1 + 2 * Math.max(0, Math.sqrt((mass - 1) / (d + 1)) - 1) + sizeMemory;
    double shapeMemory = (4 + mass / d) / (d + 4 + 2 * mass / d);
    return new Strategy(
        dimensions,
        population,
        weights,
        mass,
        rankOne,
        rankMany,
        sizeMemory,
        sizeDamping,
        shapeMemory);
  }

  /** Length to expect of a vector of independent standard normal components. */
  double normalLength() {
    double d = dimensions;
    return Math.sqrt(d) * (1 - 1 / (4 * d) + 1 / (21 * d * d));
  }

  private static double mass(double[] weights, int from, int to) {
    double sum = 0;
    double squares = 0;
    for (int i = from; i < to; i++) {
      sum += weights[i];
      squares += weights[i] * weights[i];
    }
    return sum * sum / squares;
  }

  /** To a given sum of absolute values. */
  private static void scale(double[] weights, int from, int to, double sum) {
    double before = 0;
    for (int i = from; i < to; i++) {
      before += Math.abs(weights[i]);
    }
    for (int i = from; i < to; i++) {
      weights[i] *= sum / before;
    }
  }
}
