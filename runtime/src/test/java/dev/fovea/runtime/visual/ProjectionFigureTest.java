package dev.fovea.runtime.visual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.runtime.Region;
import dev.fovea.runtime.Tensor;
import dev.fovea.runtime.train.LabelledDataset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The network is {@link PlainSum}: one map is the sum over a 3x3 window, the other its negative, both rectified. */
class ProjectionFigureTest {
  private static final int IMAGES = 40;

  @Test
  void theNineStrongestAreThoseOfAFullSortAndOneOfEachImage() {
    LabelledDataset images = images(IMAGES);
    for (int batch : new int[] {1, 7}) {
      PlainSum network = new PlainSum(batch);
      TopActivations top = TopActivations.scan(network, PlainSum.LAYER, images);
      for (int map = 0; map < 2; map++) {
        List<TopActivations.Activation> expected = bySorting(images, map);
        assertEquals(expected, top.of(map), "batch " + batch);
      }
    }
  }

  /** Every unit of every image, sorted; then the first of each image, the first nine of those. */
  private static List<TopActivations.Activation> bySorting(LabelledDataset images, int map) {
    List<TopActivations.Activation> all = new ArrayList<>();
    PlainSum network = new PlainSum(1);
    Tensor image = Tensor.zeros(1, 6, 6);
    for (int i = 0; i < images.size(); i++) {
      images.read(i, image);
      network.run(image);
      for (int unit = 0; unit < 36; unit++) {
        float value = network.activation(PlainSum.LAYER).get(map, unit / 6, unit % 6);
        if (value > 0) {
          all.add(new TopActivations.Activation(i, value, unit / 6, unit % 6));
        }
      }
    }
    all.sort(Comparator.comparingDouble(TopActivations.Activation::value).reversed());
    List<TopActivations.Activation> nine = new ArrayList<>();
    for (TopActivations.Activation activation : all) {
      if (nine.size() < 9 && nine.stream().noneMatch(other -> other.image() == activation.image())) {
        nine.add(activation);
      }
    }
    return nine;
  }

  @Test
  void aMapWithoutPositiveValuesHasNoActivations() {
    TopActivations top = new TopActivations(PlainSum.LAYER, 9);
    Tensor activation = Tensor.zeros(2, 6, 6);
    activation.set(0, 2, 3, -1);
    activation.set(1, 4, 5, Float.NaN);
    top.add(0, activation);
    assertTrue(top.of(0).isEmpty());
    assertTrue(top.of(1).isEmpty());
    assertThrows(IllegalArgumentException.class, () -> new TopActivations(PlainSum.LAYER, 0));
  }

  @Test
  void amongEqualsTheEarlierImageAndTheFirstUnitWin() {
    TopActivations top = new TopActivations(PlainSum.LAYER, 2);
    Tensor activation = Tensor.zeros(2, 6, 6);
    activation.fill(1);
    for (int image = 4; image >= 0; image--) {
      top.add(image, activation);
    }
    assertEquals(List.of(new TopActivations.Activation(0, 1, 0, 0), new TopActivations.Activation(1, 1, 0, 0)), top.of(0));
  }

  @Test
  void patchesShowTheReceptiveFieldAndHatchWhatLiesOutside() {
    Tensor image = Tensor.zeros(1, 6, 6);
    image.set(0, 0, 0, 1);
    ProjectionFigure.Patch patch = ProjectionFigure.Patch.of(image, PlainSum.LAYER.region(0, 0));
    Paint paint = patch.paint(new ColorScale(ColorMap.GRAY, 0, 1, false));
    assertEquals(Paint.OUTSIDE, paint.rgb(0, 0));
    assertEquals(Paint.OUTSIDE, paint.rgb(0, 2));
    assertEquals(Paint.OUTSIDE, paint.rgb(2, 0));
    assertEquals(0xFFFFFF, paint.rgb(1, 1));
    assertEquals(0x000000, paint.rgb(2, 2));
    ProjectionFigure.Patch beyond = ProjectionFigure.Patch.of(image, new Region(7, 7, 9, 9));
    assertEquals(Paint.OUTSIDE, beyond.paint(new ColorScale(ColorMap.GRAY, 0, 1, false)).rgb(1, 1));
  }

