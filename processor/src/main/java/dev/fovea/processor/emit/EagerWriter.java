package dev.fovea.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.fovea.processor.graph.InputSpec;
import dev.fovea.processor.plan.Flow;
import dev.fovea.processor.plan.Node;
import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.ShapedLayer;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes {@code XEager}: every method of the network runs its layer, unfused and freshly allocated. */
final class EagerWriter {
  private final Types types;
  private final Flow flow;

  EagerWriter(Types types, Flow flow) {
    this.types = types;
    this.flow = flow;
  }

  TypeSpec write(TypeSpec.Builder type) {
    if (flow.network().spec().isInterface()) {
      type.addSuperinterface(types.network);
    } else {
      type.superclass(types.network);
    }
    type.addJavadoc("Runs {@link $T} layer by layer, in the plainest way: to step through it by hand, and to test the fast passes against.\n",
        types.network);
    EagerCode code = new EagerCode(type);
    List<MethodSpec> methods = new ArrayList<>();
    flow.network().layers().forEach(layer -> methods.add(method(layer, code)));
    type.addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PUBLIC).addJavadoc("Layers as they are in evaluation.\n")
        .addParameter(types.parameters, "parameters").addStatement("this(parameters, $T.INFERENCE, 0)", Types.MODE).build());
    type.addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PUBLIC)
        .addJavadoc("Layers as they are in a mode; in {@code TRAINING} batch norms take the statistics of the batch and update the running ones.\n\n@param seed decides which numbers dropout drops\n")
        .addParameter(types.parameters, "parameters").addParameter(Types.MODE, "mode").addParameter(long.class, "seed")
        .addCode(code.fields(types.parameters)).build());
    methods.forEach(type::addMethod);
    return type.build();
  }

  private MethodSpec method(ShapedLayer layer, EagerCode code) {
    MethodSpec.Builder method = MethodSpec.methodBuilder(layer.name()).addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC).returns(Types.TENSOR)
        .addJavadoc("$L.\n", Docs.layer(layer));
    List<CodeBlock> current = new ArrayList<>();
    for (InputSpec input : layer.spec().inputs()) {
      method.addParameter(Types.TENSOR, input.name());
      if (!input.shapeOnly()) {
        current.add(CodeBlock.of("$N", input.name()));
      }
    }
    List<Node> nodes = flow.nodes(layer);
    for (int i = 0; i < nodes.size(); i++) {
      CodeBlock call = eager(nodes.get(i).operation(), nodes.get(i), current, code);
      if (i == nodes.size() - 1) {
        method.addStatement("return $L", call);
      } else {
        String local = "after" + layer.spec().operations().get(i).kind();
        method.addStatement("$T $L = $L", Types.TENSOR, local, call);
        current = List.of(CodeBlock.of("$L", local));
      }
    }
    return method.build();
  }

  private static <O extends Operation> CodeBlock eager(O operation, Node node, List<CodeBlock> inputs, EagerCode code) {
    return Emitters.of(operation).eager(operation, node, inputs, code);
  }
}
