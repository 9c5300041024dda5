package dev.fovea.processor.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.fovea.runtime.Backward;
import dev.fovea.runtime.Deconvnet;
import dev.fovea.runtime.Forward;
import dev.fovea.runtime.Layer;
import dev.fovea.runtime.Mode;
import dev.fovea.runtime.Parameter;
import dev.fovea.runtime.Parameters;
import dev.fovea.runtime.Tensor;
import dev.fovea.runtime.kernel.NetworkForward;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Results do not depend on who computes them: not in a single bit. Layers are large enough to be shared out. */
class ThreadsTest {
  private static final int BATCH = 3;
  private static TestNetwork network;

  @BeforeAll
  static void compile() {
    network = TestNetwork.of("@Network(input = {3, 64, 64})", """
          @Conv(filters = 40, kernel = 3, padding = 1) @BatchNorm @Relu                Tensor stem(Tensor input);
          @MaxPool(kernel = 3, stride = 2, padding = 1)                                Tensor pool(Tensor stem);
          @Depthwise(kernel = 3, padding = 1, multiplier = 2) @Relu                    Tensor depthwise(Tensor pool);
          @Conv(filters = 96, kernel = 3, stride = 2, padding = 1, groups = 2) @BatchNorm @Relu Tensor down(Tensor depthwise);
          @TransposedConv(filters = 40, kernel = 4, stride = 2, padding = 1)           Tensor up(Tensor down);
          @Add @Relu                                                                   Tensor sum(Tensor up, Tensor pool);
          @Concat @Pointwise(filters = 72) @Dropout(0.3)                               Tensor mixed(Tensor sum, Tensor depthwise);
          @AvgPool(kernel = 2)                                                         Tensor half(Tensor mixed);
          @Softmax                                                                     Tensor likely(Tensor half);
          @LeakyRelu @Dense(300) @Sigmoid                                              Tensor dense(Tensor likely);
          @Tanh @Dense(10) @Output                                                     Tensor scores(Tensor dense);
          @GlobalAvgPool @Output                                                       Tensor means(Tensor mixed);
        """);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void resultsAreTheSameBitForBitForAnyNumberOfThreads(Mode mode) {
    List<float[]> alone = results(mode, 1, 1);
    for (int threads : new int[] {2, 3, 5}) {
      assertSame(alone, results(mode, threads, 1), mode + " on " + threads + " threads");
    }
  }

  @Test
  void passesThatRunAtTheSameTimeDoNotDisturbEachOther() throws InterruptedException, ExecutionException {
    List<float[]> first = results(Mode.TRAINING, 1, 1);
    List<float[]> second = results(Mode.RECORDING, 1, 2);
    ExecutorService callers = Executors.newFixedThreadPool(2);
    try {
      for (int repetition = 0; repetition < 6; repetition++) {
        Callable<List<float[]>> trains = () -> results(Mode.TRAINING, 2, 1);
        Callable<List<float[]>> records = () -> results(Mode.RECORDING, 3, 2);
        List<Future<List<float[]>>> both = callers.invokeAll(List.of(trains, records));
        assertSame(first, both.get(0).get(), "training beside recording");
        assertSame(second, both.get(1).get(), "recording beside training");
      }
    } finally {
      callers.shutdown();
    }
  }

  private static void assertSame(List<float[]> expected, List<float[]> actual, String what) {
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i), actual.get(i), what + ": result " + i);
    }
  }

  /** All that two runs give: outputs, activations, running statistics, gradients, projections. */
  private static List<float[]> results(Mode mode, int threads, long seed) {
    Parameters parameters = RandomValues.fill(network.random(1), 4);
    Forward forward = parameters.forward(mode, BATCH, threads);
    ((NetworkForward) forward).setDropoutSeed(seed);
    List<float[]> results = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      forward.run(RandomValues.tensor(10 * seed + run, BATCH, 3, 64, 64));
      forward.outputs().forEach(output -> results.add(output.toArray()));
    }
    parameters.all().forEach(parameter -> results.add(parameter.toArray()));
    if (mode.records()) {
      network.layers().all().forEach(layer -> results.add(forward.activation(layer).toArray()));
      gradients(forward, results);
    }
    if (mode == Mode.RECORDING) {
      projections(forward, results);
    }
    return results;
  }

  private static void gradients(Forward forward, List<float[]> results) {
    Backward backward = forward.backward();
    Tensor[] gradients = forward.outputs().stream().map(output -> RandomValues.like(output, 6)).toArray(Tensor[]::new);
    results.add(backward.run(gradients).toArray());
    for (Parameter parameter : forward.parameters().all()) {
      if (parameter.role().isTrained()) {
        results.add(backward.gradient(parameter).toArray());
      }
    }
  }

  private static void projections(Forward forward, List<float[]> results) {
    Deconvnet deconvnet = forward.deconvnet();
    for (Deconvnet.Overlap overlap : Deconvnet.Overlap.values()) {
      deconvnet.setOverlap(overlap);
      for (String start : List.of("sum", "mixed", "means")) {
        Layer layer = network.layers().get(start);
        results.add(deconvnet.from(layer).strongest().toArray());
        results.add(deconvnet.project(layer, RandomValues.like(forward.activation(layer), 8)).toArray());
      }
    }
  }
}
