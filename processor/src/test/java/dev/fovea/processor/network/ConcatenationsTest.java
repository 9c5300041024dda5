package dev.fovea.processor.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fovea.runtime.Layer;
import dev.fovea.runtime.Mode;
import dev.fovea.runtime.Parameters;
import dev.fovea.runtime.Tensor;
import dev.fovea.runtime.kernel.NetworkForward;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Concatenations of the fused pass, whose inputs are written where they belong: against the eager class, and bit for bit against the
 * recorded pass, which copies everything that it concatenates.
 */
class ConcatenationsTest {
  private static final double TOLERANCE = 5e-5;

  private static final String U_NET = """
      @Conv(filters = 32, kernel = 3, padding = 1) @Relu              Tensor left0(Tensor input);
      @MaxPool(kernel = 2)                                            Tensor pool0(Tensor left0);
      @Conv(filters = 48, kernel = 3, padding = 1) @Relu              Tensor left1(Tensor pool0);
      @MaxPool(kernel = 2)                                            Tensor pool1(Tensor left1);
      @Conv(filters = 64, kernel = 3, padding = 1) @Relu              Tensor bottom(Tensor pool1);
      @TransposedConv(filters = 48, kernel = 2, stride = 2)           Tensor up1(Tensor bottom);
      @Concat                                                         Tensor both1(Tensor left1, Tensor up1);
      @Conv(filters = 48, kernel = 5, padding = 2) @Relu              Tensor right1(Tensor both1);
      @TransposedConv(filters = 32, kernel = 4, stride = 2, padding = 1) Tensor up0(Tensor right1);
      @Concat                                                         Tensor both0(Tensor up0, Tensor left0);
      @Conv(filters = 32, kernel = 3, padding = 1) @Relu              Tensor right0(Tensor both0);
      @Pointwise(filters = 2)                                         Tensor classes(Tensor right0);
      """;

  private static final String INCEPTION = """
      @Conv(filters = 48, kernel = 3, stride = 2, padding = 1) @Relu  Tensor stem(Tensor input);
      @Pointwise(filters = 32) @Relu                                  Tensor a(Tensor stem);
      @Pointwise(filters = 24) @Relu                                  Tensor reduced(Tensor stem);
      @Conv(filters = 64, kernel = 3, padding = 1) @Relu              Tensor b(Tensor reduced);
      @Conv(filters = 16, kernel = 5, padding = 2) @Relu              Tensor c(Tensor reduced);
      @MaxPool(kernel = 3, stride = 1, padding = 1)                   Tensor pool(Tensor stem);
      @Pointwise(filters = 20) @Relu                                  Tensor d(Tensor pool);
      @Concat                                                         Tensor mixed(Tensor a, Tensor b, Tensor c, Tensor d);
      @GlobalAvgPool                                                  Tensor means(Tensor mixed);
      @Dense(10)                                                      Tensor scores(Tensor means);
      """;

  /** Each concatenation holds the one before it; the last is normalised in place, when its parts have been read. */
  private static final String DENSE_NET = """
      @Pointwise(filters = 256) @Relu                                 Tensor wide(Tensor input);
      @Pointwise(filters = 16) @Relu                                  Tensor narrow(Tensor wide);
      @Conv(filters = 32, kernel = 3, padding = 1) @Relu              Tensor stem(Tensor narrow);
      @Conv(filters = 16, kernel = 3, padding = 1) @Relu              Tensor new1(Tensor stem);
      @Concat                                                         Tensor grown1(Tensor stem, Tensor new1);
      @BatchNorm @Relu @Pointwise(filters = 64)                       Tensor narrow2(Tensor grown1);
      @Conv(filters = 16, kernel = 3, padding = 1)                    Tensor new2(Tensor narrow2);
      @Concat                                                         Tensor grown2(Tensor grown1, Tensor new2);
      @BatchNorm @Relu @Pointwise(filters = 64)                       Tensor narrow3(Tensor grown2);
      @Conv(filters = 16, kernel = 3, padding = 1)                    Tensor new3(Tensor narrow3);
      @Concat @BatchNorm @LeakyRelu(0.1)                              Tensor grown3(Tensor grown2, Tensor new3);
      @AvgPool(kernel = 2)                                            Tensor half(Tensor grown3);
      """;

