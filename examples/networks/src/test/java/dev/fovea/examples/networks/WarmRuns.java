package dev.fovea.examples.networks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * Runs an example network until many runs in a row allocate nothing, and says so, or else what a run still allocates. Only compiled
 * versions of the vector kernels allocate nothing: the interpreter and the first compiler make an object of each vector, and what was
 * replaced on the stack may make one of each sum.
 */
final class WarmRuns {
  /** Some 900 are needed at most, by small networks: what is called once in a run is compiled late. */
  private static final int MOST_RUNS = 1500;

  private static final int QUIET_RUNS = 50;

  private WarmRuns() {}

  public static void main(String[] arguments) {
    ExampleRuns runs = new ExampleRuns(arguments[0], Integer.parseInt(arguments[2]));
    Runnable run = arguments[1].equals("training") ? runs.training() : runs.inference();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int quiet = 0;
    long allocated = 0;
    for (int i = 0; i < MOST_RUNS && quiet < QUIET_RUNS; i++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      run.run();
      allocated = threads.getCurrentThreadAllocatedBytes() - before;
      quiet = allocated == 0 ? quiet + 1 : 0;
    }
    System.out.println(quiet == QUIET_RUNS ? "nothing" : allocated + " bytes");
  }
}
