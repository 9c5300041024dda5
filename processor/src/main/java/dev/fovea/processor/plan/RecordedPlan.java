package dev.fovea.processor.plan;

import dev.fovea.processor.shape.operation.Pooling;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Buffers of a pass that keeps everything: one for each value, and one for the switches of each max pool. */
public final class RecordedPlan {
  private final Map<Value, Region> regions = new HashMap<>();
  private final Map<Node, Region> switches = new HashMap<>();
  private long floats;

  public RecordedPlan(Flow flow) {
    for (Value value : flow.values()) {
      regions.put(value, place(shaped(flow, value)));
    }
    for (Node node : flow.nodes()) {
      if (node.operation() instanceof Pooling && ((Pooling) node.operation()).maximum()) {
        Region output = regions.get(node.output());
        switches.put(node, place(new Region(output.shape(), 0, Border.NONE, output.pixelStride())));
      }
    }
  }

  private Region place(Region region) {
    Region placed = region.at(Math.toIntExact(floats));
    floats += region.imageStride();
    return placed;
  }

  /** The buffer of a value in a forward pass, not placed yet. */
  static Region shaped(Flow flow, Value value) {
    List<Node> readers = flow.readers(value);
    Border border = Border.NONE;
    for (Node reader : readers) {
      border = border.union(Access.input(reader.operation()));
    }
    return new Region(value.shape(), 0, border, stride(flow, value));
  }

  /** The image's pixels are padded only where whole vectors of channels are read. */
  private static int stride(Flow flow, Value value) {
    boolean bare = value.equals(flow.image())
        && flow.readers(value).stream().allMatch(reader -> Access.readsSingleChannels(reader.operation()));
    return bare ? value.shape().channels() : Access.stride(flow, value);
  }

  /** Where a value lies. */
  public Region region(Value value) {
    return regions.get(value);
  }

  /** Where a max pool's switches lie, at the distances of its output. */
  public Region switches(Node pool) {
    return switches.get(pool);
  }

  /** Floats that one image takes. */
  public long floats() {
    return floats;
  }
}
