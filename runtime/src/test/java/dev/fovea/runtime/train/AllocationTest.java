package dev.fovea.runtime.train;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fovea.runtime.Tensor;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;

/** What the garbage collector has to do must not grow with the number of steps. */
class AllocationTest {
  @Test
  void stepsAllocateNothing() throws ReflectiveOperationException {
    LinearNetwork network = new LinearNetwork(2, 3);
    float[][] points = new float[4000][2];
    LabelledDataset dataset = new LabelledDataset() {
      @Override
      public int size() {
        return points.length;
      }

      @Override
      public void read(int index, Tensor image) {
        image.set(0, 0, 0, points[index][0]);
        image.set(1, 0, 0, points[index][1]);
      }

      @Override
      public int label(int index) {
        return index % 3;
      }
    };
    Trainer trainer = Trainer.builder(network, dataset).optimizer(new Adam(network, 0.01).weightDecay(0.01)).batch(4).build();
    trainer.train();
    long before = allocated();
    trainer.train();
    long steps = 1000;
    assertTrue(allocated() - before < 8 * steps, (allocated() - before) + " bytes in " + steps + " steps");
  }

  /** Bytes that this thread allocated; by reflection, for the module of the tests does not read the management module. */
  private static long allocated() throws ReflectiveOperationException {
    Object threads;
    Method bytes;
    try {
      threads = Class.forName("java.lang.management.ManagementFactory").getMethod("getThreadMXBean").invoke(null);
      bytes = Class.forName("com.sun.management.ThreadMXBean").getMethod("getThreadAllocatedBytes", long.class);
    } catch (ClassNotFoundException e) {
      assumeTrue(false, "this machine does not count allocations");
      return 0;
    }
    return (long) bytes.invoke(threads, Thread.currentThread().getId());
  }
}
