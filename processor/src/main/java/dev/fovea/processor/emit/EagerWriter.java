package dev.fovea.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeSpec;
import dev.fovea.processor.graph.Expansion;
import dev.fovea.processor.graph.InputSpec;
import dev.fovea.processor.graph.LayerDraft;
import dev.fovea.processor.plan.Flow;
import dev.fovea.processor.plan.Node;
import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.ShapedLayer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    List<String> order = LayerViews.names(flow.network());
    flow.network().spec().drafts().stream().sorted(Comparator.comparingInt(draft -> order.indexOf(Expansion.output(draft))))
        .forEach(draft -> methods.add(method(draft, code)));
    type.addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PUBLIC).addJavadoc("Layers as they are in evaluation.\n")
        .addParameter(types.parameters, "parameters").addStatement("this(parameters, $T.INFERENCE, 0)", Types.MODE).build());
    type.addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PUBLIC)
        .addJavadoc("Layers as they are in a mode; in {@code TRAINING} batch norms take the statistics of the batch and update the running ones.\n\n@param seed decides which numbers dropout drops\n")
        .addParameter(types.parameters, "parameters").addParameter(Types.MODE, "mode").addParameter(long.class, "seed")
        .addCode(code.fields(types.parameters)).build());
    methods.forEach(type::addMethod);
    return type.build();
  }

  /** A method of the network: one layer, or all those that its block or its repetitions stand for. */
  private MethodSpec method(LayerDraft draft, EagerCode code) {
    NameAllocator locals = new NameAllocator();
    List.of("parameters", "mode", "seed").forEach(locals::newName);
    Map<String, CodeBlock> known = new HashMap<>();
    List<ShapedLayer> layers = flow.network().layers().stream().filter(layer -> belongs(layer.name(), draft.name())).toList();
    MethodSpec.Builder method = MethodSpec.methodBuilder(draft.name()).addAnnotation(Override.class).addModifiers(Modifier.PUBLIC)
        .returns(Types.TENSOR).addJavadoc("$L.\n", Docs.layer(flow.network().layer(Expansion.output(draft))));
    for (InputSpec input : draft.layer().inputs()) {
      String name = locals.newName(input.name());
      method.addParameter(Types.TENSOR, name);
      known.put(read(input.name()), CodeBlock.of("$N", name));
    }
    for (ShapedLayer layer : layers) {
      boolean last = layer.name().equals(Expansion.output(draft));
      run(method, layer, known, locals, code, last);
    }
    return method.addStatement("return $L", known.get(Expansion.output(draft))).build();
  }

  private static boolean belongs(String layer, String method) {
    return layer.equals(method) || layer.startsWith(method + ".") || layer.startsWith(method + "[");
  }

  /** The expanded layer that a parameter names. */
  private String read(String parameter) {
    return flow.network().spec().drafts().stream().filter(draft -> draft.name().equals(parameter)).findFirst()
        .map(Expansion::output).orElse(parameter);
  }

  /** Runs one layer, operation by operation; the last result of all is returned as it is. */
  private void run(MethodSpec.Builder method, ShapedLayer layer, Map<String, CodeBlock> known, NameAllocator locals, EagerCode code,
      boolean last) {
    List<CodeBlock> current = layer.inputs().stream().map(known::get).toList();
    List<Node> nodes = flow.nodes(layer);
    for (Node node : nodes) {
      CodeBlock call = eager(node.operation(), node, current, code);
      if (last && node.isLast()) {
        current = List.of(call);
      } else {
        String local = locals.newName(node.isLast() ? Flow.identifier(layer.name()) : "after"
            + ForwardCode.capitalized(node.output().name()));
        method.addStatement("$T $L = $L", Types.TENSOR, local, call);
        current = List.of(CodeBlock.of("$L", local));
      }
    }
    known.put(layer.name(), current.get(0));
  }

  private static <O extends Operation> CodeBlock eager(O operation, Node node, List<CodeBlock> inputs, EagerCode code) {
    return Emitters.of(operation).eager(operation, node, inputs, code);
  }
}
