package dev.zeroflow.hpo.sampler.gp;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class FactorTest {
  /** The product of ((2 0) (1 3)) and its transpose. */
  private static final double[] MATRIX = {4, 2, 2, 10};

  private final Factor factor = requireNonNull(Factor.of(MATRIX.clone(), 2));

  @Test
  void solvesAndKnowsTheDeterminant() {
    assertThat(factor.logDeterminant()).isCloseTo(Math.log(36), offset(1e-14));
    assertThat(factor.solve(new double[] {8, 22}))
        .containsExactly(new double[] {1, 2}, offset(1e-14));
  }

  @Test
  void invertsBothTheRootAndTheProduct() {
    double[] white = new double[2];
    factor.whiten(new double[] {2, 7}, white);
    assertThat(white).containsExactly(new double[] {1, 2}, offset(1e-14));
    assertThat(factor.colour(white)).containsExactly(new double[] {2, 7}, offset(1e-14));
    double[] inverse = factor.inverseOfProduct();
    assertThat(inverse[0]).isCloseTo(10 / 36.0, offset(1e-14));
    assertThat(inverse[2]).isCloseTo(-2 / 36.0, offset(1e-14));
    assertThat(inverse[3]).isCloseTo(4 / 36.0, offset(1e-14));
  }

  @Test
  void refusesWhatIsNotPositiveDefinite() {
    assertThat(Factor.of(new double[] {1, 2, 2, 1}, 2)).isNull();
    assertThat(Factor.of(new double[] {Double.NaN}, 1)).isNull();
  }
}
