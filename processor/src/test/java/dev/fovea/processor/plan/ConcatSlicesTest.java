package dev.fovea.processor.plan;

import static dev.fovea.processor.shape.Written.op;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.Add;
import dev.fovea.BatchNorm;
import dev.fovea.Concat;
import dev.fovea.Conv;
import dev.fovea.Relu;
import dev.fovea.processor.graph.Wiring;
import dev.fovea.processor.problem.Problems;
import dev.fovea.processor.shape.Inference;
import dev.fovea.processor.shape.Written;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConcatSlicesTest {
  private static InferencePlan plan(Written network) {
    Problems problems = new Problems();
    Flow flow = new Flow(Inference.infer(Wiring.join(network.everyEndIsAnOutput().network(), problems), problems));
    assertFalse(problems.hasErrors(), () -> problems.all().toString());
    return new InferencePlan(flow);
  }

  /** Convolutions, sums and concatenations, some of them changed in place, of whatever came before. */
  private static Written network(Random random) {
    Written network = new Written(3, 8, 8);
    List<String> names = new ArrayList<>(List.of("input"));
    List<Integer> channels = new ArrayList<>(List.of(3));
    int count = 3 + random.nextInt(20);
    for (int i = 0; i < count; i++) {
      int one = Math.max(0, names.size() - 1 - random.nextInt(4));
      int other = random.nextInt(names.size());
      boolean joins = one != other && random.nextInt(2) == 0;
      boolean sum = joins && channels.get(one).equals(channels.get(other));
      int filters = 8 * (1 + random.nextInt(8));
      String name = "l" + i;
      if (!joins) {
        network.layer(name, names.get(one), op(Conv.class, "filters", filters, "kernel", 3, "padding", 1), op(Relu.class));
      } else if (sum || random.nextBoolean()) {
        network.layer(name, names.get(one) + " " + names.get(other), op(sum ? Add.class : Concat.class));
      } else {
        network.layer(name, names.get(one) + " " + names.get(other), op(Concat.class), op(BatchNorm.class));
      }
      names.add(name);
      channels.add(!joins ? filters : sum ? channels.get(one) : channels.get(one) + channels.get(other));
    }
    return network;
  }

  @Test
  void noArenaIsLargerThanWithCopies() {
    Random random = new Random(1);
    int sliced = 0;
    int smaller = 0;
    for (int repetition = 0; repetition < 500; repetition++) {
      InferencePlan plan = plan(network(random));
      assertTrue(plan.floats() <= plan.copying(), plan.floats() + " instead of " + plan.copying());
      assertTrue(plan.bound() <= plan.floats());
      sliced += plan.sliced() > 0 ? 1 : 0;
      smaller += plan.floats() < plan.copying() ? 1 : 0;
    }
    assertTrue(sliced > 200 && smaller > 50, sliced + " networks have slices, " + smaller + " arenas are smaller");
  }

  /** Beside what is larger anyway; 256 channels of 64 x 64 pixels are 4 MiB, and two layers of 16 follow. */
  @Test
  void whatHasLeftTheCachesIsCopied() {
    for (int wide : new int[] {128, 256}) {
      InferencePlan plan = plan(new Written(16, 64, 64)
          .layer("top", "input", op(Conv.class, "filters", 512, "kernel", 1))
          .layer("less", "top", op(Conv.class, "filters", 16, "kernel", 1))
          .layer("early", "less", op(Conv.class, "filters", 16, "kernel", 1))
          .layer("wide", "early", op(Conv.class, "filters", wide, "kernel", 1))
          .layer("narrow", "wide", op(Conv.class, "filters", 16, "kernel", 1))
          .layer("late", "narrow", op(Conv.class, "filters", 16, "kernel", 1))
          .layer("both", "early late", op(Concat.class)));
      assertEquals(wide == 128 ? 2 : 1, plan.sliced());
      assertEquals(wide == 128 ? "nothing is copied: its inputs are written where they belong"
          : "other inputs are written where they belong; copied: early, which has left the caches by then",
          plan.fusion(plan.steps().get(plan.steps().size() - 1)));
    }
  }

  /** Each holds the one before it, and all are one buffer in the end. */
  @Test
  void thousandsOfConcatenationsNestInNoTime() {
    Written network = new Written(16, 1, 1);
    network.layer("wide", "input", op(Conv.class, "filters", 100_000, "kernel", 1));
    network.layer("narrow", "wide", op(Conv.class, "filters", 16, "kernel", 1));
    network.layer("grown0", "narrow", op(Conv.class, "filters", 16, "kernel", 1));
    for (int i = 1; i < 2000; i++) {
      network.layer("new" + i, "grown" + (i - 1), op(Conv.class, "filters", 16, "kernel", 1));
      network.layer("grown" + i, "grown" + (i - 1) + " new" + i, op(Concat.class));
    }
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    InferencePlan plan = plan(network);
    long seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1_000_000_000;
    assertEquals(2 * 1999, plan.sliced());
    assertTrue(seconds < 10, () -> seconds + " s");
  }
}
