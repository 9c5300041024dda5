package dev.fovea.processor.emit;

import dev.fovea.processor.plan.Flow;
import dev.fovea.processor.plan.GradientPlan;
import dev.fovea.processor.plan.Node;
import dev.fovea.processor.plan.Region;
import dev.fovea.processor.plan.Value;
import dev.fovea.processor.plan.Winograd;
import dev.fovea.processor.plan.WinogradWeights;
import dev.fovea.processor.shape.Axis;
import dev.fovea.processor.shape.Reach;
import dev.fovea.processor.shape.Weights.Role;
import dev.fovea.processor.shape.operation.BatchNorm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A backward or a deconvnet's pass while it is being written. */
final class BackwardCode {
  private final PassWriter pass;
  private final Types types;
  private final ForwardCode recorded;
  private final GradientPlan gradients;
  private final boolean deconvnet;
  private final List<Text> lines = new ArrayList<>();
  private final List<Text> untrained = new ArrayList<>();
  private boolean trained = true;
  private boolean usesPass;

  BackwardCode(PassWriter pass, Types types, ForwardCode recorded, GradientPlan gradients, boolean deconvnet) {
    this.pass = pass;
    this.types = types;
    this.recorded = recorded;
    this.gradients = gradients;
    this.deconvnet = deconvnet;
  }

  /** The class being written. */
  PassWriter pass() {
    return pass;
  }

  /** Whether a deconvnet is written: signals instead of gradients, and none for weights. */
  boolean isDeconvnet() {
    return deconvnet;
  }

  /** Where a value of the forward pass lies. */
  Buffer value(Value value) {
    return ofForward(recorded.buffer(value));
  }

  /** Where the switches of a max pool lie. */
  Buffer switches(Node node) {
    return ofForward(recorded.switches(node));
  }

  private Buffer ofForward(Buffer buffer) {
    return new Buffer("values", Text.of("$T.$L", types.recorded, buffer.base()), buffer.region());
  }

  /** Where what arrives at a value is gathered. */
  Buffer gradient(Value value) {
    Region region = gradients.region(value);
    String what = deconvnet ? "signal" : "gradient";
    return new Buffer("arena", Text.of("$N", pass.offset(value.name(), region, Text.of("The $L at $L $L.", what, value.told(),
        region.shape()))), region);
  }

  /** How a training step finds the gradient by a convolution's input, if not as evaluation does. */
  Optional<Winograd> training(Node node) {
    return gradients.winograd(node);
  }

  /** Likewise the gradient by its weights. */
  Optional<WinogradWeights> trainingWeights(Node node) {
    return gradients.winogradWeights(node);
  }

  /** Whether several operations send something back to a value. */
  boolean isShared(Value value) {
    return gradients.isShared(value);
  }

  /** A buffer for what a node alone sends back, before that is added to what others do. */
  Buffer scratch(Node node) {
    Region region = gradients.scratch(node);
    String name = node.output().name() + "Scratch";
    return new Buffer("arena", Text.of("$N", pass.offset(name, region, Text.of("What $L alone sends back.",
        node.output().told()))), region);
  }

  /** The expression of a parameter. */
  Text parameter(Node node, Role role) {
    return ParameterNames.expression("forward.parameters()", node, role);
  }

  /** The field that holds the packed numbers of a parameter. */
  String packed(Node node, Role role) {
    return pass.field(ForwardCode.FLOATS,
        Flow.identifier(node.layer().name()) + ForwardCode.capitalized(ParameterNames.accessor(node.layer(), node.position(), role)),
        Text.of("$L.packed()", parameter(node, role)));
  }

  /** The batch norm's working numbers, which are the forward pass's. */
  String norm(Node node) {
    BatchNorm operation = (BatchNorm) node.operation();
    usesPass = true;
    return "pass." + recorded.norm(node, operation.epsilon(), operation.momentum());
  }

  /** Whether anything written so far speaks to the forward pass itself. */
  boolean usesPass() {
    return usesPass;
  }

