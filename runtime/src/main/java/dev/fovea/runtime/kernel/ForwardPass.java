package dev.fovea.runtime.kernel;

import dev.fovea.runtime.Tensor;
import java.util.ArrayList;
import java.util.List;

/** A generated forward pass: its steps, and views of what it leaves in the arena. */
public abstract class ForwardPass extends Pass {
  /** Whether batch statistics are taken and dropout drops. */
  protected final boolean training;
  /** Room for filters that a training step transforms anew, layer after layer, here and in the pass back. */
  protected final float[] transformed;

  private final boolean channelsLast;
  private final List<Tensor> outputs = new ArrayList<>();
  private final List<Tensor> activations = new ArrayList<>();
  private final List<Tensor> preactivations = new ArrayList<>();
  private long seed;
  private long runs;

  /**
   * A pass with its buffers.
   *
   * @param floats what one image's buffers take
   * @param transformed floats of the most transformed filters that one layer has in training, 0 for none
   */
  protected ForwardPass(int batch, int threads, long floats, boolean training, boolean channelsLast, int transformed) {
    super(batch, threads, floats);
    this.training = training;
    this.transformed = new float[transformed];
    this.channelsLast = channelsLast;
  }

  /** Runs every step, from the images to the outputs. */
  protected abstract void forward(Tensor images);

  /** Adds a view of an output. */
  protected final void output(int offset, int channels, int height, int width, int imageStride, int rowStride, int pixelStride) {
    outputs.add(view(offset, channels, height, width, imageStride, rowStride, pixelStride));
  }

  /** Adds a view of the next layer. */
  protected final void activation(int offset, int channels, int height, int width, int imageStride, int rowStride, int pixelStride) {
    activations.add(view(offset, channels, height, width, imageStride, rowStride, pixelStride));
  }

  /** Adds a view of what stood before the layer's last activation: a pool behind it changes the shape. */
  protected final void preactivation(int offset, int channels, int height, int width, int imageStride, int rowStride, int pixelStride) {
    preactivations.add(view(offset, channels, height, width, imageStride, rowStride, pixelStride));
  }

  private Tensor view(int offset, int channels, int height, int width, int imageStride, int rowStride, int pixelStride) {
    return Tensor.view(arena, offset, batch, channels, height, width, imageStride, 1, rowStride, pixelStride, channelsLast);
  }

  /** The key of a dropout in this run. */
  public final long dropoutKey(int operation) {
    return Dropouts.key(seed, runs, operation);
  }

  final void run(Tensor images) {
    forward(images);
  }

  /** The next run drops other numbers. */
  final void count() {
    runs++;
  }

  /** Begins counting anew. */
  final void setSeed(long seed) {
    this.seed = seed;
    runs = 0;
  }

  final boolean isTraining() {
    return training;
  }

  final boolean isChannelsLast() {
    return channelsLast;
  }

  final List<Tensor> outputs() {
    return outputs;
  }

  final List<Tensor> activations() {
    return activations;
  }

  final List<Tensor> preactivations() {
    return preactivations;
  }
}
