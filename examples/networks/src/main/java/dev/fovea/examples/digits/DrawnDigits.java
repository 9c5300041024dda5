package dev.fovea.examples.digits;

import dev.fovea.runtime.Tensor;
import dev.fovea.runtime.train.LabelledDataset;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Handwriting-like digits, {@code [1, 28, 28]} from 0 (paper) to 1 (ink), that the program draws itself. Each is
 * written in one of several ways by a trembling hand, then slanted, turned, stretched and moved; ink, width of the pen,
 * focus and noise differ. An image depends on seed and index only, so different seeds give sets without common images,
 * and nothing need be stored. Any ten that begin at a multiple of ten hold each digit once.
 */
public final class DrawnDigits implements LabelledDataset {
  /** Rows and columns of an image. */
  public static final int SIDE = 28;
  private static final int CLASSES = 10;
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private final long seed;
  private final int size;

  /** A set of digits. */
  public DrawnDigits(long seed, int size) {
    if (size < 1) {
      throw new IllegalArgumentException("a set of digits needs at least 1 image, not " + size);
    }
    this.seed = seed;
    this.size = size;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int label(int index) {
    return requireIndex(index) % CLASSES;
  }

  @Override
  public void read(int index, Tensor image) {
    float[] pixels = draw(label(index), new SplittableRandom(mix(mix(seed) + index * GOLDEN_GAMMA)));
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        image.set(0, row, column, pixels[row * SIDE + column]);
      }
    }
  }

  private int requireIndex(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException("image " + index + " of a set of " + size);
    }
    return index;
  }

  private static float[] draw(int digit, SplittableRandom random) {
    List<double[]> strokes = Handwriting.strokes(digit, random.nextInt(Handwriting.ways(digit)));
    Hand hand = new Hand(random);
    Pen pen = new Pen(SIDE, between(random, 0.75, 1.6), between(random, 0.9, 1.9));
    for (double[] stroke : strokes) {
      pen.draw(hand.write(stroke, random));
    }
    return expose(pen.paper(), random);
  }

  /** Ink that is more or less black, and the noise of a camera. */
  private static float[] expose(float[] paper, SplittableRandom random) {
    double ink = between(random, 0.75, 1);
    double noise = between(random, 0, 0.06);
    for (int i = 0; i < paper.length; i++) {
      // The sum of three uniform numbers is bell-shaped enough, with variance 1/4.
      double bell = random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5;
      paper[i] = (float) Math.min(1, Math.max(0, ink * paper[i] + 2 * noise * bell));
    }
    return paper;
  }

  static double between(SplittableRandom random, double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  /** Neighbouring seeds must not give neighbouring numbers (S. Vigna's variant of MurmurHash3's finalizer). */
  private static long mix(long bits) {
    bits += GOLDEN_GAMMA;
    bits = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
    bits = (bits ^ bits >>> 27) * 0x94D049BB133111EBL;
    return bits ^ bits >>> 31;
  }
}
