package dev.zeroflow.hpo.sampler.gp;

/** The loops that everything else waits for, in the shapes that the compiler turns into vectors. */
final class Dense {
  private Dense() {}

  /** Scalar product of the first n numbers, in four sums that do not wait for each other. */
  static double dot(double[] a, double[] b, int n) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < n; i += 4) {
      s0 += a[i] * b[i];
      s1 += a[i + 1] * b[i + 1];
      s2 += a[i + 2] * b[i + 2];
      s3 += a[i + 3] * b[i + 3];
    }
    for (; i < n; i++) {
      s0 += a[i] * b[i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** Adds a multiple of the first n numbers of b to those of a. */
  static void addScaled(double[] a, double factor, double[] b, int n) {
    for (int i = 0; i < n; i++) {
      a[i] += factor * b[i];
    }
  }

  /** Adds a multiple of a part of b to a part of a; the parts are a row of a matrix or of two. */
  static void addScaled(double[] a, int aFrom, double factor, double[] b, int bFrom, int n) {
    for (int i = 0; i < n; i++) {
      a[aFrom + i] += factor * b[bFrom + i];
    }
  }
}
