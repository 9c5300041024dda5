package dev.fovea.processor.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.fovea.runtime.Backward;
import dev.fovea.runtime.Forward;
import dev.fovea.runtime.Mode;
import dev.fovea.runtime.Tensor;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;

/** Qualities of the generated code itself. */
class GeneratedCodeTest {
  private static final List<String> SUFFIXES = List.of("Parameters", "Forward", "Backward", "Deconvnet", "Layers", "Eager");
  private static final List<String> LENET5 = List.of(
      "@Conv(filters = 6, kernel = 5, padding = 2) @Relu   Tensor c1(Tensor input);",
      "@MaxPool(kernel = 2)                                Tensor s2(Tensor c1);",
      "@Conv(filters = 16, kernel = 5) @Relu               Tensor c3(Tensor s2);",
      "@MaxPool(kernel = 2)                                Tensor s4(Tensor c3);",
      "@Dense(120) @Relu                                   Tensor f5(Tensor s4);",
      "@Dense(84) @Relu                                    Tensor f6(Tensor f5);",
      "@Dense(10)                                          Tensor scores(Tensor f6);");

  /** Methods above it are never compiled: {@code -XX:-DontCompileHugeMethods} is off by default, and the limit is 8000. */
  private static final int MOST_BYTECODE = 6000;

  private static TestNetwork lenet5(List<String> layers) {
    return TestNetwork.of("@Network(input = {1, 28, 28})", String.join("\n", layers));
  }

  @Test
  void theOrderOfMethodsDoesNotChangeAByte() {
    List<String> reversed = new ArrayList<>(LENET5);
    Collections.reverse(reversed);
    assertSameSources(lenet5(LENET5), lenet5(reversed), "LeNet-5");
    for (long seed = 0; seed < 5; seed++) {
      NetworkSketch sketch = RandomNetworks.draw(seed);
      List<NetworkSketch.Layer> layers = new ArrayList<>(sketch.layers());
      Collections.reverse(layers);
      NetworkSketch other = new NetworkSketch(seed, sketch.input(), sketch.channelsLast(), layers);
      assertSameSources(TestNetwork.compile(sketch.name(), sketch.source()), TestNetwork.compile(other.name(), other.source()),
          sketch.toString());
    }
  }

  private static void assertSameSources(TestNetwork one, TestNetwork other, String what) {
    for (String suffix : SUFFIXES) {
      assertEquals(one.generated(suffix), other.generated(suffix), what);
    }
  }

  @Test
  void sourcesNameNeitherDatesNorPaths() {
    TestNetwork network = lenet5(LENET5);
    Pattern date = Pattern.compile("20\\d\\d-\\d\\d|\\d\\d:\\d\\d");
    for (String suffix : SUFFIXES) {
      String source = network.generated(suffix);
      assertFalse(date.matcher(source).find(), source);
      for (String property : List.of("user.dir", "user.home", "java.home", "java.io.tmpdir")) {
        assertFalse(source.contains(System.getProperty(property)), source);
      }
    }
  }

  @Test
  void sourcesCompileWithoutAWarning() {
    List<NetworkSketch> sketches = LongStream.range(3000, 3020).mapToObj(RandomNetworks::draw).toList();
    List<TestNetwork> networks = new ArrayList<>(PlannedEqualsEagerTest.compile(sketches).subList(0, 1));
    networks.add(lenet5(LENET5));
    for (TestNetwork network : networks) {
      assertEquals("", network.diagnostics().stream().filter(said -> said.getKind() != Diagnostic.Kind.NOTE).map(Object::toString)
          .collect(Collectors.joining("\n")));
    }
  }

  @Test
  void noMethodIsTooLongToBeCompiled() {
    assertShortMethods(lenet5(LENET5));
    StringBuilder chain = new StringBuilder();
    String before = "input";
    for (int i = 0; i < 300; i++) {
      String operation = switch (i % 6) {
        case 0 -> "@Conv(filters = 24, kernel = 3, padding = 1) @BatchNorm @Relu";
        case 1 -> "@Depthwise(kernel = 3, padding = 1) @Dropout(0.5)";
        case 2 -> "@Pointwise(filters = 12, groups = 3) @Tanh";
        case 3 -> "@TransposedConv(filters = 20, kernel = 3, padding = 1) @LeakyRelu";
        case 4 -> "@MaxPool(kernel = 3, stride = 1, padding = 1)";
        default -> "@Softmax";
      };
      chain.append("  ").append(operation).append(" Tensor layer").append(i).append("(Tensor ").append(before).append(");\n");
      before = "layer" + i;
    }
    assertShortMethods(TestNetwork.of("@Network(input = {4, 8, 8})", chain.toString()));
  }

  private static void assertShortMethods(TestNetwork network) {
    network.classes().forEach((type, bytes) -> ClassFile.codeLengths(bytes).forEach((method, length) ->
        assertTrue(length <= MOST_BYTECODE, type + "." + method + " has " + length + " bytes")));
  }

  @Test
  void inferenceAllocatesNothing() {
    Forward forward = TestNetwork.forward(lenet5(LENET5).random(1), Mode.INFERENCE, 1);
    Tensor image = RandomValues.tensor(1, 1, 1, 28, 28);
    assertAllocatesNothing(() -> forward.run(image));
  }

  @Test
  void trainingAllocatesNothing() {
    TestNetwork network = TestNetwork.of("@Network(input = {2, 12, 12})", """
          @Conv(filters = 8, kernel = 3, padding = 1) @BatchNorm @Relu Tensor c1(Tensor input);
          @MaxPool(kernel = 2) Tensor s1(Tensor c1);
          @Depthwise(kernel = 3, padding = 1) @Tanh Tensor d1(Tensor s1);
          @Add Tensor a1(Tensor s1, Tensor d1);
          @TransposedConv(filters = 4, kernel = 2, stride = 2) @LeakyRelu Tensor u1(Tensor a1);
          @Concat @Dropout(0.5) Tensor j1(Tensor u1, Tensor c1);
          @AvgPool(kernel = 2) Tensor s2(Tensor j1);
          @Dense(12) @Sigmoid Tensor f1(Tensor s2);
          @Dense(5) @Softmax Tensor scores(Tensor f1);
        """);
    Forward forward = TestNetwork.forward(network.random(1), Mode.TRAINING, 2);
    Backward backward = forward.backward();
    Tensor images = RandomValues.tensor(1, 2, 2, 12, 12);
    Tensor gradient = RandomValues.tensor(2, 2, 5, 1, 1);
    Tensor[] gradients = {gradient};
    assertAllocatesNothing(() -> {
      forward.run(images);
      backward.run(gradients);
      backward.runForTraining(gradients);
    });
  }

  /** Until it is compiled, code on vectors allocates them: the runs before the machine is warm do not count. */
  private static void assertAllocatesNothing(Runnable run) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 100 && least > 300; attempt++) {
      long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
      for (int i = 0; i < 200; i++) {
        run.run();
      }
      least = Math.min(least, (threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before) / 200);
    }
    assertTrue(least <= 300, least + " bytes a run");
  }
}
