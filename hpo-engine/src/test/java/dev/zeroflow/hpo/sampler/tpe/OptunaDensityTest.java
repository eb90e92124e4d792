package dev.zeroflow.hpo.sampler.tpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.zeroflow.hpo.optuna.Expected;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our mixtures are those of Optuna 5.0, kernel by kernel. */
class OptunaDensityTest {
  private static final Offset<Double> EXACT = within(1e-9);

  static Stream<Expected> densities() throws IOException {
    return Expected.read("densities.json");
  }

  @ParameterizedTest
  @MethodSource("densities")
  void agrees(Expected expected) {
    ParzenEstimator estimator = new ParzenEstimator(expected.space(), false);
    double[][] observed = expected.rows("observed");
    for (int i = 0; i < observed.length; i++) {
      estimator.add(i, observed[i]);
    }
    assertAgrees(estimator, expected);
  }

  @ParameterizedTest
  @MethodSource("densities")
  void agreesWhateverCameAndWentBefore(Expected expected) {
    ParzenEstimator estimator = new ParzenEstimator(expected.space(), false);
    double[][] observed = expected.rows("observed");
    double[][] points = expected.rows("points");
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < observed.length; i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(observed.length));
    for (int i = 0; i < points.length; i++) {
      estimator.add(1_000 * (i % 2) + 5 * observed.length + i, points[i]);
    }
    order.forEach(i -> estimator.add(2 * i, observed[i]));
    for (int i = 0; i < points.length; i++) {
      estimator.remove(1_000 * (i % 2) + 5 * observed.length + i);
    }
    assertAgrees(estimator, expected);
  }

  private static void assertAgrees(ParzenEstimator estimator, Expected expected) {
    assertThat(estimator.size()).isEqualTo(expected.rows("observed").length);
    assertThat(estimator.shares()).containsExactly(expected.numbers("weights"), EXACT);
    List<Expected> kernels = expected.list("kernels");
    for (int i = 0; i < kernels.size(); i++) {
      if (estimator.axis(i) instanceof NumericAxis axis) {
        int n = estimator.size();
        assertThat(Arrays.copyOf(axis.mean, n))
            .containsExactly(Arrays.copyOf(kernels.get(i).numbers("mean"), n), EXACT);
        assertThat(Arrays.copyOf(axis.width, n))
            .containsExactly(Arrays.copyOf(kernels.get(i).numbers("width"), n), EXACT);
      }
    }
    double[] densities =
        Arrays.stream(expected.rows("points")).mapToDouble(estimator::logDensity).toArray();
    assertThat(densities).containsExactly(expected.numbers("log_density"), EXACT);
  }
}
