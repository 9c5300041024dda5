package dev.fovea.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import dev.fovea.processor.graph.Graph;
import dev.fovea.processor.graph.LayerDraft;
import dev.fovea.processor.graph.LayerSpec;
import dev.fovea.processor.graph.OperationSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.lang.model.element.Modifier;

/**
 * Writes the generated classes of a network that has errors: the same names and members, none of which can be used, so that the
 * network's errors are the only ones that its users see.
 */
final class StubWriter {
  /** The real classes tell of layers; what is wrong with these is told by the errors. */
  private static final Function<NameTree.Entry, String> NO_DOCS = entry -> "";

  private final Types types;
  private final List<LayerDraft> methods;
  private final Map<String, LayerSpec> layers = new LinkedHashMap<>();

  StubWriter(Types types, Graph graph) {
    this.types = types;
    this.methods = graph.network().drafts();
    graph.network().layers().forEach(layer -> layers.putIfAbsent(layer.name(), layer));
  }

  void write(BiConsumer<ClassName, UnaryOperator<TypeCode>> files) {
    files.accept(types.layers, this::layers);
    files.accept(types.parameters, this::parameters);
    files.accept(types.forward, this::forward);
    files.accept(types.backward, this::backward);
    files.accept(types.deconvnet, this::deconvnet);
    files.accept(types.eager, this::eager);
  }

  private MethodCode unusable(String name, TypeName returns) {
    return unusable(MethodCode.named(name).addModifiers(Modifier.PUBLIC), returns);
  }

  private MethodCode unusable(MethodCode method, TypeName returns) {
    return method.returns(returns).addStatement("throw new $T($S)", IllegalStateException.class,
        types.network.simpleName() + " was compiled with errors");
  }

  private TypeCode layers(TypeCode type) {
    type.superclass(Types.NETWORK_LAYERS);
    type.addMethod(MethodCode.constructor().addModifiers(Modifier.PRIVATE).addStatement("super($S, 1, 1, 1)", ""));
    List<String> nested = new ArrayList<>();
    for (String layer : layers.keySet()) {
      if (LayersWriter.isConstant(layer)) {
        type.addField(FieldCode.of(Types.LAYER, layer, Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL).initializer("null"));
      } else {
        nested.add(layer);
      }
    }
    Views.write(type, types.layers, nested, NO_DOCS, (accessor, name, entry) -> unusable(accessor, Types.LAYER), Modifier.STATIC);
    return type.addMethod(unusable("catalogue", types.layers).addModifiers(Modifier.STATIC));
  }

  private TypeCode parameters(TypeCode type) {
    type.superclass(Types.NETWORK_PARAMETERS);
    type.addMethod(unusable("random", types.parameters).addModifiers(Modifier.STATIC).addParameter(long.class, "seed"));
    type.addMethod(unusable("from", types.parameters).addModifiers(Modifier.STATIC).addParameter(Path.class, "file")
        .addException(IOException.class));
    type.addMethod(unusable("layers", types.layers));
    Views.modes(type, types);
    weightViews(type, types.parameters, Types.PARAMETER);
    return type;
  }

  /** A view for each layer, with every accessor that its operations may have. */
  private void weightViews(TypeCode type, ClassName outer, TypeName held) {
    Names names = new Names();
    List<String> holders = layers.values().stream().filter(layer -> !accessors(layer).isEmpty()).map(LayerSpec::name).toList();
    Views.write(type, outer, holders, NO_DOCS, (accessor, name, entry) -> {
      ClassName view = outer.nestedClass(names.newName(entry.path().replace('.', '_') + "Weights"));
      TypeCode members = TypeCode.named(view).addModifiers(Modifier.PUBLIC, Modifier.FINAL);
      Set<String> accessors = new LinkedHashSet<>();
      entry.layers().forEach(layer -> accessors.addAll(accessors(layers.get(layer))));
      accessors.forEach(member -> members.addMethod(unusable(member, held)));
      type.addType(members);
      unusable(accessor, view);
    });
  }

