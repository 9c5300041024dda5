package dev.fovea.examples.digits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.runtime.Tensor;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DrawnDigitsTest {
  private static final int PIXELS = DrawnDigits.SIDE * DrawnDigits.SIDE;

  @Test
  void anImageDependsOnSeedAndIndexOnly() {
    DrawnDigits digits = new DrawnDigits(7, 100);
    float[] first = image(digits, 42);
    image(digits, 3);
    assertArrayEquals(first, image(digits, 42));
    assertArrayEquals(first, image(new DrawnDigits(7, 1000), 42));
    assertFalse(Arrays.equals(first, image(new DrawnDigits(8, 100), 42)));
  }

  @Test
  void trainingAndHeldOutImagesAreAllDifferent() {
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      assertTrue(seen.add(Arrays.hashCode(image(new DrawnDigits(2, 1000), i))));
      assertTrue(seen.add(Arrays.hashCode(image(new DrawnDigits(3, 1000), i))));
    }
  }

  @Test
  void everyDigitIsAsFrequent() {
    DrawnDigits digits = new DrawnDigits(1, 200);
    int[] counts = new int[10];
    for (int i = 0; i < digits.size(); i++) {
      counts[digits.label(i)]++;
    }
    for (int count : counts) {
      assertEquals(20, count);
    }
  }

  @Test
  void valuesLieBetweenPaperAndInkAndEveryDigitIsSeen() {
    DrawnDigits digits = new DrawnDigits(5, 2000);
    for (int i = 0; i < digits.size(); i++) {
      float[] image = image(digits, i);
      double ink = 0;
      for (float value : image) {
        assertTrue(value >= 0 && value <= 1);
        ink += value;
      }
      assertTrue(ink > 0.02 * PIXELS && ink < 0.4 * PIXELS, "image " + i + " has " + ink + " of " + PIXELS + " pixels inked");
    }
  }

  @Test
  void everyElementIsWrittenWhateverTheLayout() {
    DrawnDigits digits = new DrawnDigits(5, 10);
    Tensor padded = Tensor.view(new float[PIXELS * 16], 3, 1, 1, 28, 28, 0, 1, 28 * 16, 16, true);
    padded.fill(Float.NaN);
    digits.read(4, padded);
    assertArrayEquals(image(digits, 4), padded.toArray());
  }

  /** The nearest of ten mean images tells most digits apart, yet is far from what a network must reach. */
  @Test
  void digitsAreRecognisableButNotByTheirMeansAlone() {
    DrawnDigits training = new DrawnDigits(10, 2000);
    float[][] means = new float[10][PIXELS];
    for (int i = 0; i < training.size(); i++) {
      float[] image = image(training, i);
      for (int pixel = 0; pixel < PIXELS; pixel++) {
        means[training.label(i)][pixel] += image[pixel] / 200;
      }
    }
    DrawnDigits heldOut = new DrawnDigits(11, 1000);
    int right = 0;
    for (int i = 0; i < heldOut.size(); i++) {
      right += nearest(means, image(heldOut, i)) == heldOut.label(i) ? 1 : 0;
    }
    assertTrue(right > 500 && right < 950, right + " of 1000");
  }

  @Test
  void digitsOfAClassDiffer() {
    DrawnDigits digits = new DrawnDigits(1, 200);
    for (int digit = 0; digit < 10; digit++) {
      double difference = 0;
      for (int i = 10; i < 200; i += 10) {
        difference += distance(image(digits, digit), image(digits, digit + i)) / 19;
      }
      assertTrue(difference > 10, "digit " + digit + ": " + difference);
    }
  }

  @Test
  void thereIsNoImageBeyondTheEnd() {
    assertThrows(IndexOutOfBoundsException.class, () -> image(new DrawnDigits(1, 10), 10));
    assertThrows(IllegalArgumentException.class, () -> new DrawnDigits(1, 0));
  }

  private static int nearest(float[][] means, float[] image) {
    int best = 0;
    for (int digit = 1; digit < means.length; digit++) {
      if (distance(means[digit], image) < distance(means[best], image)) {
        best = digit;
      }
    }
    return best;
  }

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }

  private static float[] image(DrawnDigits digits, int index) {
    Tensor image = Tensor.zeros(1, DrawnDigits.SIDE, DrawnDigits.SIDE);
    digits.read(index, image);
    return image.toArray();
  }
}
