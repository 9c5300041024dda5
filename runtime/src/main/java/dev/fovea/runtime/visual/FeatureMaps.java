package dev.fovea.runtime.visual;

import dev.fovea.runtime.Layer;
import dev.fovea.runtime.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * All maps of a layer as heat maps on one scale: {@link ColorMap#VIRIDIS} from zero, or {@link ColorMap#BLUE_WHITE_RED}
 * around zero if any value is negative. Of a flat layer, rows of units.
 */
public final class FeatureMaps {
  private static final int MAP_PIXELS = 112;
  private static final int INPUT_PIXELS = 168;
  private static final int UNIT_PIXELS = 24;
  private static final int UNITS_PER_ROW = 20;

  private FeatureMaps() {}

  /**
   * The maps of one image.
   *
   * @param layer whose maps they are
   * @param activation {@code [channels, height, width]}, as {@code forward.activation(layer)} gives it; of a batch, the first image
   * @param image what the network saw, {@code [channels, height, width]}
   */
  public static Picture of(Layer layer, Tensor activation, Tensor image) {
    Tile input = new Tile("input", image.height(), image.width(), Tile.factor(image.height(), image.width(), INPUT_PIXELS),
        Paint.image(image.image(0), ColorScale.spanning(ColorMap.GRAY, image.image(0))));
    String seen = layer.receptiveField().height() + "x" + layer.receptiveField().width();
    return sheet(layer.name(), layer.label() + "; each unit sees " + seen + " pixels", activation.image(0)).lead(input)
        .draw();
  }

  /**
   * Any tensor's channels.
   *
   * @param values {@code [channels, height, width]}; of a batch, the first image
   */
  public static Picture of(String title, Tensor values) {
    return sheet(title, "", values.image(0)).draw();
  }

  private static Sheet sheet(String name, String remark, Tensor values) {
    ColorScale scale = ColorScale.of(values);
    boolean flat = values.height() == 1 && values.width() == 1;
    String count = flat
        ? values.channels() + (values.channels() == 1 ? " unit" : " units")
        : values.channels() + (values.channels() == 1 ? " map of " : " maps of ") + values.height() + "x" + values.width();
    String title = name + ": " + count;
    return flat
        ? new Sheet(title, remark, units(values, scale), 1).bar(scale)
        : new Sheet(title, remark, maps(values, scale)).bar(scale);
  }

  private static List<Tile> maps(Tensor values, ColorScale scale) {
    int factor = Tile.factor(values.height(), values.width(), MAP_PIXELS);
    List<Tile> tiles = new ArrayList<>();
    for (int c = 0; c < values.channels(); c++) {
      tiles.add(new Tile("map " + c, values.height(), values.width(), factor, Paint.map(values, c, scale)));
    }
    return tiles;
  }

  private static List<Tile> units(Tensor values, ColorScale scale) {
    List<Tile> rows = new ArrayList<>();
    int columns = Math.min(UNITS_PER_ROW, values.channels());
    for (int first = 0; first < values.channels(); first += columns) {
      int start = first;
      int last = Math.min(first + columns, values.channels()) - 1;
      rows.add(new Tile("units " + first + " to " + last, 1, columns, UNIT_PIXELS,
          (row, column) -> start + column > last ? Paint.OUTSIDE : scale.rgb(values.get(start + column, 0, 0))));
    }
    return rows;
  }
}
