package dev.fovea.processor.emit;

import dev.fovea.processor.plan.Flow;
import dev.fovea.processor.plan.Fusion;
import dev.fovea.processor.plan.InferencePlan;
import dev.fovea.processor.plan.Node;
import dev.fovea.processor.plan.RecordedPlan;
import dev.fovea.processor.plan.Region;
import dev.fovea.processor.plan.Value;
import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.Shape;
import dev.fovea.processor.shape.ShapedLayer;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes {@code XForward}: the fused pass, the recorded one, and views of what was recorded. */
final class ForwardWriter {
  private final Types types;
  private final Flow flow;
  private final Docs docs;
  private final InferencePlan fused;
  private final ForwardCode recorded;
  private final RecordedPlan recordedPlan;
  private final PassWriter recordedPass;

  ForwardWriter(Types types, Flow flow, Docs docs, InferencePlan fused, RecordedPlan recordedPlan) {
    this.types = types;
    this.flow = flow;
    this.docs = docs;
    this.fused = fused;
    this.recordedPlan = recordedPlan;
    this.recordedPass = new PassWriter(TypeCode.named(types.recorded).superclass(Types.FORWARD_PASS)
        .addModifiers(Modifier.STATIC, Modifier.FINAL)
        .addJavadoc("The pass that keeps everything, one buffer for each operation: evaluation or training.\n"));
    this.recorded = ForwardCode.recorded(recordedPass, recordedPlan);
  }

  /** The recorded pass, whose buffers the passes back read. */
  ForwardCode recorded() {
    return recorded;
  }

  TypeCode write(TypeCode type) {
    type.superclass(Types.NETWORK_FORWARD).addJavadoc("The forward pass of {@link $T}: made by {@link $T#forward}.\n", types.network,
        types.parameters);
    type.addField(FieldCode.of(types.recorded, "recorded", Modifier.PRIVATE, Modifier.FINAL)
        .addJavadoc("Null in an inference pass.\n"));
    type.addMethod(MethodCode.constructor().addParameter(types.parameters, "parameters").addParameter(Types.MODE, "mode")
        .addParameter(int.class, "batch").addParameter(int.class, "threads")
        .addStatement("this(parameters, mode, mode.records() ? new $T(parameters, mode == $T.TRAINING, batch, threads) : new $T(parameters, batch, threads))",
            types.recorded, Types.MODE, types.inference));
    type.addMethod(MethodCode.constructor().addModifiers(Modifier.PRIVATE).addParameter(types.parameters, "parameters")
        .addParameter(Types.MODE, "mode").addParameter(Types.FORWARD_PASS, "pass").addStatement("super(parameters, mode, pass)")
        .addStatement("recorded = pass instanceof $T ? ($T) pass : null", types.recorded, types.recorded));
    type.addMethod(MethodCode.override("parameters", types.parameters).addStatement("return ($T) super.parameters()", types.parameters));
    type.addMethod(MethodCode.override("backward", types.backward).addStatement("recorded($S)", "activations")
        .addStatement("return new $T(this, recorded)", types.backward));
    type.addMethod(MethodCode.override("deconvnet", types.deconvnet).addStatement("recorded($S)", "switches")
        .addCode(Text.of("if (mode() != $T.RECORDING) {\n$>", Types.MODE))
        .addStatement("throw new $T($S)", IllegalStateException.class,
            "a deconvnet follows a RECORDING pass, whose batch norms and dropouts are those of evaluation: make one with forward(Mode.RECORDING)")
        .addCode(Text.of("$<}\n")).addStatement("return new $T(this, recorded)", types.deconvnet));
    LayerViews.write(type, types, "activations", types.forward.nestedClass("Activations"), flow, docs,
        "What the last run made of each layer: views that the next run overwrites.", "activation");
    LayerViews.write(type, types, "preactivations", types.forward.nestedClass("Preactivations"), flow, docs,
        "Each layer as it was before its last activation: views that the next run overwrites.", "preactivation");
    type.addType(inference());
    type.addType(recordedType());
    return type;
  }

