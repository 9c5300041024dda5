package dev.fovea.processor.emit;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** Writes {@code XEager}: every method of the network runs its layer, unfused and freshly allocated. */
final class EagerWriter {
  private final Types types;
  private final Flow flow;
  private final Docs docs;
  private final Names methodNames = new Names();
  private final List<MethodCode> ownMethods = new ArrayList<>();
  /** The layers that each method stands for. */
  private final Map<String, List<ShapedLayer>> byMethod;
  /** The layer that readers of each method read. */
  private final Map<String, String> outputs = new HashMap<>();
  /** The place of each layer in the order of execution. */
  private final Map<String, Integer> order = new HashMap<>();

  EagerWriter(Types types, Flow flow, Docs docs) {
    this.types = types;
    this.flow = flow;
    this.docs = docs;
    for (LayerDraft draft : flow.network().spec().drafts()) {
      methodNames.newName(draft.name());
      outputs.put(draft.name(), Expansion.output(draft));
    }
    flow.network().layers().forEach(layer -> order.put(layer.name(), order.size()));
    this.byMethod = flow.network().layers().stream().map(ShapedLayer::name).collect(Collectors.groupingBy(
        name -> outputs.containsKey(name) ? name : Expansion.method(name), Collectors.mapping(flow.network()::layer, Collectors.toList())));
  }

  TypeCode write(TypeCode type) {
    if (flow.network().spec().isInterface()) {
      type.superinterface(types.network);
    } else {
      type.superclass(types.network);
    }
    type.addJavadoc("Runs {@link $T} layer by layer, in the plainest way: to step through it by hand, and to test the fast passes against.\n",
        types.network);
    EagerCode code = new EagerCode(type);
    List<MethodCode> methods = new ArrayList<>();
    flow.network().spec().drafts().stream().sorted(Comparator.comparing(draft -> order.get(Expansion.output(draft))))
        .forEach(draft -> methods.add(method(draft, code)));
    type.addMethod(MethodCode.constructor().addModifiers(Modifier.PUBLIC).addJavadoc("Layers as they are in evaluation.\n")
        .addParameter(types.parameters, "parameters").addStatement("this(parameters, $T.INFERENCE, 0)", Types.MODE));
    type.addMethod(MethodCode.constructor().addModifiers(Modifier.PUBLIC)
        .addJavadoc("Layers as they are in a mode; in {@code TRAINING} batch norms take the statistics of the batch and update the running "
            + "ones.\n\n@param seed decides which numbers dropout drops\n")
        .addParameter(types.parameters, "parameters").addParameter(Types.MODE, "mode").addParameter(long.class, "seed")
        .addCode(code.fields(types.parameters)));
    methods.forEach(type::addMethod);
    ownMethods.forEach(type::addMethod);
    return type;
  }

  /** A method of the network: one layer, or all those that its block or its repetitions stand for. */
  private MethodCode method(LayerDraft draft, EagerCode code) {
    Names locals = new Names();
    List.of("parameters", "mode", "seed").forEach(locals::newName);
    Map<String, Text> known = new HashMap<>();
    List<ShapedLayer> layers = byMethod.get(draft.name());
    MethodCode method = MethodCode.named(draft.name()).overrides().addModifiers(Modifier.PUBLIC)
        .returns(Types.TENSOR).addJavadoc("$L", doc(draft, layers));
    for (InputSpec input : draft.layer().inputs()) {
      String name = locals.newName(input.name());
      method.addParameter(Types.TENSOR, name);
      known.put(read(input.name()), Text.of("$N", name));
    }
    group(method, draft.name(), layers, known, locals, code);
    return method.addCode(Text.of("return $L;\n", known.get(Expansion.output(draft))));
  }

  private String doc(LayerDraft draft, List<ShapedLayer> layers) {
    return draft.block() == null && draft.repeat() == null ? docs.layer("", layers.get(0)) : Docs.group("", draft.name(), layers);
  }

