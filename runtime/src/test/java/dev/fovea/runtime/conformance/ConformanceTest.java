package dev.fovea.runtime.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.runtime.kernel.Kernels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Single operations against results that PyTorch, ONNX, TensorFlow.js and WebNN give: the eager definition, and both twins of the
 * kernels with gradients.
 *
 * <p>A number agrees if it is within 1e-4 of the expected one, relative to the larger of that number and the root mean square of
 * its tensor (a sum that cancels cannot be exact relative to what is left), plus 1e-6, plus what PyTorch itself is off a foreign
 * expectation, where that was printed with few digits.
 */
final class ConformanceTest {
  private static final double RELATIVE = 1e-4;
  private static final double ABSOLUTE = 1e-6;

  private static final Map<String, Integer> RAN = new TreeMap<>();
  /** How many cases, by reason and operation. */
  private static final Map<String, Map<String, Integer>> EXCLUDED = new TreeMap<>();

  private static final List<Kernels> TWINS = twins();

  private static List<Kernels> twins() {
    List<Kernels> twins = new ArrayList<>(List.of(Kernels.named("scalar")));
    try {
      twins.add(Kernels.named("vector"));
    } catch (IllegalStateException unavailable) {
      System.out.println("conformance: only the scalar kernels are checked: " + unavailable.getMessage());
    }
    return twins;
  }

  @TestFactory
  Stream<DynamicTest> bundledCasesAgree() {
    List<Case> cases = ConformanceCases.bundled();
    assertTrue(cases.size() >= 30, "the test resources hold a few dozen cases, but found " + cases.size());
    return tests("bundled", cases);
  }

  @TestFactory
  Stream<DynamicTest> casesBesideTheCheckoutAgree() {
    Optional<List<Case>> cases = ConformanceCases.besideTheCheckout();
    if (cases.isEmpty()) {
      System.out.println("conformance: skipped what is not bundled: there is no ../shared/conformance beside the checkout");
    }
    return tests("", cases.orElse(List.of()));
  }

  private static Stream<DynamicTest> tests(String origin, List<Case> cases) {
    List<DynamicTest> tests = new ArrayList<>();
    for (Case source : cases) {
      try {
        Operation operation = Operations.read(source);
        tests.add(DynamicTest.dynamicTest(origin + (origin.isEmpty() ? "" : " ") + source.name(), () -> {
          check(source, operation);
          RAN.merge((origin.isEmpty() ? "" : origin + ": ") + source.set(), 1, Integer::sum);
        }));
      } catch (Excluded excluded) {
        EXCLUDED.computeIfAbsent(excluded.getMessage(), reason -> new TreeMap<>()).merge(source.operation(), 1, Integer::sum);
      }
    }
    return tests.stream();
  }

  @AfterAll
  static void printSummary() {
    System.out.println("conformance: " + sum(RAN) + " cases agree with Eager and the kernels "
        + TWINS.stream().map(Kernels::name).toList() + ": " + RAN);
    int excluded = EXCLUDED.values().stream().mapToInt(ConformanceTest::sum).sum();
    System.out.println("conformance: " + excluded + " cases are excluded:");
    EXCLUDED.forEach((reason, operations) -> System.out.println("  " + sum(operations) + " " + reason + " " + operations));
  }

  private static int sum(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static void check(Case source, Operation operation) {
    checkForward(source, "eager", operation.eager());
    for (Kernels kernels : TWINS) {
      checkForward(source, kernels.name(), operation.forward(kernels));
      NumberArray outputGradient = source.outputGradient();
      if (outputGradient != null) {
        Map<String, float[]> gradients = operation.backward(kernels, outputGradient.floats());
        source.gradients().forEach((input, expected) ->
            compare(source, kernels.name() + ", gradient by " + input, input, expected, gradients));
      }
    }
  }

  private static void checkForward(Case source, String who, Map<String, float[]> results) {
    List<NumberArray> outputs = source.outputs();
    if (!outputs.isEmpty()) {
      compare(source, who, "output", outputs.get(0), results);
    }
    // ONNX counts switches over the whole batch, and may count them column by column.
    if (outputs.size() > 1 && results.containsKey("switches") && !source.isOnnx()) {
      compare(source, who, "switches", outputs.get(1), results);
    }
    source.stateAfter().forEach((name, expected) -> compare(source, who, name.replace("_after", ""), expected, results));
  }

  /** Compares the result of a name, and every other that is said to be the same computed in another way. */
  private static void compare(Case source, String who, String name, NumberArray expected, Map<String, float[]> results) {
    assertNotNull(results.get(name), source.name() + ", " + who + ": no result is called " + name + " among " + results.keySet());
    results.forEach((result, actual) -> {
      if (result.equals(name) || result.startsWith(name + " ")) {
        compare(source.name() + ", " + who + ", " + result, expected, actual, source.slack());
      }
    });
  }

  private static void compare(String what, NumberArray expected, float[] actual, double slack) {
    assertEquals(expected.values().length, actual.length, what + ": number of elements");
    double squares = 0;
    for (double value : expected.values()) {
      squares += Double.isFinite(value) ? value * value : 0;
    }
    double typical = Math.sqrt(squares / Math.max(1, actual.length));
    for (int i = 0; i < actual.length; i++) {
      double value = expected.values()[i];
      double tolerance = RELATIVE * Math.max(Math.abs(value), typical) + ABSOLUTE + slack;
      boolean agrees = Double.isFinite(value) ? Math.abs(actual[i] - value) <= tolerance : Double.compare(actual[i], value) == 0;
      assertTrue(agrees, what + ": element " + i + " is " + actual[i] + ", expected " + value + " within " + tolerance);
    }
  }
}