  /** Everything that is done in place to a slice, or reads or writes one row after the other. */
  private static final String FINISHED = """
      @Conv(filters = 32, kernel = 3, padding = 1) @Sigmoid           Tensor a(Tensor input);
      @Depthwise(kernel = 3, padding = 1) @BatchNorm @Relu6           Tensor b(Tensor a);
      @Conv(filters = 32, kernel = 1, groups = 2) @LocalResponseNorm @Tanh Tensor c(Tensor b);
      @Pointwise(filters = 32) @BatchNorm                             Tensor d(Tensor c);
      @Add @Relu                                                      Tensor sum(Tensor d, Tensor a);
      @Multiply                                                       Tensor product(Tensor b, Tensor a);
      @Softmax                                                        Tensor likely(Tensor product);
      @Add                                                            Tensor three(Tensor a, Tensor b, Tensor sum);
      @LeakyRelu(0.2)                                                 Tensor leaky(Tensor three);
      @Concat @Output Tensor eight(Tensor a, Tensor b, Tensor c, Tensor sum, Tensor product, Tensor likely, Tensor three, Tensor leaky);
      @GlobalAvgPool                                                  Tensor means(Tensor eight);
      @Dense(32) @Relu                                                Tensor dense(Tensor means);
      @Dense(16) @Sigmoid                                             Tensor units(Tensor dense);
      @Flatten                                                        Tensor flat(Tensor dense);
      @Concat @Dense(7) @Output                                       Tensor scores(Tensor flat, Tensor units, Tensor dense);
      @Output @Pointwise(filters = 9) Tensor seen(Tensor likely);
      """;

  private static TestNetwork compile(String input, String body) {
    return TestNetwork.of("@Network(input = " + input + ")", body);
  }

  private static int copies(TestNetwork network) {
    String forward = network.generated("Forward");
    String fused = forward.substring(forward.indexOf("class Inference"), forward.indexOf("class Recorded"));
    return fused.split("kernels.copyChannels\\(arena", -1).length - 1;
  }

  private static Tensor images(TestNetwork network, int batch) {
    int[] input = network.layers().input();
    return RandomValues.tensor(3, batch, input[0], input[1], input[2]);
  }

  /** Runs a pass twice, each time in memory full of what must not be read; the outputs of the second. */
  private static List<float[]> run(TestNetwork network, Parameters parameters, Mode mode, int batch, int threads) {
    NetworkForward forward = (NetworkForward) parameters.forward(mode, batch, threads);
    for (int run = 0; run < 2; run++) {
      Arrays.fill(forward.pass().arena(), Float.NaN);
      forward.run(images(network, batch));
    }
    return forward.outputs().stream().map(Tensor::toArray).toList();
  }

  private static void check(String input, String body, int copies) {
    TestNetwork network = compile(input, body);
    assertEquals(copies, copies(network));
    for (int batch : new int[] {1, 3}) {
      Map<String, Tensor> eager = network.runEager(network.eager(RandomValues.fill(network.random(2), 5), Mode.INFERENCE, 1),
          images(network, batch));
      Parameters parameters = RandomValues.fill(network.random(1), 5);
      List<float[]> alone = run(network, parameters, Mode.INFERENCE, batch, 1);
      List<float[]> together = run(network, parameters, Mode.INFERENCE, batch, 3);
      for (int i = 0; i < alone.size(); i++) {
        Layer output = network.layers().outputs().get(i);
        RandomValues.assertClose(RandomValues.doubles(eager.get(output.name()).toArray()), RandomValues.doubles(alone.get(i)), TOLERANCE,
            output.name() + ", batch " + batch);
        assertArrayEquals(alone.get(i), together.get(i), output.name() + " on three threads");
      }
    }
    bits(compile(input + ", winograd = false", body), body.contains("@BatchNorm") ? 2e-6 : 0);
  }

  /** A fused pass without Winograd's algorithm is off from the recorded one only where batch norms are folded. */
  private static void bits(TestNetwork network, double tolerance) {
    Parameters parameters = RandomValues.fill(network.random(1), 5);
    List<float[]> fused = run(network, parameters, Mode.INFERENCE, 3, 2);
    List<float[]> recorded = run(network, parameters, Mode.RECORDING, 3, 2);
    for (int i = 0; i < fused.size(); i++) {
      if (tolerance == 0) {
        assertArrayEquals(recorded.get(i), fused.get(i));
      } else {
        RandomValues.assertClose(RandomValues.doubles(recorded.get(i)), RandomValues.doubles(fused.get(i)), tolerance, "recorded");
      }
    }
  }

  @Test
  void encodersAreWrittenIntoWhatDecodersRead() {
    check("{3, 24, 24}", U_NET, 0);
  }