  private TypeCode inference() {
    PassWriter pass = new PassWriter(TypeCode.named(types.inference).superclass(Types.FORWARD_PASS)
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .addJavadoc("The fused pass: batch norms and activations in place, memory shared by what is not needed at the same time.\n"));
    ForwardCode code = ForwardCode.fused(pass, fused);
    read(code);
    for (Fusion step : fused.steps()) {
      if (step.before().isEmpty()) {
        emit(step.main().operation(), step.main(), code, step.epilogue());
      } else {
        PooledCorrelation.write(step, code);
      }
    }
    List<Text> views = new ArrayList<>();
    for (Value output : flow.outputs()) {
      views.add(view("output", code.buffer(output)));
    }
    return finish(pass, code, fused.floats(), views, false);
  }

  private TypeCode recordedType() {
    read(recorded);
    for (Node node : flow.nodes()) {
      emit(node.operation(), node, recorded, List.of());
    }
    List<Text> views = new ArrayList<>();
    for (ShapedLayer layer : flow.network().layers()) {
      views.add(view("activation", recorded.buffer(flow.of(layer))));
      views.add(view("preactivation", recorded.buffer(beforeLastActivation(layer))));
    }
    for (Value output : flow.outputs()) {
      views.add(view("output", recorded.buffer(output)));
    }
    return finish(recordedPass, recorded, recordedPlan.floats(), views, true);
  }

  private static <O extends Operation> void emit(O operation, Node node, ForwardCode code, List<Node> epilogue) {
    Emitters.of(operation).forward(operation, node, code, epilogue);
  }

  private Value beforeLastActivation(ShapedLayer layer) {
    List<Node> nodes = flow.nodes(layer);
    for (int i = nodes.size() - 1; i >= 0; i--) {
      if (nodes.get(i).operation().isActivation()) {
        return nodes.get(i).input();
      }
    }
    return flow.of(layer);
  }

  /** Brings the images into the arena. */
  private void read(ForwardCode code) {
    Buffer image = code.buffer(flow.image());
    Region region = image.region();
    code.clearBorder(image);
    code.line(Text.of("read(images, $L, $L, $L, $L);\n", image.firstImage(0, 0), region.rowStride(), region.pixelStride(),
        region.imageStride()));
  }

  private TypeCode finish(PassWriter pass, ForwardCode code, long floats, List<Text> views, boolean training) {
    MethodCode forward = MethodCode.named("forward").overrides().addModifiers(Modifier.PROTECTED)
        .addParameter(Types.TENSOR, "images");
    pass.sequence(forward, "part", code.lines(), 150);
    pass.finishSteps();
    MethodCode constructor = MethodCode.constructor().addParameter(types.parameters, "parameters");
    if (training) {
      constructor.addParameter(boolean.class, "training");
    }
    constructor.addParameter(int.class, "batch").addParameter(int.class, "threads").addStatement("super(batch, threads, $LL, $L, $L, $L)",
        floats, training ? "training" : "false", flow.network().spec().channelsLast(), training ? transformed() : "0");
    pass.construct(constructor, views);
    return pass.type();
  }

  /** The expression of how much room transformed filters take. */
  private String transformed() {
    if (recordedPlan.transformed() == 0) {
      return "0";
    }
    String any = recordedPlan.leastBatch() == 1 ? "training" : "training && batch >= " + recordedPlan.leastBatch();
    return any + " ? " + (recordedPlan.transformed() + Buffer.ALIGNED) + " : 0";
  }

  /** Tells the pass where a tensor lies: {@code output}, {@code activation} or {@code preactivation}. */
  private static Text view(String what, Buffer buffer) {
    Region r = buffer.region();
    Shape s = r.shape();
    return Text.of("$L($L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L);\n", what, buffer.firstImage(0, 0), s.channels(), s.height(), s.width(),
        r.imageStride(), r.rowStride(), r.pixelStride());
  }
}
