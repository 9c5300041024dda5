package dev.fovea.runtime.visual;

import dev.fovea.runtime.Tensor;

/**
 * Which value gets which colour.
 *
 * @param map the colours
 * @param low the value at the map's beginning
 * @param high the value at its end
 * @param signed whether zero is in the middle, even if all values are zero
 */
public record ColorScale(ColorMap map, float low, float high, boolean signed) {
  /** From 0, or from the least value if that is negative, to the greatest; infinities and NaN do not count. */
  public static ColorScale spanning(ColorMap map, Tensor values) {
    float[] range = range(values);
    return new ColorScale(map, Math.min(range[0], 0), Math.max(range[1], 0), false);
  }

  /** From the least value to the greatest, wherever zero is; infinities and NaN do not count. */
  public static ColorScale stretched(ColorMap map, Tensor values) {
    float[] range = range(values);
    return new ColorScale(map, range[0], range[1], false);
  }

  /** Zero in the middle, the greatest magnitude at the ends; infinities and NaN do not count. */
  public static ColorScale symmetric(ColorMap map, Tensor values) {
    float[] range = range(values);
    return around(map, Math.max(-range[0], range[1]));
  }

  /** Zero in the middle, a magnitude at the ends. */
  static ColorScale around(ColorMap map, float limit) {
    return new ColorScale(map, -limit, limit, true);
  }

  /**
   * {@link ColorMap#VIRIDIS} from zero where no value is negative, else {@link ColorMap#BLUE_WHITE_RED} around zero.
   */
  public static ColorScale of(Tensor values) {
    return range(values)[0] < 0 ? symmetric(ColorMap.BLUE_WHITE_RED, values) : spanning(ColorMap.VIRIDIS, values);
  }

  /**
   * The colour of a value. Where all values are the same, zero gets the beginning (or the middle, if the map is
   * symmetric).
   */
  public int rgb(float value) {
    return map.rgb(position(value));
  }

  /** Where a value lies between {@link #low} and {@link #high}, from 0 to 1; NaN for NaN. */
  double position(float value) {
    if (Float.isNaN(value)) {
      return Double.NaN;
    }
    double extent = (double) high - low;
    if (extent > 0) {
      return Math.min(1, Math.max(0, (value - (double) low) / extent));
    }
    return value == low ? (signed ? 0.5 : 0) : value < low ? 0 : 1;
  }

  /** The least and the greatest finite value; twice zero if there is none. */
  static float[] range(Tensor values) {
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (int n = 0; n < values.batch(); n++) {
      for (int c = 0; c < values.channels(); c++) {
        for (int y = 0; y < values.height(); y++) {
          for (int x = 0; x < values.width(); x++) {
            float value = values.get(n, c, y, x);
            if (Float.isFinite(value)) {
              low = Math.min(low, value);
              high = Math.max(high, value);
            }
          }
        }
      }
    }
    return low > high ? new float[] {0, 0} : new float[] {low, high};
  }
}
