package dev.fovea.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.ShapedLayer;
import dev.fovea.processor.shape.ShapedNetwork;
import dev.fovea.processor.shape.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javax.lang.model.element.Modifier;

/**
 * Writes views of what belongs to the weights of each layer: the parameters themselves, or gradients by them. Where repetitions of a
 * block differ (a shortcut that projects in the first only), a view has the accessors of all; what is not there is looked up in vain.
 */
final class WeightViews {
  private final ShapedNetwork network;
  private final Docs docs;
  private final Map<String, NameTree.Entry> tree;
  private final TypeCode outer;
  private final ClassName outerName;
  private final Predicate<Weights> shown;
  private final TypeName held;
  private final String lookup;
  private final Names names = new Names();

  /**
   * @param outer the class that gets the accessors
   * @param shown which weights are shown
   * @param held what an accessor gives
   * @param lookup the beginning of the expression that finds it by its file name, as in {@code X.this.get(}
   */
  WeightViews(ShapedNetwork network, Docs docs, TypeCode outer, ClassName outerName, Predicate<Weights> shown, TypeName held,
      String lookup) {
    this.network = network;
    this.docs = docs;
    this.tree = NameTree.of(LayerViews.names(network)).all();
    this.outer = outer;
    this.outerName = outerName;
    this.shown = shown;
    this.held = held;
    this.lookup = lookup;
  }

  void write() {
    List<String> holders = network.layers().stream().filter(layer -> layer.operations().stream()
        .anyMatch(operation -> operation.weights().stream().anyMatch(shown))).map(ShapedLayer::name).toList();
    Views.write(outer, outerName, holders, this::doc, (accessor, name, entry) -> {
      ClassName view = outerName.nestedClass(names.newName(weightsName(entry)));
      accessor.returns(view).addJavadoc("$L", doc(entry)).addStatement("return new $T($L)", view, name);
      outer.addType(view(view, entry));
    });
  }

  /** Of a block all layers are told, not only those that hold weights. */
  private String doc(NameTree.Entry entry) {
    return docs.of("Weights of ", tree.get(entry.path()));
  }

  private static String weightsName(NameTree.Entry entry) {
    StringBuilder name = new StringBuilder();
    for (String part : entry.path().split("\\.")) {
      name.append(name.length() == 0 ? "" : "_").append(ForwardCode.capitalized(part));
    }
    return name + "Weights";
  }

  private TypeCode view(ClassName name, NameTree.Entry entry) {
    TypeCode view = TypeCode.named(name).addModifiers(Modifier.PUBLIC, Modifier.FINAL)
        .addJavadoc("What {@code $L} holds.\n", entry.path());
    view.addField(FieldCode.of(Views.STRING, "name", Modifier.PRIVATE, Modifier.FINAL));
    view.addMethod(MethodCode.constructor().addModifiers(Modifier.PRIVATE).addParameter(String.class, "name")
        .addStatement("this.name = name"));
    Map<String, MethodCode> accessors = new LinkedHashMap<>();
    for (String layerName : entry.layers()) {
      ShapedLayer layer = network.layer(layerName);
      for (int i = 0; i < layer.operations().size(); i++) {
        add(accessors, layer, i);
      }
    }
    accessors.values().forEach(view::addMethod);
    return view;
  }

  private void add(Map<String, MethodCode> accessors, ShapedLayer layer, int position) {
    Operation operation = layer.operations().get(position);
    for (Weights weights : operation.weights()) {
      String accessor = ParameterNames.accessor(layer, position, weights.role());
      if (shown.test(weights)) {
        String suffix = ParameterNames.file(layer, position, weights.role()).substring(layer.name().length());
        accessors.putIfAbsent(accessor, MethodCode.named(accessor).addModifiers(Modifier.PUBLIC).returns(held)
            .addJavadoc("$L.\n", Docs.weights(operation, weights)).addStatement("return $L", find(suffix)));
      }
    }
  }

  private Text find(String suffix) {
    return Text.of("$Lname + $S)", lookup, suffix);
  }
}
