package dev.fovea.runtime.visual;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.runtime.Packing;
import dev.fovea.runtime.PackedTensor;
import dev.fovea.runtime.Tensor;
import org.junit.jupiter.api.Test;

/** Pixels are counted by colour: each value of a map is drawn as a square of a whole number of pixels. */
class FeatureMapsTest {
  @Test
  void everyValueOfEveryMapIsASquareOfItsColour() {
    float[] values = new float[6 * 4 * 4];
    for (int map = 0; map < 6; map++) {
      values[map * 16 + 5] = (map + 1) / 8f;
    }
    values[0] = 1;
    Picture picture = FeatureMaps.of("c1", Tensor.of(values, 6, 4, 4));
    ColorScale scale = new ColorScale(ColorMap.VIRIDIS, 0, 1, false);
    int square = 28 * 28;
    for (int map = 0; map < 6; map++) {
      // The colour bar adds at most a few rows of the same colour, each 14 wide.
      assertEquals(square, count(picture, scale.rgb((map + 1) / 8f)), 14 * 4, "map " + map);
    }
    assertEquals((6 * 16 - 7) * square, count(picture, scale.rgb(0)), 14 * 4);
  }

  @Test
  void oneScaleIsSharedByAllMaps() {
    Picture picture = FeatureMaps.of("c1", Tensor.of(new float[] {1, 0, 0, 0, 0.5f, 0, 0, 0}, 2, 2, 2));
    assertEquals(56 * 56, count(picture, ColorMap.VIRIDIS.rgb(0.5)), 14 * 4);
    assertEquals(56 * 56, count(picture, ColorMap.VIRIDIS.rgb(1)), 14 * 4);
  }

  @Test
  void theColourBarRunsFromTheLeastToTheGreatestColour() {
    Canvas canvas = new Canvas(80, 140);
    ColorBar.draw(canvas, new ColorScale(ColorMap.VIRIDIS, 0, 1, false), 20, 20, 100);
    Picture picture = canvas.picture();
    assertEquals(ColorMap.VIRIDIS.rgb(1), picture.rgb(20, 25));
    assertEquals(ColorMap.VIRIDIS.rgb(0), picture.rgb(119, 25));
    assertEquals(Canvas.FRAME, picture.rgb(19, 25));
    assertEquals(Canvas.FRAME, picture.rgb(120, 25));
    double before = 101;
    for (int y = 20; y < 120; y++) {
      double lightness = ColorMapTest.lightness(picture.rgb(y, 25));
      assertTrue(lightness < before + 0.35);
      before = lightness;
    }
  }

  @Test
  void notANumberIsSeen() {
    Picture picture = FeatureMaps.of("c1", Tensor.of(new float[] {Float.NaN, 1, 2, 3}, 1, 2, 2));
    assertEquals(56 * 56, count(picture, ColorMap.NOT_A_NUMBER));
  }

  @Test
  void constantMapsAndSinglePixelsAreDrawn() {
    assertTrue(count(FeatureMaps.of("zeros", Tensor.zeros(3, 5, 5)), ColorMap.VIRIDIS.rgb(0)) > 3 * 100 * 100);
    FeatureMaps.of("one", Tensor.of(new float[] {-7}, 1));
    FeatureMaps.of("tall", Tensor.zeros(1, 300, 2));
  }

  @Test
  void flatLayersAreRowsOfUnitsAndTheRestOfTheLastRowIsHatched() {
    float[] values = new float[84];
    values[83] = 1;
    Picture picture = FeatureMaps.of("f6", Tensor.of(values, 84));
    assertEquals(24 * 24, count(picture, ColorMap.VIRIDIS.rgb(1)), 14 * 4);
    assertEquals(83 * 24 * 24, count(picture, ColorMap.VIRIDIS.rgb(0)), 14 * 4);
  }

  @Test
  void theSamePictureHasTheSameBytes() {
    Tensor values = Tensor.of(new float[] {1, 2, 3, 4}, 1, 2, 2);
    assertArrayEquals(FeatureMaps.of("c1", values).png(), FeatureMaps.of("c1", values.copy()).png());
  }

  @Test
  void kernelsAreRedWhereTheyAddAndBlueWhereTheyTakeAway() {
    PackedTensor weights = new PackedTensor("c1.weight", Packing.convolution(2, 1, 2, 2, 1));
    weights.set(0.5f, -0.5f, 0, 0, 0, 0, 0.25f, 0);
    Picture picture = FilterGrid.of("c1", weights);
    assertEquals(2500, count(picture, ColorMap.BLUE_WHITE_RED.rgb(1)), 14 * 4);
    assertEquals(2500, count(picture, ColorMap.BLUE_WHITE_RED.rgb(0)), 14 * 4);
    assertEquals(2500, count(picture, ColorMap.BLUE_WHITE_RED.rgb(0.75)), 14 * 4);
    assertEquals(5 * 2500, count(picture, ColorMap.BLUE_WHITE_RED.rgb(0.5)), 14 * 4);
  }

  @Test
  void kernelsOverThreeChannelsAreInColour() {
    PackedTensor weights = new PackedTensor("conv1.weight", Packing.convolution(1, 3, 1, 1, 1));
    weights.set(1, 0, -1);
    assertEquals(100 * 100, count(FilterGrid.of("conv1", weights), 0xFF8000));
  }

  @Test
  void otherKernelsShowEveryChannelOfEveryFilter() {
    PackedTensor weights = new PackedTensor("c3.weight", Packing.convolution(4, 5, 1, 1, 1));
    float[] values = new float[20];
    java.util.Arrays.fill(values, 1);
    weights.set(values);
    assertEquals(20 * 1600, count(FilterGrid.of("c3", weights), ColorMap.BLUE_WHITE_RED.rgb(1)), 14 * 4);
  }

  @Test
  void weightsThatAreNoKernelsAreRefusedByName() {
    PackedTensor bias = new PackedTensor("c1.bias", Packing.vector(6));
    String message = assertThrows(IllegalArgumentException.class, () -> FilterGrid.of("c1", bias)).getMessage();
    assertTrue(message.contains("c1.bias has shape [6]"), message);
  }

  @Test
  void imagesShareOneRangeFromBlackToWhite() {
    Tensor images = Tensor.of(new float[] {-1, 0, 0, 0, 0, 0, 0, 1}, 2, 1, 2, 2);
    Picture picture = ImageGrid.of("images", "", images, 2);
    assertEquals(28 * 28, count(picture, 0x000000));
    assertEquals(6 * 28 * 28, count(picture, 0x808080));
  }

  static int count(Picture picture, int rgb) {
    int count = 0;
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        count += picture.rgb(y, x) == rgb ? 1 : 0;
      }
    }
    return count;
  }
}
