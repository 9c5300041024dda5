package dev.fovea.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.fovea.processor.graph.NetworkSpec;
import dev.fovea.processor.shape.Axis;
import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.Reach;
import dev.fovea.processor.shape.ReceptiveField;
import dev.fovea.processor.shape.Shape;
import dev.fovea.processor.shape.ShapedLayer;
import dev.fovea.processor.shape.ShapedNetwork;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes {@code XLayers}: a constant for each layer, called as the layer is. */
final class LayersWriter {
  private final Types types;
  private final ShapedNetwork network;

  LayersWriter(Types types, ShapedNetwork network) {
    this.types = types;
    this.network = network;
  }

  TypeSpec write(TypeSpec.Builder type) {
    type.addSuperinterface(Types.LAYERS).addJavadoc("The layers of {@link $T}, after those they read.\n", types.network);
    TypeName list = ParameterizedTypeName.get(ClassName.get(List.class), Types.LAYER);
    List<CodeBlock> fill = new ArrayList<>();
    for (int i = 0; i < network.layers().size(); i++) {
      ShapedLayer layer = network.layers().get(i);
      type.addField(FieldSpec.builder(Types.LAYER, layer.name(), Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
          .addJavadoc("$L", Docs.details(layer)).initializer(constant(layer, i)).build());
      fill.add(CodeBlock.of("all.add($N);\n", layer.name()));
    }
    type.addField(FieldSpec.builder(types.layers, "CATALOGUE$", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .initializer("new $T()", types.layers).build());
    type.addField(list, "all$", Modifier.PRIVATE, Modifier.FINAL);
    MethodSpec.Builder constructor = MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE)
        .addStatement("$T all = new $T<>()", list, ArrayList.class);
    fill.forEach(constructor::addCode);
    constructor.addStatement("this.$N = $T.copyOf(all)", "all$", List.class);
    type.addMethod(constructor.build());
    type.addMethod(MethodSpec.methodBuilder("catalogue").addModifiers(Modifier.PUBLIC, Modifier.STATIC).returns(types.layers)
        .addJavadoc("The catalogue itself; {@code table()} gives it as text.\n").addStatement("return CATALOGUE$$").build());
    type.addMethod(ForwardWriter.override("network", ClassName.get(String.class))
        .addStatement("return $S", network.spec().generatedName()).build());
    Shape input = network.input();
    type.addMethod(ForwardWriter.override("input", ArrayTypeName.of(int.class))
        .addStatement("return new int[] {$L, $L, $L}", input.channels(), input.height(), input.width()).build());
    type.addMethod(ForwardWriter.override("all", list).addStatement("return this.$N", "all$").build());
    type.addMethod(ForwardWriter.override("outputs", list).addStatement("return $T.of($L)", List.class,
        String.join(", ", network.outputs().stream().map(ShapedLayer::name).toList())).build());
    return type.build();
  }

  private CodeBlock constant(ShapedLayer layer, int index) {
    List<CodeBlock> inputs = new ArrayList<>();
    for (String input : layer.inputs()) {
      inputs.add(CodeBlock.of("new $T($L, $L, $L)", Types.REACH, input.equals(NetworkSpec.INPUT) ? "null" : input,
          axes(layer, Axis.HEIGHT), axes(layer, Axis.WIDTH)));
    }
    ReceptiveField r = layer.receptiveField();
    Shape s = layer.output();
    return CodeBlock.of("new $T($S, $L, $S, $T.of($L), $L, $L, $L, new $T($L, $L, $L, $L, $L, $L, $L), $LL, $LL)", Types.LAYER,
        layer.name(), index, layer.label(), List.class, CodeBlock.join(inputs, ", "), s.channels(), s.height(), s.width(),
        Types.RECEPTIVE_FIELD, r.rows().size(), r.columns().size(), r.rows().jump(), r.columns().jump(), r.rows().padding(),
        r.columns().padding(), r.aligned(), layer.parameters(), layer.multiplyAdds());
  }

  /** The interval arithmetic of a layer's operations along one axis, the last first; what depends on its own position is left out. */
  private static CodeBlock axes(ShapedLayer layer, Axis axis) {
    List<CodeBlock> axes = new ArrayList<>();
    for (int i = layer.operations().size() - 1; i >= 0; i--) {
      Operation operation = layer.operations().get(i);
      CodeBlock code = axis(operation.reach(axis));
      if (!code.isEmpty()) {
        axes.add(code);
      }
    }
    return CodeBlock.of("$T.of($L)", List.class, CodeBlock.join(axes, ", "));
  }

  private static CodeBlock axis(Reach reach) {
    if (reach instanceof Reach.Sliding) {
      Reach.Sliding r = (Reach.Sliding) reach;
      return CodeBlock.of("$T.window($L, $L, $L)", Types.AXIS, r.dilated(), r.stride(), r.before());
    }
    if (reach instanceof Reach.Transposed) {
      Reach.Transposed r = (Reach.Transposed) reach;
      return CodeBlock.of("$T.transposed($L, $L, $L)", Types.AXIS, r.dilated(), r.stride(), r.before());
    }
    if (reach instanceof Reach.Whole) {
      return CodeBlock.of("$T.whole($L)", Types.AXIS, ((Reach.Whole) reach).size());
    }
    return CodeBlock.of("");
  }
}
