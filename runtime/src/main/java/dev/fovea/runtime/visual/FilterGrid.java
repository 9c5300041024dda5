package dev.fovea.runtime.visual;

import dev.fovea.runtime.PackedTensor;
import dev.fovea.runtime.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The kernels of a convolution on one scale around zero. Kernels over three channels are drawn in colour, grey being
 * zero; of any other number each channel is a heat map of its own.
 */
public final class FilterGrid {
  private static final int KERNEL_PIXELS = 100;
  private static final int SMALL_KERNEL_PIXELS = 40;
  /** More columns than this, and a long picture is better than a wide one. */
  private static final int MOST_COLUMNS = 24;

  private FilterGrid() {}

  /**
   * The kernels of a layer.
   *
   * @param layer the layer's name, for the title
   * @param weights {@code [filters, channels, height, width]}
   * @throws IllegalArgumentException if the weights are not those of a convolution
   */
  public static Picture of(String layer, PackedTensor weights) {
    int[] shape = weights.shape();
    if (shape.length != 4) {
      throw new IllegalArgumentException("kernels have 4 axes [filters, channels, height, width], but " + weights.name()
          + " has shape " + Arrays.toString(shape));
    }
    Tensor filters = Tensor.of(weights.toArray(), shape);
    String title = layer + ": " + shape[0] + (shape[0] == 1 ? " kernel" : " kernels") + " of " + shape[2] + "x" + shape[3];
    if (shape[1] == 3) {
      ColorScale scale = ColorScale.symmetric(ColorMap.GRAY, filters);
      return new Sheet(title, "red, green and blue channel in colour; grey is zero", colored(filters, scale)).bar(scale).draw();
    }
    ColorScale scale = ColorScale.symmetric(ColorMap.BLUE_WHITE_RED, filters);
    if (shape[1] == 1) {
      return new Sheet(title, "red adds, blue takes away", single(filters, scale)).bar(scale).draw();
    }
    boolean upright = (shape[0] > shape[1]) == (Math.max(shape[0], shape[1]) <= MOST_COLUMNS);
    String remark = (upright ? "a column for each filter, a row" : "a row for each filter, a column") + " for each of its "
        + shape[1] + " channels; red adds, blue takes away";
    return new Sheet(title, remark, everyChannel(filters, scale, upright), shape[upright ? 0 : 1]).bar(scale).draw();
  }

  private static List<Tile> colored(Tensor filters, ColorScale scale) {
    List<Tile> tiles = new ArrayList<>();
    for (int filter = 0; filter < filters.batch(); filter++) {
      tiles.add(tile("map " + filter, filters, KERNEL_PIXELS, Paint.image(filters.image(filter), scale)));
    }
    return tiles;
  }

  private static List<Tile> single(Tensor filters, ColorScale scale) {
    List<Tile> tiles = new ArrayList<>();
    for (int filter = 0; filter < filters.batch(); filter++) {
      tiles.add(tile("map " + filter, filters, KERNEL_PIXELS, Paint.map(filters.image(filter), 0, scale)));
    }
    return tiles;
  }

  private static List<Tile> everyChannel(Tensor filters, ColorScale scale, boolean upright) {
    List<Tile> tiles = new ArrayList<>();
    for (int i = 0; i < filters.batch() * filters.channels(); i++) {
      int filter = upright ? i % filters.batch() : i / filters.channels();
      int c = upright ? i / filters.batch() : i % filters.channels();
      String label = c == 0 ? "map " + filter : "";
      tiles.add(tile(label, filters, SMALL_KERNEL_PIXELS, Paint.map(filters.image(filter), c, scale)));
    }
    return tiles;
  }

  private static Tile tile(String label, Tensor filters, int wished, Paint paint) {
    return new Tile(label, filters.height(), filters.width(), Tile.factor(filters.height(), filters.width(), wished), paint);
  }
}
