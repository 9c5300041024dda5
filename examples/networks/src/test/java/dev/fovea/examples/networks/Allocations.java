package dev.fovea.examples.networks;

import com.sun.management.ThreadMXBean;
import dev.fovea.runtime.Deconvnet;
import dev.fovea.runtime.Forward;
import dev.fovea.runtime.Layer;
import dev.fovea.runtime.Mode;
import dev.fovea.runtime.Parameters;
import dev.fovea.runtime.Projection;
import dev.fovea.runtime.Tensor;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * Prints how many bytes a run of each example network allocates, on a small image. Meant for the scalar kernels: until they are compiled,
 * the vector ones allocate their vectors, and with them a count would depend on how far the compiler has come.
 */
final class Allocations {
  private static final int BATCH = 2;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocations() {}

  public static void main(String[] arguments) {
    for (String network : ExampleRuns.networks().keySet()) {
      measure(new ExampleRuns(network, BATCH));
    }
  }

  private static void measure(ExampleRuns runs) {
    String name = runs.network;
    Parameters parameters = runs.parameters;
    Tensor images = runs.images;
    print(name, "inference", runs.inference());
    print(name, "training", runs.training());
    Forward recording = parameters.forward(Mode.RECORDING, BATCH, 1);
    print(name, "recording", () -> recording.run(images));
    Deconvnet deconvnet = recording.deconvnet();
    List<Layer> layers = parameters.layers().all();
    Projection middle = deconvnet.from(layers.get(layers.size() / 2));
    print(name, "projection", () -> {
      middle.strongest();
      middle.unit(0, 0, 0);
    });
  }

  /**
   * The least of some runs, until one allocates nothing: what happens only once does not count, and the virtual machine links and compiles
   * when it likes.
   */
  private static void print(String network, String what, Runnable run) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 10 && least > 0; i++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      run.run();
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    System.out.println(network + ", " + what + ": " + least);
  }
}
