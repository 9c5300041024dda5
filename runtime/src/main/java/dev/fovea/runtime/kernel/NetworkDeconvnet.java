package dev.fovea.runtime.kernel;

import dev.fovea.runtime.Deconvnet;
import dev.fovea.runtime.Layer;
import dev.fovea.runtime.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What all generated deconvnet classes share. Signals are zero outside the receptive field of the unit that they start from, and so is
 * everything that the last projection did not touch: a projection clears what the last one left, and goes over its own {@link Cone}s.
 */
public abstract class NetworkDeconvnet extends ReversePass implements Deconvnet {
  private final List<Cone> cones = new ArrayList<>();
  private final List<Cone> starts = new ArrayList<>();
  private final List<String> extensions = new ArrayList<>();
  private final List<String> refusals = new ArrayList<>();
  private final boolean[] marked;
  private Overlap overlap = Overlap.ACCUMULATE;
  private boolean strict;

  /** A reverse pass that follows a recorded forward one. */
  protected NetworkDeconvnet(NetworkForward forward, ForwardPass recorded, long floats) {
    super(forward, recorded, floats);
    marked = new boolean[layers().all().size()];
  }

  /**
   * Where signals lie at a tensor.
   *
   * @param origin where pixel (0, 0) of the first image lies
   */
  protected final Cone cone(int origin, int height, int width, int imageStride, int rowStride, int pixelStride) {
    Cone cone = new Cone(arena, batch, origin, height, width, imageStride, rowStride, pixelStride);
    cones.add(cone);
    return cone;
  }

  /**
   * Says where signals lie at the next layer, and what stands in their way there.
   *
   * @param extension operations that the paper does not know, or null
   * @param refusal operations that have no reverse, or null
   */
  protected final void reversal(Cone cone, String extension, String refusal) {
    starts.add(cone);
    extensions.add(extension);
    refusals.add(refusal);
  }

  /** What overlapping windows do. */
  protected final Overlap overlap() {
    return overlap;
  }

  @Override
  public void setOverlap(Overlap overlap) {
    this.overlap = java.util.Objects.requireNonNull(overlap, "overlap");
  }

  @Override
  public void setStrict(boolean strict) {
    this.strict = strict;
  }

  @Override
  public Tensor project(Layer layer, Tensor signal) {
    int index = begin(layer);
    requireShape(index, signal);
    Cone start = starts.get(index);
    float[] values = signal.data();
    for (int n = 0; n < batch; n++) {
      for (int y = 0; y < layer.height(); y++) {
        for (int x = 0; x < layer.width(); x++) {
          int pixel = signal.index(n, 0, y, x);
          for (int c = 0; c < layer.channels(); c++) {
            float value = values[pixel + c * signal.channelStride()];
            if (value != 0) {
              start.put(n, c, y, x, value);
            }
          }
        }
      }
    }
    return finish(marked);
  }

  @Override
  public Tensor project(Layer layer, int[] units) {
    int index = begin(layer);
    if (units.length != batch) {
      throw new IllegalArgumentException("a batch of " + batch + " images has one unit for each, but got " + units.length);
    }
    int plane = layer.height() * layer.width();
    for (int unit : units) {
      if (unit < -1 || unit >= layer.channels() * plane) {
        throw new IndexOutOfBoundsException("unit " + unit + " is outside " + layer);
      }
    }
    for (int n = 0; n < batch; n++) {
      if (units[n] >= 0) {
        starts.get(index).put(n, units[n] / plane, units[n] % plane / layer.width(), units[n] % layer.width(), 1);
      }
    }
    return finish(marked);
  }

  /** Checks the way back from a layer, marks it, and forgets the last projection. */
  private int begin(Layer layer) {
    int index = Catalogue.index(layers(), layer);
    Arrays.fill(marked, false);
    marked[index] = true;
    markAncestors(marked);
    for (int i = 0; i < marked.length; i++) {
      if (marked[i]) {
        check(i, layer);
      }
    }
    forward().requireRun();
    cones.forEach(Cone::clear);
    return index;
  }

  private void check(int index, Layer start) {
    if (refusals.get(index) != null) {
      throw new IllegalArgumentException("a deconvnet cannot go back through " + refusals.get(index) + " of " + told(index, start)
          + ": Zeiler and Fergus reverse convolutions, rectifiers and max pools, and this function has no counterpart there");
    }
    if (strict && extensions.get(index) != null) {
      throw new IllegalArgumentException("in strict mode a deconvnet does not go back through " + extensions.get(index) + " of "
          + told(index, start) + ": that is an extension of the paper; setStrict(false) allows it");
    }
  }

  private String told(int index, Layer start) {
    String on = layers().all().get(index).name();
    return index == start.index() ? on : on + ", which lies on the way from " + start.name();
  }
}