  @Test
  void aPatchKeepsItsPixelsWhenTheImageIsOverwritten() {
    Tensor image = Tensor.zeros(1, 6, 6);
    image.set(0, 3, 3, 1);
    ProjectionFigure.Patch patch = ProjectionFigure.Patch.of(image, PlainSum.LAYER.region(3, 3));
    image.fill(0.5f);
    assertEquals(0xFFFFFF, patch.paint(new ColorScale(ColorMap.GRAY, 0, 1, false)).rgb(1, 1));
  }

  @Test
  void projectionsOfASumAreWhiteAndThoseOfItsNegativeBlack() {
    LabelledDataset images = images(IMAGES);
    PlainSum network = new PlainSum(1);
    TopActivations top = TopActivations.scan(network, PlainSum.LAYER, images);
    for (int map = 0; map < 2; map++) {
      Picture picture = ProjectionFigure.of(network, images, top, map);
      for (int tile = 0; tile < 9; tile++) {
        // Nine tiles of 57 pixels and gaps of 3, from the sheet's margin on and below its title and label.
        int rgb = picture.rgb(93 + tile / 3 * 60 + 28, 28 + tile % 3 * 60 + 28);
        assertEquals(map == 0 ? 0xFFFFFF : 0x000000, rgb, "tile " + tile + " of map " + map);
      }
    }
  }

  @Test
  void zeroIsGreyAndAMapSharesOneScale() {
    Region region = new Region(1, 1, 3, 3);
    ProjectionFigure.Patch image = ProjectionFigure.Patch.of(Tensor.zeros(1, 6, 6), region);
    List<ProjectionFigure.Pair> pairs = new ArrayList<>();
    for (float value : new float[] {2, 0, -1, -2}) {
      Tensor projection = Tensor.zeros(1, 6, 6);
      projection.fill(value);
      pairs.add(new ProjectionFigure.Pair(ProjectionFigure.Patch.of(projection, region), image));
    }
    ProjectionCell cell = new ProjectionCell("", 3, 3, pairs, new ColorScale(ColorMap.GRAY, 0, 1, false));
    Canvas canvas = new Canvas(cell.width(), cell.height());
    cell.draw(canvas, 0, 0);
    Picture picture = canvas.picture();
    assertEquals(0xFFFFFF, picture.rgb(28, 28));
    assertEquals(0x808080, picture.rgb(28, 88));
    assertEquals(0x404040, picture.rgb(28, 148));
    assertEquals(0x000000, picture.rgb(88, 28));
    // The block of patches begins where that of projections ends, after a wider gap; the fifth place is empty.
    assertEquals(0x000000, picture.rgb(28, 177 + 9 + 28));
    assertEquals(Canvas.BACKGROUND, picture.rgb(88, 88));
    assertEquals(2 * 177 + 9, picture.width());
  }

  @Test
  void severalImagesAtOnceAreRefusedWithAHint() {
    PlainSum network = new PlainSum(2);
    TopActivations top = new TopActivations(PlainSum.LAYER, 9);
    String message = assertThrows(IllegalArgumentException.class, () -> ProjectionFigure.of(network, images(2), top)).getMessage();
    assertTrue(message.contains("parameters.forward(Mode.RECORDING)"), message);
  }

  @Test
  void aMapThatNeverWakesIsDrawnEmpty() {
    Picture picture = ProjectionFigure.of(new PlainSum(1), images(3), new TopActivations(PlainSum.LAYER, 9));
    assertEquals(Canvas.BACKGROUND, picture.rgb(picture.height() / 2, 40));
  }

  private static LabelledDataset images(int size) {
    return new LabelledDataset() {
      @Override
      public int size() {
        return size;
      }

      @Override
      public int label(int index) {
        return 0;
      }

      @Override
      public void read(int index, Tensor image) {
        SplittableRandom random = new SplittableRandom(index);
        for (int pixel = 0; pixel < 36; pixel++) {
          image.set(0, pixel / 6, pixel % 6, (float) random.nextDouble() - 0.5f);
        }
      }
    };
  }
}
