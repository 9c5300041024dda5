package dev.fovea.processor.plan;

import dev.fovea.processor.shape.Shape;
import dev.fovea.processor.shape.operation.Convolution;
import dev.fovea.processor.shape.operation.Pooling;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Buffers of a reverse pass, one for what arrives at each value, and who writes them. A gradient is written by the first that sends one,
 * and the others add to it; a deconvnet's signals all begin as zeros, since its ways back are not known before it runs.
 */
public final class GradientPlan {
  private final Map<Value, Region> regions = new HashMap<>();
  private final Map<Node, Region> scratches = new HashMap<>();
  private final Map<Node, Winograd> winograd = new HashMap<>();
  private final Map<Node, WinogradWeights> winogradWeights = new HashMap<>();
  private final Set<Value> trained = new HashSet<>();
  private final Flow flow;
  private int threadScratch;
  private long floats;

  /** Buffers for gradients; a deconvnet needs one more for each max pool that shares its input with others. */
  public GradientPlan(Flow flow, boolean deconvnet) {
    this.flow = flow;
    for (Value value : flow.values()) {
      Border border = Border.NONE;
      if (!value.equals(flow.image())) {
        Node node = flow.nodes().get(value.id() - 1);
        border = Access.gradient(node.operation());
        border = deconvnet ? border : border.union(trained(node));
      }
      int stride = Access.stride(flow, value);
      Region region = new Region(value.shape(), Math.toIntExact(floats), border, stride);
      regions.put(value, region);
      floats += region.imageStride();
    }
    for (Node node : flow.nodes()) {
      if (isTrained(node) || node.inputs().stream().anyMatch(trained::contains)) {
        trained.add(node.output());
      }
    }
    for (Node node : flow.nodes()) {
      if (deconvnet && node.operation() instanceof Pooling && ((Pooling) node.operation()).maximum() && isShared(node.input())) {
        Region region = regions.get(node.input()).at(Math.toIntExact(floats));
        scratches.put(node, region);
        floats += region.imageStride();
      }
      if (Fold.fits(node.operation())) {
        Shape sums = Fold.sums((Convolution) node.operation());
        Region region = new Region(sums, Math.toIntExact(floats), Border.NONE, (sums.channels() + 15) / 16 * 16);
        scratches.put(node, region);
        floats += region.imageStride();
      }
    }
  }

  /** The zeros that a training step reads around what arrives at the output of a node. */
  private Border trained(Node node) {
    Border border = Border.NONE;
    Optional<Winograd> back = Winograd.trainingBack(flow, node.operation());
    if (back.isPresent()) {
      winograd.put(node, back.get());
      border = back.get().border();
      threadScratch = Math.max(threadScratch, back.get().scratch());
    }
    Optional<WinogradWeights> weights = WinogradWeights.training(flow, node.operation());
    if (weights.isPresent()) {
      winogradWeights.put(node, weights.get());
      border = border.union(weights.get().border());
      threadScratch = Math.max(threadScratch, weights.get().scratch());
    }
    return border;
  }

  /** How a training step finds the gradient by a convolution's weights, if not as evaluation does. */
  public Optional<WinogradWeights> winogradWeights(Node node) {
    return Optional.ofNullable(winogradWeights.get(node));
  }

  /** How a training step finds the gradient by a convolution's input, if not as evaluation does. */
  public Optional<Winograd> winograd(Node node) {
    return Optional.ofNullable(winograd.get(node));
  }

  /** Whether several operations send something back to a value. */
  public boolean isShared(Value value) {
    return flow.readers(value).size() > 1;
  }

  /**
   * Whether what a node sends back to one of its inputs is the first to arrive there, so that it is written and not added. Layers go
   * back in order, the last first; before them all, an output has the gradient that the run was given.
   */
  public boolean isFirst(Node node, int input) {
    Value value = node.inputs().get(input);
    List<Node> readers = flow.readers(value);
    return !flow.outputs().contains(value) && readers.get(readers.size() - 1).equals(node) && node.inputs().indexOf(value) == input;
  }

  /** Whether a parameter that is trained lies at or before a value: only then is what arrives there needed for training. */
  public boolean isTrained(Value value) {
    return trained.contains(value);
  }

  /** Whether optimisers change what a node holds. */
  public static boolean isTrained(Node node) {
    return node.operation().weights().stream().anyMatch(weights -> weights.role().isTrained() && !weights.regularization().frozen());
  }

  /** A buffer for what one max pool alone sends back to its input, or for the sums of a {@link Fold}. */
  public Region scratch(Node node) {
    return scratches.get(node);
  }

  /** Floats that each thread of a training step needs to itself besides. */
  public int threadScratch() {
    return threadScratch;
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
