package dev.fovea.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.TypeName;
import dev.fovea.processor.plan.ConvolutionKernel;
import dev.fovea.processor.plan.Flow;
import dev.fovea.processor.plan.InferencePlan;
import dev.fovea.processor.plan.Node;
import dev.fovea.processor.plan.RecordedPlan;
import dev.fovea.processor.plan.Region;
import dev.fovea.processor.plan.Value;
import dev.fovea.processor.plan.Winograd;
import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.Weights.Role;
import dev.fovea.processor.shape.operation.Convolution;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A forward pass while it is being written: recorded, or fused for inference. */
final class ForwardCode {
  static final TypeName FLOATS = ArrayTypeName.of(float.class);

  private final PassWriter pass;
  private final Function<Value, Region> regions;
  private final Function<Value, Value> named;
  private final Function<Value, Value> holders;
  private final RecordedPlan recorded;
  private final Function<Convolution, ConvolutionKernel> kernels;
  private final List<Text> lines = new ArrayList<>();
  private final Set<String> prepared = new HashSet<>();
  private final Set<String> bordered = new HashSet<>();

  private ForwardCode(PassWriter pass, Function<Value, Region> regions, Function<Value, Value> named, Function<Value, Value> holders,
      RecordedPlan recorded, Function<Convolution, ConvolutionKernel> kernels) {
    this.pass = pass;
    this.regions = regions;
    this.named = named;
    this.holders = holders;
    this.recorded = recorded;
    this.kernels = kernels;
  }

  static ForwardCode recorded(PassWriter pass, RecordedPlan plan) {
    return new ForwardCode(pass, plan::region, value -> value, value -> value, plan, ConvolutionKernel::of);
  }

  static ForwardCode fused(PassWriter pass, InferencePlan plan) {
    return new ForwardCode(pass, plan::region, plan::named, plan::holder, null, plan::kernel);
  }

  /** The class being written. */
  PassWriter pass() {
    return pass;
  }

  /** Whether everything is kept, and training is possible. */
  boolean isRecorded() {
    return recorded != null;
  }

  /** The code that runs a convolution. */
  ConvolutionKernel kernel(Convolution operation) {
    return kernels.apply(operation);
  }

  /** How a training step does a convolution, if not as evaluation does. */
  Optional<Winograd> training(Node node) {
    return recorded == null ? Optional.empty() : recorded.winograd(node);
  }

  /** Where a value lies. */
  Buffer buffer(Value value) {
    Region region = regions.apply(value);
    Value holder = holders.apply(value);
    Text doc = Text.of("$L $L: floats before it, for one image.", holder.told(), holder.shape());
    return new Buffer("arena", Text.of("$N", pass.offset(holder.name(), region, doc)), region);
  }

  /** What a value is called where it lies: by the last of those that are there. */
  String name(Value value) {
    return named.apply(value).name();
  }

  /** What sentences call a value where it lies. */
  private String told(Value value) {
    return named.apply(value).told();
  }

  /** Where a max pool's switches lie; null where nothing is kept. */
  Buffer switches(Node node) {
    if (recorded == null) {
      return null;
    }
    Region region = recorded.switches(node);
    String name = node.output().name() + "Switches";
    return new Buffer("arena", Text.of("$N", pass.offset(name, region, Text.of("Positions in their windows that $L took.",
        node.output().told()))), region);
  }

  /** The field that holds the packed numbers of a parameter. */
  String packed(Node node, Role role) {
    String suggestion = Flow.identifier(node.layer().name()) + capitalized(ParameterNames.accessor(node.layer(), node.position(), role));
    return pass.field(FLOATS, suggestion, Text.of("$L.packed()", ParameterNames.expression("parameters", node, role)));
  }

  /** The field that holds a batch norm's working numbers. */
  String norm(Node node, double epsilon, double momentum) {
    return pass.shared(Types.BATCH_NORMALIZATION, Flow.identifier(node.layer().name()) + "Norm", Text.of("new $T($L, $L, $L, $L, $L, $L)",
        Types.BATCH_NORMALIZATION, ParameterNames.expression("parameters", node, Role.SCALE), ParameterNames.expression("parameters", node, Role.SHIFT),
        ParameterNames.expression("parameters", node, Role.RUNNING_MEAN), ParameterNames.expression("parameters", node, Role.RUNNING_VARIANCE), epsilon, momentum));
  }

  /** Adds to what a run does, in order. */
  void line(Text code) {
    if (!code.isEmpty()) {
      lines.add(code);
    }
  }

  /** What a run does, in order. */
  List<Text> lines() {
    return lines;
  }

  /** Adds a step that goes over the rows of a value, and its border before it. */
  void rows(Node node, Buffer y, Text body, List<Node> epilogue, int workPerNumber) {
    step(node, y, PassWriter.allRows(y.height()), PassWriter.elementwise(node.output().shape().size(), workPerNumber),
        PassWriter.rows(y.height(), Text.builder().add(body).add(epilogue(epilogue, y).row(Buffer::row)).build()), epilogue);
  }

  /** Adds a step, and the border of what it writes before it. */
  void step(Node node, Buffer y, Text items, Text work, Text body, List<Node> epilogue) {
    clearBorder(y);
    line(pass.step(name(node.output()), doc(node, epilogue), items, work, body));
  }

  /** Adds the zeros around what is going to be written, unless something has been written into the same buffer before. */
  void clearBorder(Buffer y) {
    if (bordered.add(y.base().toString())) {
      line(PassWriter.clearBorder(y));
    }
  }

  /** What is done in place to what a step has written to a buffer. */
  Epilogue epilogue(List<Node> nodes, Buffer y) {
    return new Epilogue(this, nodes, y);
  }

  /** Whether one more operation could join a pass over a row. */
  boolean join(Node node, Finish finish) {
    return join(node.operation(), node, finish);
  }

  private <O extends Operation> boolean join(O operation, Node node, Finish finish) {
    return Emitters.of(operation).join(operation, node, this, finish);
  }

  /** The call of a pass over a row; what it needs is done once, before the step, however many rows, blocks or phases call it. */
  Text end(Finish finish) {
    if (prepared.add(finish.before().toString())) {
      line(finish.before());
    }
    return finish.code();
  }

  /** Adds a step of its own for what is done in place, where the step before was shared out by something else than rows. */
  void finishRows(Node node, Buffer y, List<Node> epilogue) {
    if (!epilogue.isEmpty()) {
      String labels = String.join(", ", epilogue.stream().map(next -> next.operation().label()).toList());
      line(pass.step(name(node.output()) + "Finish", Text.of("$L: $L, in place.", told(node.output()), labels),
          PassWriter.allRows(y.height()), PassWriter.elementwise(node.output().shape().size(), 4),
          PassWriter.rows(y.height(), epilogue(epilogue, y).row(Buffer::row))));
    }
  }

  /** What the step of a node does, in a sentence. */
  Text doc(Node node, List<Node> epilogue) {
    List<String> labels = new ArrayList<>();
    labels.add(node.operation().label());
    epilogue.forEach(next -> labels.add(next.operation().label()));
    String inputs = String.join(", ", node.inputs().stream().map(value -> told(value) + " " + value.shape()).toList());
    return Text.of("$L: $L of $L gives $L.", told(node.output()), String.join(", ", labels), inputs,
        (epilogue.isEmpty() ? node : epilogue.get(epilogue.size() - 1)).operation().output());
  }

  static String capitalized(String name) {
    return name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1);
  }

  /** Padded channels of a value. */
  static int padded(Operation operation) {
    return (operation.output().channels() + 15) / 16 * 16;
  }
}
