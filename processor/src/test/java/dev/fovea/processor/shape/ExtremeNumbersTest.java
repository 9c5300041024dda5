package dev.fovea.processor.shape;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.fovea.Add;
import dev.fovea.AvgPool;
import dev.fovea.BatchNorm;
import dev.fovea.Concat;
import dev.fovea.Conv;
import dev.fovea.Dense;
import dev.fovea.Depthwise;
import dev.fovea.Dropout;
import dev.fovea.Flatten;
import dev.fovea.GlobalAvgPool;
import dev.fovea.LeakyRelu;
import dev.fovea.MaxPool;
import dev.fovea.Pointwise;
import dev.fovea.Relu;
import dev.fovea.Sigmoid;
import dev.fovea.Softmax;
import dev.fovea.Tanh;
import dev.fovea.TransposedConv;
import dev.fovea.processor.emit.Generator;
import dev.fovea.processor.graph.NetworkSpec;
import dev.fovea.processor.graph.OperationSpec;
import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.problem.Problems;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Networks of garbage, with the numbers at which arithmetic breaks in every member, end in messages or in classes: never in an exception,
 * and never in a search that does not end.
 */
class ExtremeNumbersTest {
  private static final List<Class<? extends Annotation>> KINDS = List.of(Add.class, AvgPool.class, BatchNorm.class, Concat.class,
      Conv.class, Dense.class, Depthwise.class, Dropout.class, Flatten.class, GlobalAvgPool.class, LeakyRelu.class, MaxPool.class,
      Pointwise.class, Relu.class, Sigmoid.class, Softmax.class, Tanh.class, TransposedConv.class);
  private static final int[] EXTREMES = {Integer.MAX_VALUE, Integer.MIN_VALUE, Integer.MAX_VALUE - 1, -1, 0, 1 << 30, 1 << 16, 46341,
      (1 << 16) + 1, 1 << 24};
  private static final double[] REALS = {0, 1, -1, 0.5, Double.NaN, Double.POSITIVE_INFINITY, Double.MAX_VALUE, Double.MIN_VALUE};

  private final Random random = new Random();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void garbageEndsInMessagesOrClasses(long seed) {
    random.setSeed(seed);
    int[] outcomes = new int[2];
    for (int i = 0; i < 500; i++) {
      // From networks of extremes only to those in which one number is extreme.
      NetworkSpec network = network(random.nextInt(3) == 0 ? 0.5 : 0.04);
      assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
        Problems problems = new Problems();
        try {
          assertFalse(Generator.generate(network, problems, false).classes().isEmpty());
        } catch (RuntimeException | Error e) {
          fail("seed " + seed + ": " + network, e);
        }
        outcomes[problems.hasErrors() ? 1 : 0]++;
        for (Problem problem : problems.all()) {
          assertTrue(problem.code() != Code.INTERNAL, problem::text);
          assertTrue(problem.text().chars().allMatch(c -> c == '\n' || c >= ' ' && c < 127), problem::text);
        }
      }, () -> "seed " + seed + ": " + network);
    }
    assertTrue(outcomes[0] > 5 && outcomes[1] > 100, () -> "both happen: " + outcomes[0] + " classes, " + outcomes[1] + " messages");
  }

  private NetworkSpec network(double extreme) {
    int[] image = random.nextInt(8) == 0 ? numbers(random.nextInt(5), 12, extreme)
        : new int[] {number(4, extreme), number(12, extreme), number(12, extreme)};
    Written written = new Written(image);
    int layers = 1 + random.nextInt(6);
    for (int layer = 0; layer < layers; layer++) {
      int operations = 1 + random.nextInt(3);
      List<OperationSpec> chosen = new ArrayList<>();
      for (int i = 0; i < operations; i++) {
        Class<? extends Annotation> kind = KINDS.get(random.nextInt(KINDS.size()));
        boolean joins = kind == Add.class || kind == Concat.class;
        boolean stands = chosen.stream().anyMatch(each -> each.kind().equals(kind.getSimpleName()));
        if (!stands && (!joins || i == 0 && layer > 0)) {
          chosen.add(operation(kind, extreme));
        }
      }
      if (chosen.isEmpty()) {
        chosen.add(operation(Relu.class, extreme));
      }
      boolean joins = chosen.get(0).kind().equals("Add") || chosen.get(0).kind().equals("Concat");
      written.layer("l" + layer, inputs(layer, joins), random.nextInt(10) == 0 ? asserted(extreme) : null,
          chosen.toArray(new OperationSpec[0]));
    }
    return written.everyEndIsAnOutput().network();
  }

  private List<Integer> asserted(double extreme) {
    return IntStream.of(numbers(random.nextInt(4), 6, extreme)).boxed().collect(Collectors.toList());
  }

  private String inputs(int layer, boolean joins) {
    int from = Math.max(-1, layer - 1 - random.nextInt(2));
    String first = from < 0 ? "input" : "l" + from;
    if (joins) {
      int other = random.nextInt(layer + 1) - 1;
      return first + " " + (other < 0 ? "input" : "l" + other);
    }
    return random.nextInt(10) == 0 ? first + " #input" : first;
  }

  private OperationSpec operation(Class<? extends Annotation> kind, double extreme) {
    List<Object> members = new ArrayList<>();
    for (Method member : kind.getDeclaredMethods()) {
      boolean required = member.getDefaultValue() == null;
      if (required || random.nextInt(3) == 0) {
        members.add(member.getName());
        members.add(value(member, extreme));
      }
    }
    return Written.op(kind, members.toArray());
  }

  private Object value(Method member, double extreme) {
    Class<?> type = member.getReturnType();
    if (type == int.class) {
      return number(6, extreme);
    }
    if (type == int[].class) {
      boolean padding = member.getName().toLowerCase(java.util.Locale.ROOT).contains("padding");
      return numbers(random.nextInt(12) == 0 ? random.nextInt(6) : 1 + random.nextInt(2), padding ? 2 : 4, extreme);
    }
    if (type == double.class) {
      return random.nextDouble() < extreme ? REALS[random.nextInt(REALS.length)] : 0.25;
    }
    if (type == boolean.class) {
      return random.nextBoolean();
    }
    Object[] constants = type.getEnumConstants();
    return ((Enum<?>) constants[random.nextInt(constants.length)]).name();
  }

  private int[] numbers(int count, int most, double extreme) {
    return IntStream.range(0, count).map(i -> number(most, extreme)).toArray();
  }

  private int number(int most, double extreme) {
    return random.nextDouble() < extreme ? EXTREMES[random.nextInt(EXTREMES.length)] : 1 + random.nextInt(most);
  }
}
