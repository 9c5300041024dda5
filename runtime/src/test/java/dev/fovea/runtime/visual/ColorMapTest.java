package dev.fovea.runtime.visual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.runtime.Tensor;
import org.junit.jupiter.api.Test;

class ColorMapTest {
  private static final int STEPS = 200;

  @Test
  void sequentialMapsGrowLighterAllTheWay() {
    for (ColorMap map : new ColorMap[] {ColorMap.VIRIDIS, ColorMap.MAGMA, ColorMap.GRAY}) {
      double before = -1;
      for (int i = 0; i <= STEPS; i++) {
        double lightness = lightness(map.rgb((double) i / STEPS));
        assertTrue(lightness > before - 0.35, "step " + i + ": " + lightness + " after " + before);
        before = lightness;
      }
    }
  }

  /** Perceptual uniformity: equal steps of the value are nearly equal steps of CIE lightness. */
  @Test
  void viridisSpreadsItsLightnessEvenly() {
    double whole = lightness(ColorMap.VIRIDIS.rgb(1)) - lightness(ColorMap.VIRIDIS.rgb(0));
    for (int tenth = 0; tenth < 10; tenth++) {
      double step = lightness(ColorMap.VIRIDIS.rgb((tenth + 1) / 10.0)) - lightness(ColorMap.VIRIDIS.rgb(tenth / 10.0));
      assertEquals(whole / 10, step, whole / 40);
    }
  }

  @Test
  void divergingMapIsLightestInTheMiddleAndEquallyDarkAtBothSides() {
    for (int i = 0; i < 5; i++) {
      double blue = lightness(ColorMap.BLUE_WHITE_RED.rgb(i / 10.0));
      double red = lightness(ColorMap.BLUE_WHITE_RED.rgb(1 - i / 10.0));
      assertTrue(blue < lightness(ColorMap.BLUE_WHITE_RED.rgb((i + 1) / 10.0)));
      assertEquals(blue, red, 8);
    }
    assertEquals(0xF7F7F7, ColorMap.BLUE_WHITE_RED.rgb(0.5));
  }

  @Test
  void whatIsNoNumberHasAColourOfItsOwn() {
    assertEquals(ColorMap.NOT_A_NUMBER, ColorMap.VIRIDIS.rgb(Double.NaN));
    for (ColorMap map : new ColorMap[] {ColorMap.VIRIDIS, ColorMap.MAGMA, ColorMap.GRAY, ColorMap.BLUE_WHITE_RED}) {
      for (int i = 0; i <= STEPS; i++) {
        assertTrue(distance(map.rgb((double) i / STEPS), ColorMap.NOT_A_NUMBER) > 80);
      }
    }
  }

  @Test
  void positionsBeyondTheEndsGetTheEnds() {
    assertEquals(0x440154, ColorMap.VIRIDIS.rgb(-3));
    assertEquals(0xFDE725, ColorMap.VIRIDIS.rgb(Double.POSITIVE_INFINITY));
    assertEquals(0x808080, ColorMap.GRAY.rgb(0.5));
    assertThrows(IllegalArgumentException.class, () -> new ColorMap(0));
  }

  @Test
  void aConstantMapIsDrawnWithoutDividingByZero() {
    ColorScale zeros = ColorScale.of(Tensor.zeros(2, 3, 3));
    assertEquals(ColorMap.VIRIDIS.rgb(0), zeros.rgb(0));
    ColorScale ones = ColorScale.of(Tensor.of(new float[] {1, 1}, 2));
    assertEquals(ColorMap.VIRIDIS.rgb(1), ones.rgb(1));
    ColorScale stretched = ColorScale.stretched(ColorMap.GRAY, Tensor.of(new float[] {1, 1}, 2));
    assertEquals(0x000000, stretched.rgb(1));
    ColorScale signed = ColorScale.symmetric(ColorMap.BLUE_WHITE_RED, Tensor.zeros(4));
    assertEquals(0xF7F7F7, signed.rgb(0));
  }

  @Test
  void anyNegativeValueMakesTheScaleSymmetric() {
    ColorScale scale = ColorScale.of(Tensor.of(new float[] {-1, 0, 4}, 3));
    assertEquals(-4, scale.low());
    assertEquals(4, scale.high());
    assertEquals(0xF7F7F7, scale.rgb(0));
  }

  @Test
  void infinitiesAndNotANumberDoNotStretchTheScale() {
    float[] values = {Float.NaN, Float.POSITIVE_INFINITY, 2, Float.NEGATIVE_INFINITY, 1};
    ColorScale scale = ColorScale.of(Tensor.of(values, 5));
    assertEquals(0, scale.low());
    assertEquals(2, scale.high());
    assertEquals(ColorMap.NOT_A_NUMBER, scale.rgb(Float.NaN));
    assertEquals(ColorMap.VIRIDIS.rgb(1), scale.rgb(Float.POSITIVE_INFINITY));
    assertNotEquals(scale.rgb(1), scale.rgb(2));
  }

  @Test
  void hugeRangesDoNotOverflow() {
    ColorScale scale = ColorScale.of(Tensor.of(new float[] {-Float.MAX_VALUE, Float.MAX_VALUE, 0}, 3));
    assertEquals(0xF7F7F7, scale.rgb(0));
    assertEquals(0x67001F, scale.rgb(Float.MAX_VALUE));
  }

  /** CIE L* of an sRGB colour, from 0 to 100. */
  static double lightness(int rgb) {
    double y = 0.2126 * linear(rgb >> 16 & 255) + 0.7152 * linear(rgb >> 8 & 255) + 0.0722 * linear(rgb & 255);
    return y > 216.0 / 24389 ? 116 * Math.cbrt(y) - 16 : y * 24389 / 27;
  }

  private static double linear(int sample) {
    double s = sample / 255.0;
    return s <= 0.04045 ? s / 12.92 : Math.pow((s + 0.055) / 1.055, 2.4);
  }

  private static double distance(int a, int b) {
    return Math.abs((a >> 16 & 255) - (b >> 16 & 255)) + Math.abs((a >> 8 & 255) - (b >> 8 & 255))
        + Math.abs((a & 255) - (b & 255));
  }
}
