package dev.fovea.processor.plan;

import dev.fovea.processor.shape.operation.Pooling;
import java.util.HashMap;
import java.util.Map;

/** Buffers of a reverse pass: one for what arrives at each value. All begin as zeros, since what arrives from several readers adds up. */
public final class GradientPlan {
  private final Map<Value, Region> regions = new HashMap<>();
  private final Map<Node, Region> scratches = new HashMap<>();
  private final Flow flow;
  private long floats;

  /** Buffers for gradients; a deconvnet needs one more for each max pool that shares its input with others. */
  public GradientPlan(Flow flow, boolean deconvnet) {
    this.flow = flow;
    for (Value value : flow.values()) {
      Border border = Border.NONE;
      if (!value.equals(flow.image())) {
        border = Access.gradient(flow.nodes().get(value.id() - 1).operation());
      }
      int stride = Access.stride(flow, value);
      Region region = new Region(value.shape(), Math.toIntExact(floats), border, stride);
      regions.put(value, region);
      floats += region.imageStride();
    }
    for (Node node : flow.nodes()) {
      if (deconvnet && node.operation() instanceof Pooling && ((Pooling) node.operation()).maximum() && isShared(node.input())) {
        Region region = regions.get(node.input()).at(Math.toIntExact(floats));
        scratches.put(node, region);
        floats += region.imageStride();
      }
    }
  }

  /** Whether several operations send something back to a value. */
  public boolean isShared(Value value) {
    return flow.readers(value).size() > 1;
  }

  /** A buffer for what one max pool alone sends back to its input. */
  public Region scratch(Node pool) {
    return scratches.get(pool);
  }

  /** Where what arrives at a value lies. */
  public Region region(Value value) {
    return regions.get(value);
  }

  /** Floats that one image takes. */
  public long floats() {
    return floats;
  }
}
