package dev.fovea.runtime.kernel;

import dev.fovea.runtime.Packing;
import dev.fovea.runtime.Tensor;
import java.util.Arrays;

/**
 * What a generated pass stands on: its arena of buffers, its kernels, and its share of the threads.
 *
 * <p>A buffer planned at offset {@code o} of one image begins at {@code o * batch}, {@link #ALIGNED} floats into the arena, where the
 * images of the batch follow one another.
 */
public abstract class Pass {
  /** A start for sums that have no bias. */
  protected static final float[] ZEROS = new float[64];
  /**
   * Floats left free at the start of large arrays. HotSpot's G1, the default collector, gives each a region of its own, whose first 16
   * bytes are the array's header; with 48 more, what follows begins on a cache line, and no vector lies across two.
   */
  protected static final int ALIGNED = 12;
  /** No bound. */
  protected static final float INFINITY = Float.POSITIVE_INFINITY;

  /** Below this many multiply-adds a step is not worth waking another thread for: some ten microseconds of work. */
  private static final long WORTH_SHARING = 500_000;

  /** How many images one run takes. */
  protected final int batch;
  /** The inner loops. */
  protected final Kernels kernels = Kernels.fastest();
  /** All buffers of the pass. */
  protected final float[] arena;

  private final int threads;
  private final float[][] scratches;

  /**
   * A pass with its buffers.
   *
   * @param floats what one image's buffers take
   * @throws IllegalArgumentException if batch or threads are below 1, or the buffers of the batch exceed 2^31 - 1 floats
   */
  protected Pass(int batch, int threads, long floats) {
    if (batch < 1) {
      throw new IllegalArgumentException("a batch holds at least 1 image, not " + batch);
    }
    if (threads < 1) {
      throw new IllegalArgumentException("a pass runs on at least 1 thread, not " + threads);
    }
    if (floats * batch > Integer.MAX_VALUE - 128) {
      throw new IllegalArgumentException("a batch of " + batch + " images needs " + floats * batch
          + " floats of buffers, more than 2^31 - 1; at most " + (Integer.MAX_VALUE - 128) / floats + " images fit");
    }
    this.batch = batch;
    this.threads = threads;
    this.scratches = new float[threads][0];
    this.arena = new float[(int) (floats * batch) + ALIGNED];
  }

  /**
   * Room that this thread has to itself while it runs a part of a step, from {@link #ALIGNED} on; what lies in it is of no meaning to the
   * next step.
   */
  protected final float[] scratch(int floats) {
    int part = Workers.part();
    if (scratches[part].length < floats + ALIGNED) {
      scratches[part] = new float[floats + ALIGNED];
    }
    return scratches[part];
  }

  /** Runs part of a step: its items {@code from} to {@code to - 1}. */
  protected abstract void step(int step, int from, int to);

  /**
   * Runs a step, on several threads where that is worth it.
   *
   * @param work about how many multiply-adds the whole step takes
   */
  protected final void run(int step, int items, long work) {
    if (threads > 1 && work >= WORTH_SHARING) {
      Workers.run(this, step, items, threads);
    } else {
      step(step, 0, items);
    }
  }

  /** Where a part begins when something is cut into parts that are equal, or nearly so. */
  protected static int bound(int items, int part, int parts) {
    return (int) ((long) items * part / parts);
  }

  /** How many threads it may use. */
  public final int threads() {
    return threads;
  }

  /** The buffers, for tests that poison them between runs. */
  public final float[] arena() {
    return arena;
  }

  /**
   * Writes zeros around the pixels of a buffer, for every image of the batch.
   *
   * @param offset where the buffer begins, its border included
   */
  protected final void clearBorder(int offset, int top, int left, int bottom, int right, int height, int width, int pixelStride) {
    int rowStride = (left + width + right) * pixelStride;
    int imageStride = Packing.padded((top + height + bottom) * rowStride);
    int gap = (right + left) * pixelStride;
    for (int n = 0; n < batch; n++) {
      int image = offset + n * imageStride;
      int first = image + top * rowStride + left * pixelStride;
      int end = first + (height - 1) * rowStride + width * pixelStride;
      Arrays.fill(arena, image, first, 0);
      // What follows a row is what precedes the next.
      for (int row = first + width * pixelStride; gap > 0 && row < end; row += rowStride) {
        Arrays.fill(arena, row, row + gap, 0);
      }
      Arrays.fill(arena, end, image + imageStride, 0);
    }
  }

  /** Copies images into a buffer, channels last; the padding of each pixel becomes zero. */
  protected final void read(Tensor images, int offset, int rowStride, int pixelStride, int imageStride) {
    int channels = images.channels();
    for (int n = 0; n < batch; n++) {
      for (int y = 0; y < images.height(); y++) {
        int source = images.offset() + n * images.imageStride() + y * images.rowStride();
        int target = offset + n * imageStride + y * rowStride;
        for (int c = 0; c < channels; c++) {
          read(images, source + c * images.channelStride(), target + c, pixelStride);
        }
        for (int c = channels; c < pixelStride; c++) {
          for (int x = 0; x < images.width(); x++) {
            arena[target + x * pixelStride + c] = 0;
          }
        }
      }
    }
  }

  /** Copies one channel of a row. */
  private void read(Tensor images, int source, int target, int targetStep) {
    float[] from = images.data();
    int sourceStep = images.pixelStride();
    int width = images.width();
    if (sourceStep == 1 && targetStep == 1) {
      System.arraycopy(from, source, arena, target, width);
      return;
    }
    for (int x = 0; x < width; x++) {
      arena[target + x * targetStep] = from[source + x * sourceStep];
    }
  }
}
