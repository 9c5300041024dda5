package dev.fovea.runtime.visual;

import dev.fovea.runtime.Region;
import dev.fovea.runtime.Tensor;

/** The colours of a raster of values. */
interface Paint {
  /** What {@link #rgb} returns where there is nothing to show. */
  int OUTSIDE = -1;

  /** The colour {@code 0xRRGGBB} of a pixel, or {@link #OUTSIDE}. */
  int rgb(int row, int column);

  /** One channel as a heat map. */
  static Paint map(Tensor values, int channel, ColorScale scale) {
    return (row, column) -> scale.rgb(values.get(channel, row, column));
  }

  /** An image: three channels are red, green and blue; of any other number the mean is drawn. */
  static Paint image(Tensor image, ColorScale scale) {
    if (image.channels() == 3) {
      return (row, column) -> {
        int rgb = 0;
        for (int c = 0; c < 3; c++) {
          double position = scale.position(image.get(c, row, column));
          if (Double.isNaN(position)) {
            return ColorMap.NOT_A_NUMBER;
          }
          rgb = rgb << 8 | (int) (255 * position + 0.5);
        }
        return rgb;
      };
    }
    return (row, column) -> {
      double sum = 0;
      for (int c = 0; c < image.channels(); c++) {
        sum += image.get(c, row, column);
      }
      return scale.rgb((float) (sum / image.channels()));
    };
  }

  /** A part of an image of a height and a width; what lies beyond its edges is {@link #OUTSIDE}. */
  default Paint region(Region region, int height, int width) {
    return (row, column) -> {
      int y = region.top() + row;
      int x = region.left() + column;
      return y < 0 || y >= height || x < 0 || x >= width ? OUTSIDE : rgb(y, x);
    };
  }
}