  /** The field that holds the gradient by a parameter. */
  String gradient(Node node, Role role) {
    return pass.field(ForwardCode.FLOATS,
        Flow.identifier(node.layer().name()) + ForwardCode.capitalized(ParameterNames.accessor(node.layer(), node.position(), role)) + "Gradient",
        Text.of("gradient($S).packed()", ParameterNames.file(node.layer(), node.position(), role)));
  }

  /** Where a group's last block sees the next group's filters in its padding: that of a gradient by weights stays zero. */
  void clearPadding(Node node, int groups, int filtersPerGroup) {
    if (groups > 1 && filtersPerGroup % 16 != 0) {
      line(Text.of("clearPadding($S);\n", ParameterNames.file(node.layer(), node.position(), Role.WEIGHT)));
    }
  }

  /** Starts the code of one layer. */
  void begin() {
    lines.clear();
    trained = true;
  }

  /** What follows serves the gradients by a node's own weights. */
  void forWeights(Node node) {
    serves(GradientPlan.isTrained(node));
  }

  /** What follows serves what arrives at a node's inputs. */
  void forInputs(Node node) {
    serves(node.inputs().stream().anyMatch(gradients::isTrained));
  }

  /** What follows serves both. */
  void forWeightsAndInputs(Node node) {
    serves(gradients.isTrained(node.output()));
  }

  private void serves(boolean training) {
    if (trained == (training || deconvnet)) {
      return;
    }
    if (!untrained.isEmpty()) {
      lines.add(Text.builder().beginControlFlow("if (beyondTraining())").add(Text.join(untrained, "")).endControlFlow().build());
      untrained.clear();
    }
    trained = training || deconvnet;
  }

  /** Adds to what one layer does. */
  void line(Text code) {
    (trained ? lines : untrained).add(code);
  }

  /** What the layer does, in order. */
  Text end() {
    serves(true);
    return Text.join(lines, "");
  }

  /** Whether what a node sends back to one of its inputs is written there; otherwise it is added to what is there. */
  boolean isWritten(Node node, int input) {
    return !deconvnet && gradients.isFirst(node, input);
  }

  /** Zeros for the row that a node adds to, where nothing has arrived before. */
  Text clearRow(Node node, int input) {
    Buffer dx = gradient(node.inputs().get(input));
    return isWritten(node, input) ? Text.of("$T.fill($L,$W$L,$W$L + $L, 0);\n", Arrays.class, dx.array(), dx.row(), dx.row(),
        dx.rowFloats()) : Text.of("");
  }

  /** Likewise for image n. */
  Text clearImage(Node node, int input) {
    Buffer dx = gradient(node.inputs().get(input));
    Text start = dx.address(-dx.region().border().top(), -dx.region().border().left(), 0, "", 0);
    return isWritten(node, input) ? Text.of("$T.fill($L,$W$L,$W$L + $L, 0);\n", Arrays.class, dx.array(), start, start,
        dx.region().imageStride()) : Text.of("");
  }

  /** Passes a row on to one of a node's inputs as it is. */
  Text pass(Node node, int input) {
    Buffer dy = gradient(node.output());
    Buffer dx = gradient(node.inputs().get(input));
    return Rows.elementwise(extent(node), dy, dx, (from, to, n) -> isWritten(node, input)
        ? Text.of("$T.arraycopy($L,$W$L,$W$L,$W$L,$W$L);\n", System.class, dy.array(), from, dx.array(), to, n)
        : Text.of("kernels.add($L,$W$L,$W$L,$W$L,$W$L);\n", dy.array(), from, dx.array(), to, n));
  }

  /** Adds a step. */
  void step(String name, String doc, Text items, Text work, Text body) {
    line(pass.step(name, Text.of("$L", doc), items, work, body));
  }

  /** Adds a step over the rows of what arrives at the output of a node: those of {@link #extent(Node)}. */
  void rows(Node node, int height, Text body) {
    Extent extent = extent(node);
    step(node.output().name(), sentence(node), extent.rows(height), extent.work(4L * node.output().shape().size()),
        extent.loop(height, body));
  }

