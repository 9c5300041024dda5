package dev.fovea.runtime.visual;

import dev.fovea.runtime.Forward;
import dev.fovea.runtime.Layer;
import dev.fovea.runtime.Projection;
import dev.fovea.runtime.Region;
import dev.fovea.runtime.Tensor;
import dev.fovea.runtime.train.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What wakes each map of a layer, as in figure 2 of M. Zeiler and R. Fergus, "Visualizing and Understanding
 * Convolutional Networks" (ECCV 2014): the projections of the strongest activations to pixels, and beside them the
 * parts of the images that those units saw.
 *
 * <p>Projections are signed: grey is zero, and those of one map share a scale. Patches share one scale all over the
 * figure. What is hatched lies outside the image.
 */
public final class ProjectionFigure {
  /** More than between projections and patches, so that it is seen what belongs together. */
  private static final int GAP = 24;

  private final Forward forward;
  private final Projection projection;
  private final Layer layer;
  private final Dataset images;
  private final Tensor image;

  private ProjectionFigure(Forward forward, Layer layer, Dataset images) {
    int[] shape = forward.parameters().layers().input();
    this.forward = forward;
    this.projection = forward.deconvnet().from(layer);
    this.layer = layer;
    this.images = images;
    this.image = Tensor.zeros(shape);
  }

  /**
   * Draws a layer's maps.
   *
   * @param forward a recording pass for one image
   * @param images the dataset that the activations come from
   * @param top the strongest activations of the layer over that dataset
   * @param maps which maps; all if none is named
   * @throws IllegalArgumentException if the pass is for more than one image, or an operation before the layer has no reverse
   * @throws IndexOutOfBoundsException if there is no such map
   */
  public static Picture of(Forward forward, Dataset images, TopActivations top, int... maps) {
    if (forward.batch() != 1) {
      throw new IllegalArgumentException("projections are made of one image at a time, but the pass is for " + forward.batch()
          + "; make one by parameters.forward(Mode.RECORDING)");
    }
    return new ProjectionFigure(forward, top.layer(), images).draw(top, maps);
  }

  private Picture draw(TopActivations top, int... maps) {
    int[] chosen = maps.length == 0 ? IntStream.range(0, layer.channels()).toArray() : maps;
    List<List<Pair>> pairs = new ArrayList<>();
    float[] range = {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
    for (int map : chosen) {
      List<Pair> ofMap = new ArrayList<>();
      for (TopActivations.Activation activation : top.of(map)) {
        Pair pair = project(map, activation);
        range[0] = Math.min(range[0], ColorScale.range(pair.image().values())[0]);
        range[1] = Math.max(range[1], ColorScale.range(pair.image().values())[1]);
        ofMap.add(pair);
      }
      pairs.add(ofMap);
    }
    ColorScale colors = new ColorScale(ColorMap.GRAY, range[0], range[1], false);
    int height = Math.min(layer.receptiveField().height(), image.height());
    int width = Math.min(layer.receptiveField().width(), image.width());
    List<ProjectionCell> cells = new ArrayList<>();
    for (int i = 0; i < chosen.length; i++) {
      cells.add(new ProjectionCell(label(chosen[i], top), height, width, pairs.get(i), colors));
    }
    String title = layer.name() + ": what wakes each map";
    String remark = "left: the strongest activations projected back to pixels; right: what those units saw (" + height + "x" + width
        + " pixels); one of each image, strongest first";
    return new Sheet(title, remark, cells).gap(GAP).draw();
  }

  private static String label(int map, TopActivations top) {
    List<TopActivations.Activation> activations = top.of(map);
    return "map " + map + (activations.isEmpty() ? ": never active" : ", up to " + ColorBar.number(activations.get(0).value()));
  }

  /** Shows the image again, since switches are those of the last run, and projects the unit. */
  private Pair project(int map, TopActivations.Activation activation) {
    images.read(activation.image(), image);
    forward.run(image);
    Region seen = seen(layer.region(activation.row(), activation.column()));
    Tensor projected = projection.unit(map, activation.row(), activation.column());
    return new Pair(Patch.of(projected, seen), Patch.of(image, seen));
  }

  /** A unit that sees all rows or columns sees padding too, and more of it than is worth showing. */
  private Region seen(Region region) {
    boolean tall = region.height() >= image.height();
    boolean wide = region.width() >= image.width();
    return new Region(tall ? 0 : region.top(), wide ? 0 : region.left(), tall ? image.height() - 1 : region.bottom(),
        wide ? image.width() - 1 : region.right());
  }

  /** A unit's projection, and what it saw. */
  record Pair(Patch projection, Patch image) {}

  /**
   * Part of an image, kept when the image is overwritten.
   *
   * @param values the pixels that lie in the image, or one zero if none does
   * @param region the part, which may reach beyond the image
   * @param inside the part that lies in the image
   */
  record Patch(Tensor values, Region region, Region inside) {
    static Patch of(Tensor image, Region region) {
      Region inside = region.clip(image.height(), image.width());
      if (inside.isEmpty()) {
        return new Patch(Tensor.zeros(image.channels(), 1, 1), region, Region.EMPTY);
      }
      int corner = image.index(0, 0, inside.top(), inside.left());
      Tensor view = Tensor.view(image.data(), corner, 1, image.channels(), inside.height(), inside.width(), image.imageStride(),
          image.channelStride(), image.rowStride(), image.pixelStride(), image.isChannelsLast());
      return new Patch(view.copy(), region, inside);
    }

    Paint paint(ColorScale scale) {
      Paint pixels = Paint.image(values, scale);
      Region shifted = new Region(region.top() - inside.top(), region.left() - inside.left(), region.bottom() - inside.top(),
          region.right() - inside.left());
      return inside.isEmpty()
          ? (row, column) -> Paint.OUTSIDE
          : pixels.region(shifted, inside.height(), inside.width());
    }
  }
}
