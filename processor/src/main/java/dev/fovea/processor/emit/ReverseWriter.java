package dev.fovea.processor.emit;

import dev.fovea.processor.emit.OperationEmitter.Reversal;
import dev.fovea.processor.plan.Flow;
import dev.fovea.processor.plan.GradientPlan;
import dev.fovea.processor.plan.Node;
import dev.fovea.processor.plan.Region;
import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.Shape;
import dev.fovea.processor.shape.ShapedLayer;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes what {@code XBackward} and {@code XDeconvnet} have in common: a pass from layers back to the image. */
final class ReverseWriter {
  private static final int CASES = 50;

  private final Types types;
  private final Flow flow;
  private final PassWriter pass;
  private final GradientPlan plan;
  private final BackwardCode code;
  private final boolean deconvnet;

  ReverseWriter(TypeCode type, Types types, Flow flow, ForwardCode recorded, boolean deconvnet) {
    this.types = types;
    this.flow = flow;
    this.deconvnet = deconvnet;
    this.pass = new PassWriter(type);
    this.plan = new GradientPlan(flow, deconvnet);
    this.code = new BackwardCode(pass, types, recorded, plan, deconvnet);
  }

  /** Adds everything but views. */
  void write() {
    TypeCode type = pass.type();
    List<Text> cases = new ArrayList<>();
    List<Text> descriptions = new ArrayList<>();
    descriptions.add(Text.of("image($L);\n", view(code.gradient(flow.image()))));
    for (int i = 0; i < flow.network().layers().size(); i++) {
      ShapedLayer layer = flow.network().layers().get(i);
      cases.add(Text.builder().add("case $L -> {\n$>", i).add(layer(layer)).add("$<}\n").build());
      descriptions.add(Text.of("layer($L);\n", view(code.gradient(flow.of(layer)))));
      if (deconvnet) {
        descriptions.add(Text.of("reversal($N, $L, $L);\n", code.cone(flow.of(layer)), named(layer, Reversal.EXTENSION), named(layer, Reversal.NONE)));
      }
    }
    addBack(cases);
    pass.finishSteps();
    MethodCode constructor = MethodCode.constructor().addParameter(types.forward, "forward")
        .addParameter(types.recorded, "pass").addStatement("super(forward, pass, $LL)", plan.floats());
    if (code.usesPass()) {
      type.addField(FieldCode.of(types.recorded, "pass", Modifier.PRIVATE, Modifier.FINAL));
      constructor.addStatement("this.pass = pass");
    }
    pass.construct(constructor, descriptions);
    type.addMethod(MethodCode.override("forward", types.forward).addStatement("return ($T) super.forward()", types.forward));
  }

  /** Back through the operations of one layer, the last first. */
  private Text layer(ShapedLayer layer) {
    List<Node> nodes = flow.nodes(layer);
    code.begin();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      back(nodes.get(i).operation(), nodes.get(i));
    }
    return code.end();
  }

  private <O extends Operation> void back(O operation, Node node) {
    OperationEmitter<O> emitter = Emitters.of(operation);
    code.forInputs(node);
    if (!deconvnet) {
      emitter.backward(operation, node, code);
    } else if (emitter.reversal(operation) != Reversal.NONE) {
      for (int input = 0; input < node.inputs().size(); input++) {
        code.reach(node, input);
      }
      emitter.reverse(operation, node, code);
    }
  }

  private static Text named(ShapedLayer layer, Reversal reversal) {
    List<String> labels = layer.operations().stream().filter(operation -> reversal(operation) == reversal).map(Operation::label)
        .toList();
    return labels.isEmpty() ? Text.of("null") : Text.of("$S", "the " + String.join(" and ", labels));
  }

  private static <O extends Operation> Reversal reversal(O operation) {
    return Emitters.of(operation).reversal(operation);
  }

  private void addBack(List<Text> cases) {
    MethodCode back = MethodCode.named("back").overrides().addModifiers(Modifier.PROTECTED)
        .addParameter(int.class, "layer");
    Text none = Text.of("default -> throw new $T(\"layer \" + layer);\n", AssertionError.class);
    int most = CASES;
    if (cases.size() <= most) {
      pass.type().addMethod(back.addCode(switchOver(cases, none)));
      return;
    }
    back.addCode(Text.of("switch (layer / $L) {\n$>", most));
    for (int part = 0; part * most < cases.size(); part++) {
      MethodCode own = MethodCode.named("back" + part * most).addModifiers(Modifier.PRIVATE)
          .addParameter(int.class, "layer")
          .addCode(switchOver(cases.subList(part * most, Math.min(cases.size(), (part + 1) * most)), none));
      pass.type().addMethod(own);
      back.addCode(Text.of("case $L -> $N(layer);\n", part, "back" + part * most));
    }
    pass.type().addMethod(back.addCode(none).addCode(Text.of("$<}\n")));
  }

  private static Text switchOver(List<Text> cases, Text none) {
    return Text.builder().add("switch (layer) {\n$>").add(Text.join(cases, "")).add(none).add("$<}\n").build();
  }

  private static Text view(Buffer buffer) {
    Region r = buffer.region();
    Shape s = r.shape();
    return Text.of("$L, $L, $L, $L, $L, $L, $L", buffer.firstImage(0, 0), s.channels(), s.height(), s.width(), r.imageStride(),
        r.rowStride(), r.pixelStride());
  }
}
