package dev.fovea.processor.plan;

import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.operation.Activation;
import dev.fovea.processor.shape.operation.Add;
import dev.fovea.processor.shape.operation.BatchNorm;
import dev.fovea.processor.shape.operation.Convolution;
import dev.fovea.processor.shape.operation.LocalResponseNorm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Steps and buffers of the fused pass. Batch norms, activations and sums with what is there already are done in place where nobody else
 * reads what they change; dropout is nothing at all. Buffers whose values are not needed at the same time share memory, as {@link
 * Placement} finds.
 */
public final class InferencePlan {
  private final Flow flow;
  private final List<Fusion> steps = new ArrayList<>();
  private final Map<Value, Value> homes = new HashMap<>();
  private final Map<Value, Value> named = new HashMap<>();
  private final Map<Value, Region> regions = new HashMap<>();
  private final Map<Value, int[]> lifetimes = new LinkedHashMap<>();
  private long floats;
  private long bound;

  public InferencePlan(Flow flow) {
    this.flow = flow;
    fuse();
    named.put(flow.image(), flow.image());
    flow.nodes().stream().filter(node -> !node.operation().isNothingInEvaluation())
        .forEach(node -> named.put(homes.get(node.output()), node.output()));
    place();
  }

  private void fuse() {
    Set<Node> done = new HashSet<>();
    homes.put(flow.image(), flow.image());
    for (Node node : flow.nodes()) {
      if (done.contains(node)) {
        continue;
      }
      if (node.operation().isNothingInEvaluation()) {
        homes.put(node.output(), homes.get(node.input()));
        continue;
      }
      List<Node> epilogue = new ArrayList<>();
      homes.put(node.output(), node.output());
      Value last = node.output();
      for (Node next = onlyReader(last); next != null && (inPlace(next.operation()) || isAdded(next, last, node.output()));
          next = onlyReader(last)) {
        last = next.output();
        homes.put(last, node.output());
        done.add(next);
        if (!next.operation().isNothingInEvaluation()) {
          epilogue.add(next);
        }
      }
      steps.add(new Fusion(node, epilogue));
    }
  }

  private Node onlyReader(Value value) {
    List<Node> readers = flow.readers(value);
    return readers.size() == 1 && !flow.outputs().contains(value) ? readers.get(0) : null;
  }

  /** Whether an operation adds to a value, which only it reads, another one that is there already by then: a residual. */
  private boolean isAdded(Node next, Value last, Value home) {
    if (!(next.operation() instanceof Add) || next.inputs().size() != 2) {
      return false;
    }
    Value other = next.inputs().get(next.inputs().get(0).equals(last) ? 1 : 0);
    Value otherHome = homeOf(other);
    return otherHome != null && !otherHome.equals(home);
  }

  /** Where a value lies, if it has been computed by now. */
  private Value homeOf(Value value) {
    Value home = homes.get(value);
    if (home == null && flow.nodes().get(value.id() - 1).operation().isNothingInEvaluation()) {
      return homeOf(flow.nodes().get(value.id() - 1).input());
    }
    return home;
  }

  /** Whether an operation can be done in place on what it reads. */
  static boolean inPlace(Operation operation) {
    return operation instanceof BatchNorm || operation instanceof Activation || operation instanceof LocalResponseNorm
        || operation.isNothingInEvaluation();
  }