  @Test
  void branchesAreWrittenSideBySide() {
    check("{3, 17, 18}", INCEPTION, 0);
  }

  @Test
  void concatenationsOfConcatenationsNest() {
    check("{5, 12, 14}", DENSE_NET, 0);
  }

  @Test
  void slicesAreFinishedInPlaceAndReadWhereTheyAre() {
    check("{3, 9, 10}", FINISHED, 0);
  }

  @Test
  void theImageIsCopiedAndSoIsWhatBeginsWithinAVector() {
    check("{3, 8, 8}", """
        @Conv(filters = 16, kernel = 3, padding = 1) @Relu Tensor a(Tensor input);
        @Concat                                            Tensor out(Tensor input, Tensor a);
        """, 2);
    check("{16, 8, 8}", """
        @Conv(filters = 16, kernel = 3, padding = 1) @Relu Tensor a(Tensor input);
        @Concat                                            Tensor out(Tensor input, Tensor a);
        """, 1);
  }

  @Test
  void onlyTheLastInputMayEndWithinAVector() {
    String layers = """
        @Conv(filters = 8, kernel = 3, padding = 1) @Relu  Tensor a(Tensor input);
        @Conv(filters = 16, kernel = 3, padding = 1) @Tanh Tensor b(Tensor input);
        """;
    String reader = "@Conv(filters = 16, kernel = 3, padding = 1) Tensor reader(Tensor both);";
    check("{3, 9, 8}", layers + "@Concat Tensor both(Tensor b, Tensor a);" + reader, 0);
    check("{3, 9, 8}", layers + "@Concat Tensor both(Tensor a, Tensor b);" + reader, 2);
  }

  @Test
  void groupsWhosePaddingReachesBeyondTheirFiltersAreCopied() {
    String body = """
        @Conv(filters = 48, kernel = 3, padding = 1, groups = %d)    Tensor a(Tensor input);
        @Conv(filters = 64, kernel = 3, padding = 1)                 Tensor b(Tensor input);
        @Concat                                                      Tensor out(Tensor a, Tensor b);
        """;
    check("{12, 8, 8}", String.format(body, 3), 0);
    check("{12, 8, 8}", String.format(body, 2), 1);
  }

  @Test
  void aValueHasOnePlace() {
    String layers = "@Conv(filters = 16, kernel = 3, padding = 1) Tensor a(Tensor input);";
    check("{3, 8, 8}", layers + """
        @Dropout(0.5) Tensor same(Tensor a);
        @Concat       Tensor out(Tensor a, Tensor same);
        """, 1);
    check("{3, 8, 8}", layers + """
        @Conv(filters = 16, kernel = 3, padding = 1) Tensor b(Tensor input);
        @Concat @Output Tensor one(Tensor a, Tensor b);
        @Concat @Output Tensor other(Tensor b, Tensor a);
        """, 2);
  }

  @Test
  void whatIsReadAfterAConcatenationWasChangedInPlaceIsCopied() {
    String layers = """
        @Conv(filters = 16, kernel = 3, padding = 1)       Tensor a(Tensor input);
        @Conv(filters = 16, kernel = 3, padding = 1)       Tensor b(Tensor input);
        @Concat @Relu                                      Tensor both(Tensor a, Tensor b);
        @Pointwise(filters = 16)                           Tensor narrow(Tensor both);
        """;
    check("{3, 8, 8}", layers + "@Add Tensor sum(Tensor narrow, Tensor a);", 1);
    check("{3, 8, 8}", layers + "@Output @Sigmoid Tensor probably(Tensor narrow); @Output @Dropout(0.5) Tensor kept(Tensor b);", 1);
    check("{3, 8, 8}", layers + """
        @Concat @Tanh Tensor outer(Tensor both, Tensor narrow);
        @Concat       Tensor again(Tensor outer, Tensor both);
        """, 1);
  }

  /** The buffer of all 128 channels, kept from the first layer on, would lie beside the widest. */
  @Test
  void noArenaGrows() {
    check("{3, 8, 8}", """
        @Conv(filters = 16, kernel = 3, padding = 1) @Relu Tensor early(Tensor input);
        @Pointwise(filters = 256) @Relu                    Tensor wide(Tensor early);
        @Pointwise(filters = 16) @Relu                     Tensor narrow(Tensor wide);
        @Pointwise(filters = 112)                          Tensor late(Tensor narrow);
        @Concat                                            Tensor out(Tensor early, Tensor late);
        """, 1);
  }
}