  /** Runs the layers of a block, or repetitions: those that are groups themselves in methods of their own, or methods would grow long. */
  private void group(MethodCode method, String name, List<ShapedLayer> layers, Map<String, Text> known,
      Names locals, EagerCode code) {
    Map<String, List<ShapedLayer>> children = new LinkedHashMap<>();
    layers.forEach(layer -> children.computeIfAbsent(child(name, layer.name()), none -> new ArrayList<>()).add(layer));
    String last = layers.get(layers.size() - 1).name();
    // What a group gives is its last layer, on which all others of it depend.
    children.entrySet().stream()
        .sorted(Comparator.comparing(child -> order.get(child.getValue().get(child.getValue().size() - 1).name())))
        .forEach(child -> {
          if (child.getValue().size() > 1) {
            String result = child.getValue().get(child.getValue().size() - 1).name();
            known.put(result, ownMethod(method, child.getKey(), child.getValue(), known, locals, code));
          } else {
            ShapedLayer layer = child.getValue().get(0);
            run(method, layer, known, locals, code, layer.name().equals(last));
          }
        });
  }

  /** The part of a group that a layer belongs to: a repetition, or what the block's body calls it. */
  private static String child(String group, String layer) {
    int end = group.length();
    if (end == layer.length()) {
      return layer;
    }
    int next = layer.charAt(end) == '[' ? layer.indexOf(']', end) + 1 : nextBoundary(layer, end + 1);
    return layer.substring(0, next);
  }

  private static int nextBoundary(String layer, int from) {
    for (int i = from; i < layer.length(); i++) {
      if (layer.charAt(i) == '.' || layer.charAt(i) == '[') {
        return i;
      }
    }
    return layer.length();
  }

  /** A group as a private method: its result, as a local variable of the method that calls it. */
  private Text ownMethod(MethodCode caller, String name, List<ShapedLayer> layers, Map<String, Text> known,
      Names callerLocals, EagerCode code) {
    Names locals = new Names();
    List.of("parameters", "mode", "seed").forEach(locals::newName);
    String methodName = methodNames.newName(Flow.identifier(name));
    MethodCode own = MethodCode.named(methodName).addModifiers(Modifier.PRIVATE).returns(Types.TENSOR)
        .addJavadoc("{@code $L}.\n", name);
    Map<String, Text> inside = new HashMap<>();
    List<Text> arguments = new ArrayList<>();
    List<String> members = layers.stream().map(ShapedLayer::name).toList();
    layers.stream().flatMap(layer -> layer.inputs().stream()).distinct().filter(input -> !members.contains(input)).forEach(input -> {
      String parameter = locals.newName(Flow.identifier(input));
      own.addParameter(Types.TENSOR, parameter);
      inside.put(input, Text.of("$N", parameter));
      arguments.add(known.get(input));
    });
    group(own, name, layers, inside, locals, code);
    ownMethods.add(own.addCode(Text.of("return $L;\n", inside.get(layers.get(layers.size() - 1).name()))));
    String local = callerLocals.newName(Flow.identifier(name));
    caller.addCode(Text.of("$T $L = $N($L);\n", Types.TENSOR, local, methodName, Text.join(arguments, ", ")));
    return Text.of("$L", local);
  }

  /** The expanded layer that a parameter names. */
  private String read(String parameter) {
    return outputs.getOrDefault(parameter, parameter);
  }

  /** Runs one layer, operation by operation; the last result of all is returned as it is. */
  private void run(MethodCode method, ShapedLayer layer, Map<String, Text> known, Names locals, EagerCode code,
      boolean last) {
    List<Text> current = layer.inputs().stream().map(known::get).toList();
    List<Node> nodes = flow.nodes(layer);
    for (Node node : nodes) {
      Text call = eager(node.operation(), node, current, code);
      if (last && node.isLast()) {
        current = List.of(call);
      } else {
        String local = locals.newName(node.isLast() ? Flow.identifier(layer.name()) : "after"
            + ForwardCode.capitalized(node.output().name()));
        method.addCode(Text.of("$T $L = $L;\n", Types.TENSOR, local, call));
        current = List.of(Text.of("$L", local));
      }
    }
    known.put(layer.name(), current.get(0));
  }

  private static <O extends Operation> Text eager(O operation, Node node, List<Text> inputs, EagerCode code) {
    return Emitters.of(operation).eager(operation, node, inputs, code);
  }
}
