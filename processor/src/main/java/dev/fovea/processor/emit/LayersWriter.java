package dev.fovea.processor.emit;

import com.palantir.javapoet.ClassName;


import dev.fovea.processor.graph.LayerDraft;
import dev.fovea.processor.graph.NetworkSpec;
import dev.fovea.processor.plan.Flow;
import dev.fovea.processor.plan.SeparableCosts;
import dev.fovea.processor.shape.Axis;
import dev.fovea.processor.shape.Description;
import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.Reach;
import dev.fovea.processor.shape.ReceptiveField;
import dev.fovea.processor.shape.Shape;
import dev.fovea.processor.shape.ShapedLayer;
import dev.fovea.processor.shape.ShapedNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.lang.model.element.Modifier;

/** Writes {@code XLayers}: a constant for each layer, called as the layer is, and views of blocks. */
final class LayersWriter {
  private final Types types;
  private final ShapedNetwork network;
  private final Docs docs;
  private final List<String> notes;

  LayersWriter(Types types, Flow flow, Docs docs) {
    this.types = types;
    this.docs = docs;
    this.network = flow.network();
    this.notes = SeparableCosts.of(flow);
  }

  TypeCode write(TypeCode type) {
    type.superclass(Types.NETWORK_LAYERS).addJavadoc("The layers of {@link $T}, after those they read.\n", types.network);
    // First, since the constants below are taken from it.
    type.addField(FieldCode.of(types.layers, "CATALOGUE$", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .initializer("new $T()", types.layers));
    // Layers outside of blocks are constants, whose names meet none of ours; accessors are for the others.
    List<String> nested = LayerViews.names(network).stream().filter(name -> !isConstant(name)).toList();
    Function<NameTree.Entry, String> told = entry -> docs.of("", entry);
    Views.write(type, types.layers, nested, told, (accessor, name, entry) -> accessor.returns(Types.LAYER)
        .addJavadoc("$L", told.apply(entry)).addStatement("return CATALOGUE$$.get($L)", name),
        Modifier.STATIC);
    constants(type);
    type.addField(FieldCode.of(Views.STRING, "WIRING$", Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
        .addJavadoc("What each layer reads, for networks that extend this one: class files do not keep the names of parameters.\n")
        .initializer("$S", LayerDraft.wiring(network.spec().drafts())));
    blocks(type);
    Shape input = network.input();
    List<Text> lines = new ArrayList<>();
    if (network.spec().channelsLast()) {
      lines.add(Text.of("layout(true);\n"));
    }
    network.layers().forEach(layer -> {
      layer.operations().forEach(operation -> lines.add(operation(operation)));
      lines.add(add(layer));
    });
    notes.forEach(note -> lines.add(Text.of("note($S);\n", note)));
    network.outputs().forEach(layer -> lines.add(Text.of("output($S);\n", layer.name())));
    new PassWriter(type).sequence(MethodCode.constructor().addModifiers(Modifier.PRIVATE).addStatement("super($S, $L, $L, $L)",
        network.spec().generatedName(), input.channels(), input.height(), input.width()), "add$", lines, 40);
    type.addMethod(MethodCode.named("catalogue").addModifiers(Modifier.PUBLIC, Modifier.STATIC).returns(types.layers)
        .addJavadoc("The catalogue itself; {@code table()} gives it as text.\n").addStatement("return CATALOGUE$$"));
    return type;
  }

  /** A build that compiles only what a change concerns sees by these that a block concerns this network. */
  private void blocks(TypeCode type) {
    List<Text> companions = network.spec().blocks().stream()
        .map(block -> Text.of("$T.class", ClassName.get(block.packageName(), block.companion()))).toList();
    if (!companions.isEmpty()) {
      type.addField(FieldCode.of(Text.of("$T<?>[]", Class.class), "BLOCKS$", Modifier.STATIC, Modifier.FINAL)
          .addJavadoc("The blocks that this network was expanded from: when one of them changes, so does it.\n")
          .initializer(Text.of("{$L}", Text.join(companions, ", "))));
    }
  }

  /** Whether a layer outside of blocks, not repeated. */
  static boolean isConstant(String name) {
    return name.indexOf('.') < 0 && name.indexOf('[') < 0;
  }

  private void constants(TypeCode type) {
    for (int i = 0; i < network.layers().size(); i++) {
      ShapedLayer layer = network.layers().get(i);
      if (isConstant(layer.name())) {
        type.addField(FieldCode.of(Types.LAYER, layer.name(), Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
            .addJavadoc("$L", docs.layer("", layer)).initializer("at$$($L)", i));
      }
    }
    if (network.layers().stream().anyMatch(layer -> isConstant(layer.name()))) {
      type.addMethod(MethodCode.named("at$").addModifiers(Modifier.PRIVATE, Modifier.STATIC).returns(Types.LAYER)
          .addParameter(int.class, "index").addStatement("return CATALOGUE$$.all().get(index)"));
    }
  }

  private static Text operation(Operation operation) {
    Shape s = operation.output();
    Description description = operation.description();
    Text.Builder code = Text.builder().add("operation($S,$W$S,$W$L,$W$L,$W$L", description.kind(), operation.label(), s.channels(),
        s.height(), s.width());
    description.numbers().forEach((name, numbers) -> code.add(",$Wwith($S, $L)", name,
        String.join(", ", numbers.stream().map(Number::toString).toList())));
    return code.add(");\n").build();
  }

  private static Text add(ShapedLayer layer) {
    Text.Builder code = Text.builder();
    ReceptiveField r = layer.receptiveField();
    code.add("add($S,$Wnew $T($L, $L, $L, $L, $L, $L, $L),$W$LL,$W$LL", layer.name(), Types.RECEPTIVE_FIELD, r.rows().size(),
        r.columns().size(), r.rows().jump(), r.columns().jump(), r.rows().padding(), r.columns().padding(), r.aligned(),
        layer.parameters(), layer.multiplyAdds());
    for (int i = 0; i < layer.inputs().size(); i++) {
      String input = layer.inputs().get(i);
      code.add(",$Wreach($L,$W$L,$W$L)", input.equals(NetworkSpec.INPUT) ? "null" : Text.of("$S", input),
          axes(layer, i, Axis.HEIGHT), axes(layer, i, Axis.WIDTH));
    }
    return code.add(");\n").build();
  }

  /** The interval arithmetic of a layer's operations from one input along one axis, the last first; what depends on its own position is left out. */
  private static Text axes(ShapedLayer layer, int input, Axis axis) {
    List<Text> axes = new ArrayList<>();
    for (int i = layer.operations().size() - 1; i >= 0; i--) {
      Operation operation = layer.operations().get(i);
      Text code = axis(operation.reach(axis, i == 0 ? input : 0));
      if (!code.isEmpty()) {
        axes.add(code);
      }
    }
    return Text.of("$T.of($L)", List.class, Text.join(axes, ", "));
  }

  /** The interval arithmetic of one operation along one axis; empty where each position depends on its own. */
  static Text axis(Reach reach) {
    if (reach instanceof Reach.Sliding) {
      Reach.Sliding r = (Reach.Sliding) reach;
      return Text.of("$T.window($L, $L, $L)", Types.AXIS, r.dilated(), r.stride(), r.before());
    }
    if (reach instanceof Reach.Transposed) {
      Reach.Transposed r = (Reach.Transposed) reach;
      return Text.of("$T.transposed($L, $L, $L)", Types.AXIS, r.dilated(), r.stride(), r.before());
    }
    if (reach instanceof Reach.Adaptive) {
      Reach.Adaptive r = (Reach.Adaptive) reach;
      return Text.of("$T.adaptive($L, $L)", Types.AXIS, r.input(), r.output());
    }
    if (reach instanceof Reach.Whole) {
      return Text.of("$T.whole($L)", Types.AXIS, ((Reach.Whole) reach).size());
    }
    return Text.of("");
  }
}
