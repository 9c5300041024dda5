package dev.fovea.examples.benchmarks;

import dev.fovea.runtime.Backward;
import dev.fovea.runtime.Deconvnet;
import dev.fovea.runtime.Forward;
import dev.fovea.runtime.Mode;
import dev.fovea.runtime.Tensor;
import dev.fovea.runtime.train.Sgd;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
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

/** LeNet-5: one image through it, one training step of 64 images, and one projection of a deconvnet. */
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
@State(Scope.Thread)
public class LeNet5Benchmark {
  private static final int BATCH = 64;

  /** Threads that share a run. */
  @Param("1")
  public int threads;

  private final Tensor image = Tensor.zeros(1, 28, 28);
  private final Tensor images = Tensor.zeros(BATCH, 1, 28, 28);
  private final Tensor gradient = Tensor.zeros(BATCH, 10, 1, 1);
  private Forward inference;
  private Deconvnet deconvnet;
  private Forward training;
  private Backward backward;
  private Sgd optimizer;

  /** Makes the passes, and fills the images. */
  @Setup
  public void setUp() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < images.data().length; i++) {
      images.data()[i] = (float) random.nextDouble();
    }
    image.copyFrom(images.image(0));
    gradient.fill(1e-3f);
    LeNet5Parameters parameters = LeNet5Parameters.random(1);
    inference = parameters.forward(Mode.INFERENCE, 1, threads);
    Forward recording = parameters.forward(Mode.RECORDING, 1, threads);
    recording.run(image);
    deconvnet = recording.deconvnet();
    training = parameters.forward(Mode.TRAINING, BATCH, threads);
    backward = training.backward();
    optimizer = new Sgd(parameters, 1e-9);
  }

  /** One image. */
  @Benchmark
  public Tensor inference() {
    return inference.run(image);
  }

  /** Forward, backward and update for 64 images. */
  @Benchmark
  public Tensor trainingStep() {
    Tensor result = training.run(images);
    backward.runForTraining(gradient);
    optimizer.step(backward);
    return result;
  }

  /** From the strongest unit of the second convolution to pixels. */
  @Benchmark
  public Tensor projection() {
    return deconvnet.from(LeNet5Layers.c3).strongest();
  }
}
