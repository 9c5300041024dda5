package dev.fovea.processor.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.runtime.Backward;
import dev.fovea.runtime.Forward;
import dev.fovea.runtime.Layer;
import dev.fovea.runtime.Mode;
import dev.fovea.runtime.Parameter;
import dev.fovea.runtime.Parameters;
import dev.fovea.runtime.Tensor;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Blocks within repeated blocks are the network that is written out by hand, layer by layer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NestedBlocksTest {
  private static final String HEADER = "package nets; import dev.fovea.*; import dev.fovea.runtime.Tensor;\n";

  private static final String DEEP = HEADER + """
      @Block @interface Unit {
        int width() default 1;
        int stride() default 1;

        interface Body {
          @Conv(kernel = 3, padding = 1) @With("filters = width, stride = stride") @BatchNorm @Relu Tensor conv(Tensor input);
          @Pointwise @With("filters = 2 * width") @BatchNorm                                        Tensor expand(Tensor conv);
          @Shortcut(batchNorm = true)                                                               Tensor skip(Tensor input, Tensor expand);
          @Add @Relu                                                                                Tensor out(Tensor expand, Tensor skip);
        }
      }
      @Block(inputs = {"x", "gate"}) @interface Gated {
        interface Body {
          @Sigmoid  Tensor open(Tensor gate);
          @Multiply Tensor product(Tensor x, Tensor open);
        }
      }
      @Block @interface Stage {
        int width();
        int stride() default 1;

        interface Body {
          @Unit @With("width = width, stride = stride")    Tensor down(Tensor input);
          @Unit @With("width = max(width, 1)") @Repeat(2)  Tensor b(Tensor down);
          @Gated                                           Tensor gated(Tensor b, Tensor down);
        }
      }
      @Network(input = {3, 12, 12})
      public interface Deep {
        @Conv(filters = 4, kernel = 3, padding = 1) @Relu  Tensor stem(Tensor input);
        @Stage(width = 2) @Repeat(2)                       Tensor a(Tensor stem);
        @Stage(width = 3, stride = 2)                      Tensor last(Tensor a);
        @Tanh @Repeat(2)                                   Tensor t(Tensor last);
        @GlobalAvgPool                                     Tensor gap(Tensor t);
        @Dense(5)                                          Tensor scores(Tensor gap);
      }
      final class DeepUse {
        public static dev.fovea.runtime.Parameter weights(DeepParameters parameters) {
          return parameters.a(1).b(0).conv().weights();
        }
        public static dev.fovea.runtime.Parameter projection(DeepParameters parameters) {
          return parameters.last().down().skip().weights();
        }
        public static Tensor activation(DeepForward forward) {
          return forward.activations().a(1).b(0).out();
        }
        public static Tensor top(DeepForward forward) {
          return forward.activations().last().gated().product();
        }
        public static Tensor tanh(DeepForward forward) {
          return forward.activations().t(1);
        }
        public static dev.fovea.runtime.Layer layer() {
          return DeepLayers.a(0).b(1).skip();
        }
        public static Tensor beyond(DeepForward forward) {
          return forward.activations().a(2).b(0).out();
        }
        public static dev.fovea.runtime.Parameter none(DeepParameters parameters) {
          return parameters.a(1).b(7).conv().weights();
        }
        public static Object gradient(DeepBackward backward) {
          return backward.parameters().a(0).down().expand().weights();
        }
      }
      """;

  private TestNetwork deep;
  private TestNetwork flat;

  /** The same network without blocks, from what the words of the blocks mean. */
  private static String writtenOut() {
    StringBuilder layers = new StringBuilder("@Conv(filters = 4, kernel = 3, padding = 1) @Relu Tensor stem(Tensor input);\n");
    String read = "stem";
    read = stage(layers, "a_0_", 2, 1, read);
    read = stage(layers, "a_1_", 2, 1, read);
    read = stage(layers, "last_", 3, 2, read);
    layers.append("@Tanh Tensor t_0_(Tensor ").append(read).append(");\n@Tanh Tensor t_1_(Tensor t_0_);\n");
    layers.append("@GlobalAvgPool Tensor gap(Tensor t_1_);\n@Dense(5) Tensor scores(Tensor gap);\n");
    return HEADER + "@Network(input = {3, 12, 12}) public interface Flat {\n" + layers + "}\n";
  }

  private static String stage(StringBuilder layers, String name, int width, int stride, String input) {
    String down = unit(layers, name + "down_", width, stride, input);
    String first = unit(layers, name + "b_0_", width, 1, down);
    String second = unit(layers, name + "b_1_", width, 1, first);
    layers.append("@Sigmoid Tensor ").append(name).append("gated_open(Tensor ").append(down).append(");\n");
    layers.append("@Multiply Tensor ").append(name).append("gated_product(Tensor ").append(second).append(", Tensor ").append(name)
        .append("gated_open);\n");
    return name + "gated_product";
  }

  private static String unit(StringBuilder layers, String name, int width, int stride, String input) {
    layers.append(String.format("""
        @Conv(filters = %2$d, kernel = 3, padding = 1, stride = %3$d) @BatchNorm @Relu Tensor %1$sconv(Tensor %4$s);
        @Pointwise(filters = %5$d) @BatchNorm Tensor %1$sexpand(Tensor %1$sconv);
        @Shortcut(batchNorm = true) Tensor %1$sskip(Tensor %4$s, Tensor %1$sexpand);
        @Add @Relu Tensor %1$sout(Tensor %1$sexpand, Tensor %1$sskip);
        """, name, width, stride, input, 2 * width));
    return name + "out";
  }

  /** {@code a[1].b[0].conv} is called {@code a_1_b_0_conv} there. */
  private static String flatName(String name) {
    return name.replace("].", "_").replaceAll("[.\\[\\]](?!weight|bias|scale|shift|running)", "_").replace("]", "_");
  }

  @BeforeAll
  void compile() {
    deep = TestNetwork.compile("nets.Deep", DEEP);
    flat = TestNetwork.compile("nets.Flat", writtenOut());
  }

  private static Object call(Class<?> type, String name, Object... arguments) throws Throwable {
    Method method = Stream.of(type.getDeclaredMethods()).filter(each -> each.getName().equals(name)).findFirst().orElseThrow();
    method.setAccessible(true);
    try {
      return method.invoke(null, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static void assertClose(Tensor expected, Tensor actual, double tolerance, String what) {
    double[] numbers = RandomValues.doubles(expected);
    double largest = Arrays.stream(numbers).map(Math::abs).max().orElse(0);
    assertArrayEquals(numbers, RandomValues.doubles(actual), tolerance * Math.max(1, largest), what);
  }

  private static void assertClose(float[] expected, float[] actual, double tolerance, String what) {
    double[] numbers = RandomValues.doubles(expected);
    double largest = Arrays.stream(numbers).map(Math::abs).max().orElse(0);
    assertArrayEquals(numbers, RandomValues.doubles(actual), tolerance * Math.max(1, largest), what);
  }

  @Test
  void layersHaveTheNamesShapesAndCostsOfTheNetworkWrittenOut() {
    Map<String, Layer> written = new TreeMap<>();
    flat.layers().all().forEach(layer -> written.put(layer.name(), layer));
    assertEquals(written.keySet(), new TreeSet<>(deep.layers().all().stream().map(layer -> flatName(layer.name())).toList()));
    for (Layer layer : deep.layers().all()) {
      Layer same = written.get(flatName(layer.name()));
      assertArrayEquals(same.shape(), layer.shape(), layer.name());
      assertEquals(same.receptiveField(), layer.receptiveField(), layer.name());
      assertEquals(List.of(same.operations(), same.parameters(), same.multiplyAdds()),
          List.of(layer.operations(), layer.parameters(), layer.multiplyAdds()), layer.name());
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyPassGivesWhatTheNetworkWrittenOutGives(Mode mode) {
    Parameters parameters = RandomValues.fill(deep.random(1), 5);
    Parameters written = flat.random(2);
    parameters.all().forEach(parameter -> written.get(flatName(parameter.name())).set(parameter.toArray()));
    Forward forward = TestNetwork.forward(parameters, mode, 2);
    Forward same = TestNetwork.forward(written, mode, 2);
    Tensor images = RandomValues.tensor(3, 2, 3, 12, 12);
    assertClose(same.run(images), forward.run(images), 1e-5, "scores");
    if (!mode.records()) {
      return;
    }
    for (Layer layer : deep.layers().all()) {
      assertClose(same.activation(flat.layers().get(flatName(layer.name()))), forward.activation(layer), 1e-5, layer.name());
    }
    Tensor gradient = RandomValues.like(forward.outputs().get(0), 9);
    Backward backward = forward.backward();
    Backward sameBackward = same.backward();
    assertClose(sameBackward.run(gradient), backward.run(gradient), 1e-4, "gradient of the image");
    for (Parameter parameter : parameters.all()) {
      if (parameter.isTrainable()) {
        assertClose(sameBackward.gradient(written.get(flatName(parameter.name()))).toArray(),
            backward.gradient(parameter).toArray(), 1e-3, parameter.name());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyMethodOfTheEagerClassRunsAllThatItsBlockStandsFor(Mode mode) throws ReflectiveOperationException {
    Parameters parameters = RandomValues.fill(deep.random(1), 5);
    Parameters stepped = RandomValues.fill(deep.random(2), 5);
    Forward forward = TestNetwork.forward(parameters, mode, 2);
    Tensor images = RandomValues.tensor(4, 2, 3, 12, 12);
    forward.run(images);
    Object eager = deep.eager(stepped, mode, 0);
    Tensor current = images;
    Map<String, String> methods = new LinkedHashMap<>();
    for (String method : List.of("stem stem", "a a[1].gated.product", "last last.gated.product", "t t[1]", "gap gap", "scores scores")) {
      methods.put(method.split(" ")[0], method.split(" ")[1]);
    }
    for (Map.Entry<String, String> method : methods.entrySet()) {
      Method run = eager.getClass().getMethod(method.getKey(), Tensor.class);
      run.setAccessible(true);
      current = (Tensor) run.invoke(eager, current);
      if (mode.records()) {
        assertClose(current, forward.activation(deep.layers().get(method.getValue())), 1e-4, method.getKey());
      }
    }
    assertClose(current, forward.outputs().get(0), 1e-4, "scores");
    for (Parameter parameter : parameters.all()) {
      assertClose(stepped.get(parameter.name()).toArray(), parameter.toArray(), 1e-5, parameter.name());
    }
  }

  @Test
  void viewsNestAsBlocksDo() throws Throwable {
    Parameters parameters = deep.random(1);
    Forward forward = TestNetwork.forward(parameters, Mode.RECORDING, 1);
    forward.run(RandomValues.tensor(4, 1, 3, 12, 12));
    Class<?> use = deep.type("Use");
    assertEquals("a[1].b[0].conv.weight", ((Parameter) call(use, "weights", parameters)).name());
    assertEquals("last.down.skip.weight", ((Parameter) call(use, "projection", parameters)).name());
    assertEquals("a[0].b[1].skip", ((Layer) call(use, "layer")).name());
    assertClose(forward.activation(deep.layers().get("a[1].b[0].out")), (Tensor) call(use, "activation", forward), 0, "a[1].b[0].out");
    assertClose(forward.activation(deep.layers().get("last.gated.product")), (Tensor) call(use, "top", forward), 0, "last");
    assertClose(forward.activation(deep.layers().get("t[1]")), (Tensor) call(use, "tanh", forward), 0, "t[1]");
    Backward backward = forward.backward();
    backward.run(RandomValues.like(forward.outputs().get(0), 2));
    assertEquals(backward.gradient(parameters.get("a[0].down.expand.weight")), call(use, "gradient", backward));
  }

  @Test
  void aRepetitionThatDoesNotExistIsAskedForInVainAndNamed() {
    Parameters parameters = deep.random(1);
    Forward forward = TestNetwork.forward(parameters, Mode.RECORDING, 1);
    IllegalArgumentException layer = assertThrows(IllegalArgumentException.class, () -> call(deep.type("Use"), "beyond", forward));
    assertTrue(layer.getMessage().startsWith("Deep has no layer a[2].b[0].out; there are "), layer::getMessage);
    IllegalArgumentException weights = assertThrows(IllegalArgumentException.class, () -> call(deep.type("Use"), "none", parameters));
    assertTrue(weights.getMessage().startsWith("no parameter is called a[1].b[7].conv.weight; there are "), weights::getMessage);
  }

  @Test
  void weightsAreSavedByTheirNamesAndLoadedFromAFileThatUsesOthers(@TempDir Path folder) throws IOException {
    Parameters parameters = RandomValues.fill(deep.random(1), 5);
    parameters.save(folder.resolve("deep.safetensors"));
    Parameters again = deep.random(2);
    again.load(folder.resolve("deep.safetensors"));
    Parameters written = flat.random(3);
    Map<String, String> names = new TreeMap<>();
    parameters.all().forEach(parameter -> names.put(flatName(parameter.name()), parameter.name()));
    written.load(folder.resolve("deep.safetensors"), names::get);
    List<String> compared = new ArrayList<>();
    for (Parameter parameter : parameters.all()) {
      assertClose(parameter.toArray(), again.get(parameter.name()).toArray(), 0, parameter.name());
      assertClose(parameter.toArray(), written.get(flatName(parameter.name())).toArray(), 0, parameter.name());
      compared.add(parameter.name());
    }
    assertTrue(compared.containsAll(List.of("a[0].down.conv.weight", "a[1].b[1].expand.running_mean", "scores.bias")), compared::toString);
  }
}
