package dev.fovea.processor.plan;

import dev.fovea.processor.shape.operation.Pooling;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Buffers of a pass that keeps everything: one for each value, and one for the switches of each max pool. Training steps do some
 * convolutions by {@link Winograd}.
 */
public final class RecordedPlan {
  private final Map<Value, Region> regions = new HashMap<>();
  private final Map<Node, Region> switches = new HashMap<>();
  private final Map<Node, Winograd> winograd = new HashMap<>();
  private int transformed;
  private int scratch;
  private int leastBatch = Integer.MAX_VALUE;
  private long floats;

  public RecordedPlan(Flow flow) {
    for (Node node : flow.nodes()) {
      Winograd.training(flow, node.operation()).ifPresent(training -> {
        winograd.put(node, training);
        scratch = Math.max(scratch, training.scratch());
        makeRoom(training);
      });
      Winograd.trainingBack(flow, node.operation()).ifPresent(this::makeRoom);
    }
    for (Value value : flow.values()) {
      regions.put(value, place(trained(flow, value, shaped(flow, value))));
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

  private void makeRoom(Winograd training) {
    transformed = Math.max(transformed, (int) training.transformed());
    leastBatch = Math.min(leastBatch, training.leastBatch());
  }

  /** Floats of the most filters that a training step transforms at a time, forwards or back; 0 for none. */
  public int transformed() {
    return transformed;
  }

  /** Floats that each thread of a training step needs to itself besides. */
  public int scratch() {
    return scratch;
  }

  /** From so many images on a training step transforms any filters at all. */
  public int leastBatch() {
    return leastBatch;
  }

  /** With the zeros around it, and the vectors of channels, that training steps read. */
  private Region trained(Flow flow, Value value, Region region) {
    List<Winograd> readers = flow.readers(value).stream().map(Node::operation)
        .flatMap(reader -> Stream.concat(Winograd.training(flow, reader).stream(),
            WinogradWeights.training(flow, reader).map(WinogradWeights::tiles).stream())).toList();
    Border border = readers.stream().map(Winograd::border).reduce(region.border(), Border::union);
    return readers.isEmpty() ? region
        : new Region(region.shape(), 0, border, Math.max(region.pixelStride(), Access.stride(flow, value)));
  }

  /** How a training step does a convolution, if not as evaluation does. */
  public Optional<Winograd> winograd(Node node) {
    return Optional.ofNullable(winograd.get(node));
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
