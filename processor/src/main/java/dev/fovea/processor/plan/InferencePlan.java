package dev.fovea.processor.plan;

import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.operation.Activation;
import dev.fovea.processor.shape.operation.Add;
import dev.fovea.processor.shape.operation.BatchNorm;
import dev.fovea.processor.shape.operation.Concat;
import dev.fovea.processor.shape.operation.Convolution;
import dev.fovea.processor.shape.operation.LocalResponseNorm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Steps and buffers of the fused pass. Batch norms, activations and sums with what is there already are done in place where nobody else
 * reads what they change; dropout is nothing at all. What is concatenated is written where it belongs, as {@link ConcatSlices} finds, and
 * buffers whose values are not needed at the same time share memory, as {@link Placement} does.
 */
public final class InferencePlan {
  private final Flow flow;
  private final List<Fusion> steps = new ArrayList<>();
  private final Map<Value, Value> homes = new HashMap<>();
  private final Map<Value, Value> named = new HashMap<>();
  private final Set<Value> compact = new HashSet<>();
  private final Layout layout;

  public InferencePlan(Flow flow) {
    this.flow = flow;
    fuse();
    named.put(flow.image(), flow.image());
    flow.nodes().stream().filter(node -> !node.operation().isNothingInEvaluation())
        .forEach(node -> named.put(homes.get(node.output()), node.output()));
    layout = place();
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
      Node pool = onlyReader(follow(node, epilogue, done));
      if (isPooled(node, epilogue, pool)) {
        steps.add(pooled(node, epilogue, pool, done));
      } else {
        steps.add(new Fusion(List.of(), node, epilogue));
      }
    }
  }

  /** Gathers what is done in place to what an operation produces; the last value is returned. */
  private Value follow(Node node, List<Node> epilogue, Set<Node> done) {
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
    return last;
  }

  private boolean isPooled(Node node, List<Node> epilogue, Node next) {
    return node.operation() instanceof Convolution && kernel((Convolution) node.operation()) == ConvolutionKernel.DIRECT
        && PooledConvolution.fits((Convolution) node.operation(), epilogue, next);
  }

  /** A convolution and its pool as one step: whatever lies between lives, in name only, where the pool's outputs do. */
  private Fusion pooled(Node node, List<Node> between, Node pool, Set<Node> done) {
    List<Node> before = new ArrayList<>(List.of(node));
    before.addAll(between);
    homes.replaceAll((value, home) -> home.equals(node.output()) ? pool.output() : home);
    done.add(pool);
    List<Node> epilogue = new ArrayList<>();
    Value last = follow(pool, epilogue, done);
    if (epilogue.isEmpty() && flow.readers(last).stream().allMatch(reader -> Access.readsSingleChannels(reader.operation()))) {
      compact.add(pool.output());
    }
    return new Fusion(before, pool, epilogue);
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

  private Layout place() {
    Map<Value, List<Value>> residents = new HashMap<>();
    homes.forEach((value, home) -> residents.computeIfAbsent(home, none -> new ArrayList<>()).add(value));
    return Layout.of(flow, steps, homes, home -> shaped(home, residents.get(home)));
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
    int stride = compact.contains(home) ? home.shape().channels() : region.pixelStride();
    return new Region(region.shape(), 0, border, vectors ? Math.max(stride, Access.stride(flow, home)) : stride);
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

  /** The steps in their order. */
  public List<Fusion> steps() {
    return steps;
  }

  /** Every buffer, in the order in which they are first written. */
  public List<Stay> stays() {
    return layout.buffers().stream()
        .map(home -> new Stay(named.get(home.value()).name(), home.first(), home.last(), home.region())).toList();
  }

  /** What was done in place in a step and why, or why what could have been done in place was not; else empty. */
  public String fusion(Fusion step) {
    return Stream.of(pooled(step), fused(step), concatenated(step.main())).filter(sentence -> !sentence.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private static String pooled(Fusion step) {
    return step.before().isEmpty() ? "" : Stream.concat(step.before().stream().skip(1), Stream.of(step.main()))
        .map(node -> node.operation().label()).collect(Collectors.joining(", ")) + " as sums come: nothing else reads what lies between";
  }

  private String concatenated(Node node) {
    if (!(node.operation() instanceof Concat)) {
      return "";
    }
    List<String> copies = layout.slices().copies(node);
    return copies.isEmpty() ? "nothing is copied: its inputs are written where they belong"
        : (copies.size() < node.inputs().size() ? "other inputs are written where they belong; " : "") + "copied: "
            + String.join("; ", copies);
  }

  private String fused(Fusion step) {
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
    return layout.home(value).region();
  }

  /** The value by which one is called where it lives: the last of those that live there. */
  public Value named(Value value) {
    return named.get(homes.get(value));
  }

  /** The value by which the buffer is called that one lies in, be it in a slice. */
  public Value holder(Value value) {
    return named.get(layout.home(value).root().value());
  }

  /** Floats that one image takes. */
  public long floats() {
    return layout.placement().size();
  }

  /** How many values live in a slice of what they are concatenated to. */
  public int sliced() {
    return layout.sliced();
  }

  /** Floats that one image would take if everything that is concatenated were copied. */
  public long copying() {
    return layout.copying();
  }

  /** Floats of one image that are needed at the fullest step: no placement takes less. */
  public long bound() {
    return layout.placement().bound();
  }
}
