package dev.fovea.runtime.kernel;

import dev.fovea.runtime.Deconvnet;
import dev.fovea.runtime.Layer;
import dev.fovea.runtime.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What all generated deconvnet classes share. */
public abstract class NetworkDeconvnet extends ReversePass implements Deconvnet {
  private final List<String> extensions = new ArrayList<>();
  private final List<String> refusals = new ArrayList<>();
  private Overlap overlap = Overlap.ACCUMULATE;
  private boolean strict;

  /** A reverse pass that follows a recorded forward one. */
  protected NetworkDeconvnet(NetworkForward forward, ForwardPass recorded, long floats) {
    super(forward, recorded, floats);
  }

  /**
   * Says what stands in the way at the next layer.
   *
   * @param extension operations that the paper does not know, or null
   * @param refusal operations that have no reverse, or null
   */
  protected final void reversal(String extension, String refusal) {
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
    int index = Catalogue.index(layers(), layer);
    boolean[] marked = new boolean[layers().all().size()];
    marked[index] = true;
    markAncestors(marked);
    for (int i = 0; i < marked.length; i++) {
      if (marked[i]) {
        check(i, layer);
      }
    }
    Arrays.fill(marked, false);
    marked[index] = true;
    begin();
    arrive(index, signal);
    return finish(marked);
  }

  private void check(int index, Layer start) {
    String on = layers().all().get(index).name();
    String from = index == start.index() ? "" : ", which lies on the way from " + start.name();
    if (refusals.get(index) != null) {
      throw new IllegalArgumentException("a deconvnet cannot go back through " + refusals.get(index) + " of " + on + from
          + ": Zeiler and Fergus reverse convolutions, rectifiers and max pools, and this function has no counterpart there");
    }
    if (strict && extensions.get(index) != null) {
      throw new IllegalArgumentException("in strict mode a deconvnet does not go back through " + extensions.get(index) + " of " + on
          + from + ": that is an extension of the paper; setStrict(false) allows it");
    }
  }
}
