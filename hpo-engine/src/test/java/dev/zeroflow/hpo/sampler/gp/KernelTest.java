package dev.zeroflow.hpo.sampler.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import org.junit.jupiter.api.Test;

class KernelTest {
  private static final Kernel KERNEL = new Kernel(new double[] {1, 0.25}, 2, 0.01);

  @Test
  void coversTheDistanceInEveryCoordinate() {
    double[] covariances = new double[2];
    double[] slopes = new double[2];
    // 1 * 0.05 of the range and 0.25 for another choice.
    double[] near = {0.5 + Math.sqrt(0.05), 1};
    Points points = new Points(List.of(near, new double[] {0.5, 0}), new boolean[] {false, true});
    KERNEL.between(new double[] {0.5, 0}, points, covariances, slopes);
    assertThat(covariances[0]).isCloseTo(1.6012380443022978, offset(1e-14));
    assertThat(slopes[0]).isCloseTo(-1.0895044903535207, offset(1e-14));
    assertThat(covariances[1]).isEqualTo(2);
  }

  @Test
  void hasTheNoiseOnTheDiagonal() {
    Points points =
        new Points(List.of(new double[] {0, 0}, new double[] {Math.sqrt(0.3), 0}), new boolean[2]);
    double c = 1.6012380443022978;
    assertThat(KERNEL.among(points))
        .containsExactly(new double[] {2.01, c, c, 2.01}, offset(1e-14));
  }
}
