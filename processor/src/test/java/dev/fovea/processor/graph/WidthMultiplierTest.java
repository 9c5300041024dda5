package dev.fovea.processor.graph;

import static dev.fovea.processor.shape.Written.op;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.fovea.Conv;
import dev.fovea.Dense;
import dev.fovea.Pointwise;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.problem.Problems;
import dev.fovea.processor.shape.Written;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A. Howard et al., "MobileNets" (arXiv 1704.04861), section 3.3: thinner networks of the same layers. */
class WidthMultiplierTest {
  private static NetworkSpec network(int filters) {
    return new Written(3, 8, 8).layer("conv", "input", op(Conv.class, "filters", filters, "kernel", 3))
        .layer("fixed", "conv", op(Pointwise.class, "filters", filters, "scaled", false))
        .layer("scores", "fixed", op(Dense.class, "value", 10)).network();
  }

  private static int scaled(double multiplier, int filters) {
    Problems problems = new Problems();
    NetworkSpec network = WidthMultiplier.apply(network(filters), multiplier, problems);
    assertEquals(List.of(), problems.all());
    assertEquals(filters, filters(network, 1));
    assertEquals(10, network.layers().get(2).operations().get(0).attributes().integer("value"));
    assertEquals(List.of("conv", "fixed", "scores"), network.layers().stream().map(LayerSpec::name).toList());
    return filters(network, 0);
  }

  private static int filters(NetworkSpec network, int layer) {
    return network.layers().get(layer).operations().get(0).attributes().integer("filters");
  }

  @Test
  void thePapersNetworksHaveThreeQuartersHalfAndAQuarterOfTheFilters() {
    assertEquals(List.of(24, 48, 768), List.of(scaled(0.75, 32), scaled(0.75, 64), scaled(0.75, 1024)));
    assertEquals(List.of(16, 32, 512), List.of(scaled(0.5, 32), scaled(0.5, 64), scaled(0.5, 1024)));
    assertEquals(List.of(8, 16, 256), List.of(scaled(0.25, 32), scaled(0.25, 64), scaled(0.25, 1024)));
    assertEquals(List.of(64, 2), List.of(scaled(2, 32), scaled(2, 1)));
  }

  @Test
  void filtersAreRoundedHalfToEvenAndOneIsLeft() {
    assertEquals(List.of(2, 4, 1, 1), List.of(scaled(0.5, 5), scaled(0.5, 7), scaled(0.01, 32), scaled(0.5, 1)));
    assertEquals(Integer.MAX_VALUE, scaled(1e10, 32));
  }

  /** A number of filters that is none is reported as it was written. */
  @Test
  void noFiltersStayNone() {
    assertEquals(List.of(0, -4), List.of(scaled(0.5, 0), scaled(0.5, -4)));
  }

  @Test
  void aMultiplierIsFiniteAndAboveZero() {
    NetworkSpec full = network(32);
    assertSame(full, WidthMultiplier.apply(full, 1, new Problems()));
    for (double wrong : new double[] {0, -0.5, Double.NaN, Double.POSITIVE_INFINITY}) {
      Problems problems = new Problems();
      NetworkSpec network = network(32);
      assertSame(network, WidthMultiplier.apply(network, wrong, problems));
      assertEquals(List.of("[fovea:number] widthMultiplier must be a finite number above 0, but is " + wrong),
          problems.all().stream().map(Problem::text).toList());
    }
  }
}
