package dev.fovea.processor.network;

import static dev.fovea.processor.network.Agreement.assertAgrees;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fovea.processor.network.Declaration.Style;
import dev.fovea.runtime.Backward;
import dev.fovea.runtime.Forward;
import dev.fovea.runtime.Mode;
import dev.fovea.runtime.Parameter;
import dev.fovea.runtime.Parameters;
import dev.fovea.runtime.Tensor;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Whole networks, declared with annotations, against what PyTorch makes of the same weights and images: every activation, the output
 * of each mode, the gradient of {@code sum(output * R)} by the images and by every parameter, and running statistics after a
 * training pass. {@link Agreement} says what agrees.
 */
final class NetworkConformanceTest {
  private static final Set<String> RAN = new TreeSet<>();
  private static final Map<String, Set<String>> SKIPPED = new TreeMap<>();

  @TestFactory
  Stream<DynamicTest> declaredNetworksComputeWhatPyTorchComputes() {
    return GivenSets.folders("nets").stream().map(GivenNetwork::ofNet).flatMap(network -> Stream.of(Style.values())
        .map(style -> DynamicTest.dynamicTest(network.name() + ", " + style, () -> check(network, style))));
  }

  @AfterAll
  static void printSummary() {
    System.out.println("conformance/nets: " + RAN.size() + " networks agree, each declared in " + Style.values().length + " ways: " + RAN);
    System.out.println("conformance/nets: " + SKIPPED.size() + " networks are skipped, for want of an operation: " + SKIPPED);
  }

  private static void check(GivenNetwork network, Style style) {
    Declaration declaration = new Declaration(network, style);
    Set<String> missing = declaration.missing();
    if (!missing.isEmpty()) {
      SKIPPED.put(network.name(), missing.stream().map(kind -> "@" + kind).collect(Collectors.toCollection(TreeSet::new)));
      assumeTrue(false, network.name() + " needs operations that do not exist yet: " + missing);
    }
    TestNetwork compiled = declaration.compile();
    if (!network.isTrained()) {
      Forward inference = TestNetwork.forward(declaration.parameters(compiled), Mode.INFERENCE, network.batch());
      assertAgrees("output", network.given("output"), inference.run(network.input().tensor()));
    }
    checkRecorded(network, declaration, compiled);
    RAN.add(network.name());
  }

  private static void checkRecorded(GivenNetwork network, Declaration declaration, TestNetwork compiled) {
    Mode mode = network.isTrained() ? Mode.TRAINING : Mode.RECORDING;
    Parameters parameters = declaration.parameters(compiled);
    Forward forward = TestNetwork.forward(parameters, mode, network.batch());
    assertAgrees(mode + " output", network.given("output"), forward.run(network.input().tensor()));
    declaration.layers().forEach((method, end) -> {
      checkActivation(method, end, forward.activation(parameters.layers().get(method)));
      checkActivation(method + " before its last activation", declaration.beforeLastActivation(method),
          forward.preactivation(parameters.layers().get(method)));
    });

    Backward backward = forward.backward();
    Tensor imageGradient = backward.run(network.given("R").tensor());
    assertAgrees("gradient by the images", network.given("gradInput"), imageGradient);
    checkGradients(network, declaration, parameters, backward);
    network.allGiven("stateAfter").forEach((name, expected) ->
        assertAgrees(name + " after the run", expected.values(), declaration.parameter(parameters, name).toArray()));
    checkThreads(network, declaration.parameters(compiled), mode, forward, imageGradient);
  }

  private static void checkActivation(String what, GivenLayer layer, Tensor actual) {
    if (layer.activation() != null) {
      assertAgrees(what, layer.activation(), actual);
    }
  }

  private static void checkGradients(GivenNetwork network, Declaration declaration, Parameters parameters, Backward backward) {
    Map<String, GivenNumbers> gradients = network.allGiven("gradWeights");
    assertEquals(parameters.all().stream().filter(parameter -> parameter.role().isTrained()).map(Parameter::name).collect(Collectors.toSet()),
        gradients.keySet().stream().map(name -> declaration.parameter(parameters, name).name()).collect(Collectors.toSet()),
        "trained parameters");
    gradients.forEach((name, expected) -> assertAgrees("gradient by " + name, expected.values(),
        backward.gradient(declaration.parameter(parameters, name)).toArray()));
  }

  /** Other threads, same bits. */
  private static void checkThreads(GivenNetwork network, Parameters parameters, Mode mode, Forward alone, Tensor imageGradient) {
    Forward shared = parameters.forward(mode, network.batch(), 3);
    Tensor output = shared.run(network.input().tensor());
    assertArrayEquals(alone.outputs().get(0).toArray(), output.toArray(), "output of three threads");
    Tensor gradient = shared.backward().run(network.given("R").tensor());
    assertArrayEquals(imageGradient.toArray(), gradient.toArray(), "gradient of three threads");
  }
}