  private void place() {
    findLifetimes();
    List<Value> order = new ArrayList<>(lifetimes.keySet());
    Map<Value, List<Value>> residents = new HashMap<>();
    homes.forEach((value, home) -> residents.computeIfAbsent(home, none -> new ArrayList<>()).add(value));
    List<Region> shaped = order.stream().map(home -> shaped(home, residents.get(home))).toList();
    List<Placement.Span> spans = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      int[] lifetime = lifetimes.get(order.get(i));
      spans.add(new Placement.Span(lifetime[0], lifetime[1], shaped.get(i).imageStride()));
    }
    Placement placement = Placement.of(spans);
    for (int i = 0; i < order.size(); i++) {
      regions.put(order.get(i), shaped.get(i).at(Math.toIntExact(placement.offsets()[i])));
    }
    floats = placement.size();
    bound = placement.bound();
  }

  /** The border that all readers of all values at home there need, and the stride that all writers need. */
  private Region shaped(Value home, List<Value> values) {
    Region region = RecordedPlan.shaped(flow, home);
    Border border = Border.NONE;
    for (Value value : values) {
      for (Node reader : flow.readers(value)) {
        border = border.union(input(reader.operation()));
      }
    }
    // Winograd's transform reads whole vectors of channels, also those of an image that other convolutions read channel by channel.
    boolean vectors = values.stream().flatMap(value -> flow.readers(value).stream()).anyMatch(reader -> isWinograd(reader.operation()));
    return new Region(region.shape(), 0, border,
        vectors ? Math.max(region.pixelStride(), Access.stride(flow, home)) : region.pixelStride());
  }

  /** Floats that each thread needs to itself besides: the most that one of its convolutions takes. */
  public int scratch() {
    return steps.stream().map(step -> step.main().operation()).filter(this::isWinograd)
        .mapToInt(operation -> Winograd.of((Convolution) operation).orElseThrow().scratch()).max().orElse(0);
  }

  private Border input(Operation reader) {
    return isWinograd(reader) ? Winograd.of((Convolution) reader).orElseThrow().border() : Access.input(reader);
  }

  private boolean isWinograd(Operation operation) {
    return operation instanceof Convolution && kernel((Convolution) operation) == ConvolutionKernel.WINOGRAD;
  }

  /** The code that runs a convolution. */
  public ConvolutionKernel kernel(Convolution operation) {
    return ConvolutionKernel.of(operation, flow.network().spec().winograd());
  }

  private void findLifetimes() {
    lifetimes.put(flow.image(), new int[] {-1, -1});
    for (int i = 0; i < steps.size(); i++) {
      lifetimes.put(steps.get(i).main().output(), new int[] {i, i});
      for (Value input : steps.get(i).main().inputs()) {
        lifetimes.get(homes.get(input))[1] = i;
      }
      for (Node node : steps.get(i).epilogue()) {
        for (Value input : node.inputs()) {
          lifetimes.get(homes.get(input))[1] = i;
        }
      }
    }
    for (Value output : flow.outputs()) {
      lifetimes.get(homes.get(output))[1] = steps.size();
    }
  }

  /** The steps in their order. */
  public List<Fusion> steps() {
    return steps;
  }

  /** Every buffer, in the order in which they are first written. */
  public List<Stay> stays() {
    List<Stay> stays = new ArrayList<>();
    lifetimes.forEach((home, steps) -> stays.add(new Stay(named.get(home).name(), steps[0], steps[1], regions.get(home))));
    return stays;
  }

  /** What was done in place in a step and why, or why a step that could have been done in place was not; else empty. */
  public String fusion(Fusion step) {
    if (!step.epilogue().isEmpty()) {
      return String.join(", ", step.epilogue().stream().map(node -> node.operation().label()).toList())
          + " in place: nothing else reads what is changed";
    }
    if (!inPlace(step.main().operation())) {
      return "";
    }
    Value input = step.main().input();
    return "not in place: " + (input.equals(flow.image()) ? "it reads the image"
        : flow.outputs().contains(input) ? input.name() + " is an output" : "others read " + input.name() + " too");
  }

  /** Where a value lies while it is needed. */
  public Region region(Value value) {
    return regions.get(homes.get(value));
  }

  /** The value by which the buffer of one is called: the last of those that share it. */
  public Value named(Value value) {
    return named.get(homes.get(value));
  }

  /** Floats that one image takes. */
  public long floats() {
    return floats;
  }

  /** Floats of one image that are needed at the fullest step: no placement takes less. */
  public long bound() {
    return bound;
  }
}
