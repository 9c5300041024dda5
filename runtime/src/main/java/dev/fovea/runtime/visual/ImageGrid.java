package dev.fovea.runtime.visual;

import dev.fovea.runtime.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Images side by side, from black at the least value of all of them to white at the greatest. */
public final class ImageGrid {
  private static final int IMAGE_PIXELS = 56;

  private ImageGrid() {}

  /**
   * A sheet of images.
   *
   * @param subtitle a line below the title, or empty
   * @param images {@code n x [channels, height, width]}; three channels are red, green and blue
   * @param columns images in a row
   */
  public static Picture of(String title, String subtitle, Tensor images, int columns) {
    ColorScale scale = ColorScale.stretched(ColorMap.GRAY, images);
    int factor = Tile.factor(images.height(), images.width(), IMAGE_PIXELS);
    List<Tile> tiles = new ArrayList<>();
    for (int n = 0; n < images.batch(); n++) {
      tiles.add(new Tile("", images.height(), images.width(), factor, Paint.image(images.image(n), scale)));
    }
    return new Sheet(title, subtitle, tiles, columns).draw();
  }
}
