package dev.fovea.runtime.kernel;

import dev.fovea.runtime.Layer;
import dev.fovea.runtime.Layers;
import dev.fovea.runtime.Reach;
import dev.fovea.runtime.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A generated pass from the outputs of layers back to the image: gradients, or a deconvnet's signals. What arrives at a tensor from
 * several readers adds up.
 *
 * <p>Generated passes have accessors of the layers' names, without parameters or with a number: what only this package calls has others.
 */
public abstract class ReversePass extends Pass {
  /** What the forward pass left. */
  protected final float[] values;
  /** Room for transformed filters: the forward pass's, which needs it no longer. */
  protected final float[] transformed;

  private final NetworkForward forward;
  private final ForwardPass recorded;
  private final Layers layers;
  private final List<Tensor> arrived = new ArrayList<>();
  private Tensor image;

  /** A pass that follows a forward one. */
  protected ReversePass(NetworkForward forward, ForwardPass recorded, long floats) {
    super(recorded.batch, recorded.threads(), floats);
    this.forward = forward;
    this.recorded = recorded;
    this.values = recorded.arena;
    this.transformed = recorded.transformed;
    this.layers = forward.parameters().layers();
  }

  /** Goes back through the operations of one layer. */
  protected abstract void back(int layer);

  /** Says where what arrives at the image is gathered. */
  protected final void image(int offset, int channels, int height, int width, int imageStride, int rowStride, int pixelStride) {
    image = view(offset, channels, height, width, imageStride, rowStride, pixelStride);
  }

  /** Says where what arrives at the next layer is gathered. */
  protected final void layer(int offset, int channels, int height, int width, int imageStride, int rowStride, int pixelStride) {
    arrived.add(view(offset, channels, height, width, imageStride, rowStride, pixelStride));
  }

  private Tensor view(int offset, int channels, int height, int width, int imageStride, int rowStride, int pixelStride) {
    return Tensor.view(arena, offset, batch, channels, height, width, imageStride, 1, rowStride, pixelStride,
        recorded.isChannelsLast());
  }

  /** Whether the forward pass took batch statistics and dropped. */
  protected final boolean training() {
    return recorded.training;
  }

  /** The key of a dropout in the forward pass's last run. */
  protected final long dropoutKey(int operation) {
    return recorded.dropoutKey(operation);
  }

  /** The forward pass. */
  public NetworkForward forward() {
    return forward;
  }

  /** The layer of a dotted name. */
  protected final Layer layer(String name) {
    return layers.get(name);
  }

  /** The catalogue of the network. */
  final Layers layers() {
    return layers;
  }

  /**
   * Forgets the last run, of a pass whose steps write what arrives first; marks what the marked layers depend on. Where some layers are
   * left out, what they would have written is zero.
   */
  final void begin(boolean[] marked) {
    forward.requireRun();
    markAncestors(marked);
    for (boolean one : marked) {
      if (!one) {
        Arrays.fill(arena, 0);
        return;
      }
    }
  }

  /** Lets something arrive at a layer. */
  final void arrive(int layer, Tensor values) {
    requireShape(layer, values);
    arrived.get(layer).copyFrom(values);
  }

  final void requireShape(int layer, Tensor values) {
    Tensor target = arrived.get(layer);
    if (values.batch() != target.batch() || values.channels() != target.channels() || values.height() != target.height()
        || values.width() != target.width()) {
      throw new IllegalArgumentException("what goes back from " + layers.all().get(layer).name() + " has its batch and shape, "
          + target + ", but got " + values);
    }
  }

  /** Goes back from the layers that are marked, through all that they depend on; marks those. */
  final Tensor finish(boolean[] from) {
    markAncestors(from);
    for (int layer = from.length - 1; layer >= 0; layer--) {
      if (from[layer]) {
        back(layer);
      }
    }
    return image;
  }

  /** Marks every layer that a marked one depends on. */
  final void markAncestors(boolean[] marked) {
    List<Layer> all = layers.all();
    for (int layer = marked.length - 1; layer >= 0; layer--) {
      if (marked[layer]) {
        List<Reach> inputs = all.get(layer).inputs();
        for (int i = 0; i < inputs.size(); i++) {
          if (inputs.get(i).layer() != null) {
            marked[inputs.get(i).layer().index()] = true;
          }
        }
      }
    }
  }

  static Tensor arrivedAtImage(ReversePass pass) {
    return pass.image;
  }

  static Tensor arrivedAt(int layer, ReversePass pass) {
    return pass.arrived.get(layer);
  }
}
