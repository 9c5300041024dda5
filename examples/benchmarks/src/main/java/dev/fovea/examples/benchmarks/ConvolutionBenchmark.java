package dev.fovea.examples.benchmarks;

import dev.fovea.runtime.Backward;
import dev.fovea.runtime.Forward;
import dev.fovea.runtime.Mode;
import dev.fovea.runtime.Tensor;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One 3x3 convolution, 128 to 128 channels at 56x56, forward and both gradients, on one thread by default. The column {@code
 * gigaflops} counts two operations for each of the layer's 462,422,016 multiply-adds; reading the images in is part of the time.
 */
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
@State(Scope.Thread)
public class ConvolutionBenchmark {
  /** Threads that share a run. */
  @Param("1")
  public int threads;

  private final Tensor image = Tensor.zeros(128, 56, 56);
  private final Tensor gradient = Tensor.zeros(128, 56, 56);
  private Forward inference;
  private Backward backward;

  /** What JMH sums up per second. */
  @AuxCounters
  @State(Scope.Thread)
  public static class Work {
    /** Billions of operations. */
    public double gigaflops;
  }

  /** Makes the passes, and fills images and gradients. */
  @Setup
  public void setUp() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < image.data().length; i++) {
      image.data()[i] = (float) random.nextDouble();
      gradient.data()[i] = (float) random.nextDouble();
    }
    Convolution3x3Parameters parameters = Convolution3x3Parameters.random(1);
    inference = parameters.forward(Mode.INFERENCE, 1, threads);
    Forward recording = parameters.forward(Mode.RECORDING, 1, threads);
    recording.run(image);
    backward = recording.backward();
  }

  /** The forward pass. */
  @Benchmark
  public Tensor forward(Work work) {
    work.gigaflops += 2e-9 * 462_422_016;
    return inference.run(image);
  }

  /** Gradients by the input, the weights and the bias. */
  @Benchmark
  public Tensor backward(Work work) {
    work.gigaflops += 4e-9 * 462_422_016;
    return backward.run(gradient);
  }
}