  /** The rows and columns of what arrives at the output of a node, which an elementwise step goes over. */
  Extent extent(Node node) {
    return extent(node.output(), 1, 1);
  }

  /** The rows and columns, in strides, that a step goes over which writes what arrives at a value. */
  Extent extent(Value value, int rowStride, int columnStride) {
    boolean pixel = value.shape().height() == 1 && value.shape().width() == 1;
    return deconvnet && !pixel ? new Extent.Within(cone(value), rowStride, columnStride) : Extent.WHOLE;
  }

  /** The field that holds where signals lie at a value. */
  String cone(Value value) {
    return cone(value.name(), gradient(value));
  }

  private String cone(String name, Buffer buffer) {
    Region r = buffer.region();
    return pass.field(Types.CONE, name + "Cone", Text.of("cone($L, $L, $L, $L, $L, $L)", buffer.firstImage(0, 0), buffer.height(),
        buffer.width(), r.imageStride(), r.rowStride(), r.pixelStride()));
  }

  /** Lets signals lie at an input of a node wherever those at its output send something. */
  void reach(Node node, int input) {
    Value value = node.inputs().get(input);
    Reach rows = node.operation().reach(Axis.HEIGHT, input);
    Reach columns = node.operation().reach(Axis.WIDTH, input);
    if (rows instanceof Reach.Same && columns instanceof Reach.Same) {
      line(Text.of("$N.reach($N);\n", cone(value), cone(node.output())));
    } else {
      line(reach(value, node.output(), rows, columns));
    }
  }

  /** The rows, in strides, and columns of a node's {@link #scratch} that it fills: the rows of its input and the columns of its output. */
  Extent scratchExtent(Node node, Reach rows) {
    if (!deconvnet) {
      return Extent.WHOLE;
    }
    String cone = cone(node.output().name() + "Scratch", scratch(node));
    line(Text.of("$N.reach($N, $N, $N, $L, 1);\n", cone, cone(node.output()), axis(rows), axis(new Reach.Same()), stride(rows)));
    return new Extent.Within(cone, stride(rows), 1);
  }

  /** Lets signals lie at one value wherever those at another are connected with it. */
  Text reach(Value value, Value from, Reach rows, Reach columns) {
    return Text.of("$N.reach($N, $N, $N, $L, $L);\n", cone(value), cone(from), axis(rows), axis(columns), stride(rows), stride(columns));
  }

  /** The constant that holds the interval arithmetic of an operation along an axis. */
  private String axis(Reach reach) {
    Text written = LayersWriter.axis(reach instanceof Reach.Same ? new Reach.Sliding(1, 1, 0) : reach);
    return pass.constant(Types.AXIS, name(reach), written);
  }

  private static String name(Reach reach) {
    if (reach instanceof Reach.Sliding) {
      Reach.Sliding r = (Reach.Sliding) reach;
      return "window" + r.dilated() + "Stride" + r.stride() + "Padding" + r.before();
    }
    if (reach instanceof Reach.Transposed) {
      Reach.Transposed r = (Reach.Transposed) reach;
      return "transposed" + r.dilated() + "Stride" + r.stride() + "Padding" + r.before();
    }
    if (reach instanceof Reach.Adaptive) {
      Reach.Adaptive r = (Reach.Adaptive) reach;
      return "adaptive" + r.input() + "To" + r.output();
    }
    return reach instanceof Reach.Whole ? "whole" + ((Reach.Whole) reach).size() : "each";
  }

  private static int stride(Reach reach) {
    return reach instanceof Reach.Sliding ? ((Reach.Sliding) reach).stride() : 1;
  }

  /** What the step of a node does, in a sentence. */
  String sentence(Node node) {
    String inputs = String.join(", ", node.inputs().stream().map(Value::told).toList());
    return (deconvnet ? "Signal from " : "Gradient from ") + node.output().told() + " to " + inputs + ": back through "
        + node.operation().label() + ".";
  }
}