  private static Set<String> accessors(LayerSpec layer) {
    List<String> holders = new ArrayList<>();
    Set<String> accessors = new LinkedHashSet<>();
    for (OperationSpec operation : layer.operations()) {
      if (operation.attributes().has("initializer")) {
        holders.add(ForwardCode.capitalized(operation.kind()));
      } else if (operation.kind().equals("BatchNorm")) {
        accessors.addAll(List.of("scale", "shift", "runningMean", "runningVariance"));
      }
    }
    for (String holder : holders) {
      String prefix = holders.size() == 1 ? "" : holder.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + holder.substring(1);
      accessors.add(prefix.isEmpty() ? "weights" : prefix + "Weights");
      accessors.add(prefix.isEmpty() ? "bias" : prefix + "Bias");
    }
    return accessors;
  }

  private TypeCode forward(TypeCode type) {
    type.superclass(Types.NETWORK_FORWARD);
    type.addMethod(MethodCode.constructor().addParameter(types.parameters, "parameters").addParameter(Types.MODE, "mode")
        .addParameter(int.class, "batch").addParameter(int.class, "threads").addStatement("super(parameters, mode, null)"));
    type.addMethod(unusable("parameters", types.parameters));
    type.addMethod(unusable("backward", types.backward));
    type.addMethod(unusable("deconvnet", types.deconvnet));
    tensors(type, "activations", types.forward.nestedClass("Activations"));
    tensors(type, "preactivations", types.forward.nestedClass("Preactivations"));
    return type;
  }

  private void tensors(TypeCode type, String method, ClassName name) {
    TypeCode view = TypeCode.named(name).addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL);
    Views.write(view, name, List.copyOf(layers.keySet()), NO_DOCS, (accessor, layer, entry) -> unusable(accessor, Types.TENSOR));
    type.addType(view);
    type.addMethod(unusable(method, name));
  }

  private TypeCode backward(TypeCode type) {
    type.superclass(Types.NETWORK_BACKWARD);
    reverse(type);
    tensors(type, "activations", types.backward.nestedClass("Activations"));
    ClassName gradients = types.backward.nestedClass("ParameterGradients");
    TypeCode view = TypeCode.named(gradients).addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL);
    weightViews(view, gradients, Types.PACKED_TENSOR);
    type.addType(view);
    return type.addMethod(unusable("parameters", gradients));
  }

  private TypeCode deconvnet(TypeCode type) {
    type.superclass(Types.NETWORK_DECONVNET);
    reverse(type);
    Views.write(type, types.deconvnet, List.copyOf(layers.keySet()), NO_DOCS,
        (accessor, layer, entry) -> unusable(accessor, Types.PROJECTION));
    return type;
  }

  private void reverse(TypeCode type) {
    type.addMethod(MethodCode.constructor().addParameter(types.forward, "forward").addStatement("super(forward, null, 0)"));
    type.addMethod(unusable("forward", types.forward));
    type.addMethod(unusable("back", TypeName.VOID).addParameter(int.class, "layer"));
    type.addMethod(unusable("step", TypeName.VOID).addParameter(int.class, "step").addParameter(int.class, "from")
        .addParameter(int.class, "to"));
  }

  /** Does not implement the network, whose methods may be what is wrong. */
  private TypeCode eager(TypeCode type) {
    type.addMethod(MethodCode.constructor().addModifiers(Modifier.PUBLIC).addParameter(types.parameters, "parameters"));
    type.addMethod(MethodCode.constructor().addModifiers(Modifier.PUBLIC).addParameter(types.parameters, "parameters")
        .addParameter(Types.MODE, "mode").addParameter(long.class, "seed"));
    for (LayerDraft draft : methods) {
      MethodCode method = unusable(draft.name(), Types.TENSOR);
      for (int i = 0; i < draft.layer().inputs().size(); i++) {
        method.addParameter(Types.TENSOR, "input" + i);
      }
      type.addMethod(method);
    }
    return type;
  }
}
