package dev.fovea.processor.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.runtime.Backward;
import dev.fovea.runtime.Forward;
import dev.fovea.runtime.Layer;
import dev.fovea.runtime.Mode;
import dev.fovea.runtime.Parameters;
import dev.fovea.runtime.Tensor;
import dev.fovea.runtime.kernel.NetworkBackward;
import dev.fovea.runtime.kernel.NetworkDeconvnet;
import dev.fovea.runtime.kernel.NetworkForward;
import dev.fovea.runtime.kernel.NetworkLayers;
import dev.fovea.runtime.kernel.NetworkParameters;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Any name that Java allows is a layer's name, whatever our own variables, members and types are called. */
class NamesTest {
  static List<List<String>> names() {
    return List.of(
        List.of("record", "var", "yield", "sealed", "permits", "module", "open", "with", "when", "exports"),
        List.of("\u00fcber", "\u6838", "caf\u00e9", "\u03c3", "$", "$1", "a$b", "_a", "layer$", "batch$"),
        List.of("batch", "arenas", "kernels", "step", "run", "read", "row", "n", "y", "x0"),
        List.of("weights", "bias", "pass", "values", "trained", "mode", "seed", "parameters", "recorded", "activations"),
        List.of("CATALOGUE", "CATALOGUE$$", "all$", "parameters$", "add", "network", "outputs", "random", "save", "load"),
        List.of("backward", "deconvnet", "gradients", "gradient", "activation", "preactivations", "project", "from", "to", "strict"),
        List.of("images", "signal", "workers", "z", "x", "f", "g", "k", "i", "c"),
        List.of("Forward", "Backward", "Tensor", "Layer", "catalogue", "LinkedList", "String", "Axis", "Math", "Net"),
        List.of("get", "copyFrom", "parameter", "index", "start", "start0", "taps", "ZEROS", "NetForward", "NetLayers"),
        List.of("image", "output", "layer", "view", "floats", "reversal", "dropoutKey", "finish", "begin", "back"),
        List.of("afterConv", "input0", "Activations", "Preactivations", "activationsView", "Kernels", "Pass", "Recorded", "Inference",
            "Gradients"),
        List.of("self", "Object", "System", "Integer", "float_", "IllegalStateException", "Override", "ArrayList", "Threads", "java"),
        List.of("relu", "add", "conv", "convolution", "dense", "dropout", "softmax", "maxPool", "concat", "flatten"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void anyNameThatJavaAllowsRuns(List<String> names) throws ReflectiveOperationException {
    TestNetwork net = TestNetwork.of("@Network(input = {1, 6, 6})", body(names));
    TestNetwork plain = TestNetwork.of("@Network(input = {1, 6, 6})", body(plain()));
    assertEquals(names, net.layers().all().stream().map(Layer::name).sorted(Comparator.comparingInt(names::indexOf)).toList());
    Parameters parameters = (Parameters) net.type("Parameters").getMethod("random", long.class).invoke(null, 7L);
    Forward forward = parameters.forward(Mode.TRAINING, 2, 1);
    Tensor image = Tensor.zeros(2, 1, 6, 6);
    Tensor result = forward.run(image);
    assertEquals(4, result.channels());
    Backward backward = forward.backward();
    assertEquals(image.height(), backward.run(result).height());
    runEager(net, net.eager(parameters, Mode.INFERENCE, 0), image);
    for (Layer layer : net.layers().all()) {
      forward.activation(layer);
    }
    assertArrayEquals(plain.layers().all().stream().mapToLong(Layer::parameters).sorted().toArray(),
        net.layers().all().stream().mapToLong(Layer::parameters).sorted().toArray());
  }

  /** Generated parameters may be renamed; the network's own methods say what they read. */
  private static void runEager(TestNetwork net, Object eager, Tensor image) throws ReflectiveOperationException {
    Map<String, Tensor> results = new HashMap<>(Map.of("input", image));
    for (Layer layer : net.layers().all()) {
      Method method = Stream.of(net.type("").getMethods()).filter(each -> each.getName().equals(layer.name())).findFirst().orElseThrow();
      Object[] read = Stream.of(method.getParameters()).map(parameter -> results.get(parameter.getName())).toArray();
      Tensor result = (Tensor) method.invoke(eager, read);
      assertEquals(layer.channels(), result.channels());
      results.put(layer.name(), result);
    }
  }

  static Stream<String> membersWithoutParameters() {
    Set<String> names = new TreeSet<>();
    for (Class<?> type = NetworkDeconvnet.class; type != null; type = type.getSuperclass()) {
      Stream.of(type.getDeclaredMethods()).filter(NamesTest::isSeenByGeneratedCode).map(Method::getName).forEach(names::add);
    }
    Stream.of(Parameters.class.getMethods()).filter(NamesTest::isSeenByGeneratedCode).map(Method::getName).forEach(names::add);
    return names.stream();
  }

  private static boolean isSeenByGeneratedCode(Method method) {
    boolean seen = Modifier.isPublic(method.getModifiers()) || Modifier.isProtected(method.getModifiers());
    return seen && method.getParameterCount() == 0 && !method.isSynthetic() && !method.getName().contains("$");
  }

  @ParameterizedTest
  @MethodSource("membersWithoutParameters")
  void aNameThatWouldMeetOneOfOurOwnMembersIsRefused(String name) {
    AssertionError error = assertThrows(AssertionError.class,
        () -> TestNetwork.of("@Network(input = {1, 6, 6})", "@Relu Tensor " + name + "(Tensor input);"));
    assertTrue(error.getMessage().contains("[fovea:name] a layer cannot be called " + name), error::getMessage);
  }

  static Stream<String> membersWithANumber() {
    return Stream.<Class<?>>iterate(NetworkDeconvnet.class, type -> type != null, Class::getSuperclass)
        .flatMap(type -> Stream.of(type.getDeclaredMethods()))
        .filter(method -> Modifier.isPublic(method.getModifiers()) || Modifier.isProtected(method.getModifiers()))
        .filter(method -> List.of(method.getParameterTypes()).equals(List.of(int.class)) && !method.getName().contains("$"))
        .map(Method::getName).distinct().sorted();
  }

  /** The accessor of a repeated layer takes the number of the repetition. */
  @ParameterizedTest
  @MethodSource("membersWithANumber")
  void aNameThatWouldMeetOneOfOurOwnMembersIsRefusedOfRepetitions(String name) {
    AssertionError error = assertThrows(AssertionError.class,
        () -> TestNetwork.of("@Network(input = {1, 6, 6})", "@Relu @Repeat(2) Tensor " + name + "(Tensor input);"));
    assertTrue(error.getMessage().contains("[fovea:name] a repeated layer cannot be called " + name), error::getMessage);
  }

  /**
   * A method that only its own package sees meets no accessor of a layer, but compilers warn of what looks as if it overrode it. Names that
   * are refused need no care.
   */
  @ParameterizedTest
  @ValueSource(classes = {NetworkLayers.class, NetworkParameters.class, NetworkDeconvnet.class})
  void noMethodThatGeneratedClassesDoNotSeeHasTheParametersOfAnAccessor(Class<?> base) {
    Set<String> refused = membersWithoutParameters().collect(Collectors.toSet());
    List<Method> alike = Stream.<Class<?>>iterate(base, type -> type != Object.class, Class::getSuperclass)
        .flatMap(type -> Stream.of(type.getDeclaredMethods()))
        .filter(method -> (method.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED | Modifier.PRIVATE)) == 0)
        .filter(method -> List.of(method.getParameterTypes()).equals(List.of(int.class))
            || method.getParameterCount() == 0 && !refused.contains(method.getName())).toList();
    assertEquals(List.of(), alike);
  }

  /** Every name that a superclass of generated classes has, for what may have it: layers of a block, the block and its repetitions. */
  @ParameterizedTest
  @ValueSource(strings = {"@Two", "@Two @Repeat(2)", "@Pointwise(filters = 2) @Repeat(2)"})
  void anyNameThatIsNotRefusedCompiles(String what) {
    Set<String> refused = refused(what);
    List<String> names = inherited().filter(name -> !refused.contains(name)).toList();
    assertTrue(names.size() > 40, names::toString);
    TestNetwork.of("@Network(input = {1, 6, 6})", chain(what, names) + block());
  }

  private static Stream<String> inherited() {
    return Stream.of(NetworkLayers.class, NetworkParameters.class, NetworkForward.class, NetworkBackward.class, NetworkDeconvnet.class)
        .flatMap(type -> Stream.<Class<?>>iterate(type, each -> each != null, Class::getSuperclass))
        .flatMap(type -> Stream.concat(Stream.of(type), Stream.of(type.getInterfaces())))
        .flatMap(type -> Stream.of(type.getDeclaredMethods())).map(Method::getName)
        .filter(name -> !name.contains("$") && !name.equals("input")).distinct().sorted();
  }

  private static Set<String> refused(String what) {
    Map<String, String> sources = new TreeMap<>();
    inherited().forEach(name -> sources.put("nets.Of_" + name, "package nets;\nimport dev.fovea.*;\nimport dev.fovea.runtime.Tensor;\n"
        + "@Network(input = {1, 6, 6})\npublic interface Of_" + name + " {\n" + what + " Tensor " + name + "(Tensor input);\n" + block()
        + "}\n"));
    Set<String> refused = new TreeSet<>();
    TestNetwork.process(sources).diagnostics().stream().filter(each -> each.getKind() == Diagnostic.Kind.ERROR).forEach(each -> {
      assertTrue(each.getMessage(null).contains("[fovea:name]"), () -> each.getMessage(null));
      refused.add(each.getSource().getName().replaceAll(".*/Of_|\\.java", ""));
    });
    return refused;
  }

  private static String chain(String what, List<String> names) {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < names.size(); i++) {
      body.append(what).append(" Tensor ").append(names.get(i)).append("(Tensor ").append(i == 0 ? "input" : names.get(i - 1))
          .append(");\n");
    }
    return body.toString();
  }

  /** Its own layers are called as members of ours, too: their accessors stand in a view that has no others. */
  private static String block() {
    return """
        @Block @interface Two {
          interface Body {
            @Pointwise(filters = 2) Tensor all(Tensor input);
            @Relu @Repeat(2) Tensor back(Tensor all);
            @Pointwise(filters = 2) @BatchNorm Tensor threads(Tensor back);
            @Relu Tensor name(Tensor threads);
          }
        }
        """;
  }

  private static List<String> plain() {
    return List.of("l0", "l1", "l2", "l3", "l4", "l5", "l6", "l7", "l8", "l9");
  }

  /** Ten layers with all that the writers have names for: windows, weights, statistics, joins, several operations. */
  private static String body(List<String> names) {
    return """
        @Conv(filters = 4, kernel = 3, padding = 1) @BatchNorm @Relu Tensor %s(Tensor input);
        @Depthwise(kernel = 3, padding = 1) @LeakyRelu(0.1) Tensor %s(Tensor %s);
        @Add @Sigmoid Tensor %s(Tensor %s, Tensor %s);
        @MaxPool(kernel = 2) Tensor %s(Tensor %s);
        @AvgPool(kernel = 2) Tensor %s(Tensor %s);
        @Concat Tensor %s(Tensor %s, Tensor %s);
        @TransposedConv(filters = 4, kernel = 2, stride = 2) @Tanh Tensor %s(Tensor %s, @ShapeOf Tensor %s);
        @Conv(filters = 4, kernel = 2, stride = 2) Tensor %s(Tensor %s);
        @Flatten @Dropout(0.2) Tensor %s(Tensor %s);
        @Dense(4) @Softmax Tensor %s(Tensor %s);
        """.formatted(names.get(0), names.get(1), names.get(0), names.get(2), names.get(0), names.get(1), names.get(3), names.get(2),
        names.get(4), names.get(2), names.get(5), names.get(3), names.get(4), names.get(6), names.get(5), names.get(0), names.get(7),
        names.get(6), names.get(8), names.get(7), names.get(9), names.get(8));
  }
}
