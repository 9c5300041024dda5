package dev.fovea.processor.emit;

import com.palantir.javapoet.ClassName;
import java.util.List;
import java.util.function.Function;
import javax.lang.model.element.Modifier;

/**
 * Writes accessors that nest as layers do: {@code c1()}, {@code down3().reduce()}, {@code conv2(0).out()}. A view of a block knows its
 * dotted name and nothing else; what is asked for is looked up by name.
 */
final class Views {
  static final ClassName STRING = ClassName.get(String.class);

  /** What is behind the accessor of a layer. */
  interface Leaf {
    /**
     * Completes an accessor: its result, Javadoc and code.
     *
     * @param name the expression of the layer's dotted name
     * @param layers the full names of the layers that the accessor stands for, of every repetition
     */
    void complete(MethodCode accessor, Text name, NameTree.Entry entry);
  }

  private final TypeCode outer;
  private final ClassName outerName;
  private final Leaf leaf;
  private final Function<NameTree.Entry, String> docs;
  private final Names names = new Names();
  private final Modifier[] modifiers;

  private Views(TypeCode outer, ClassName outerName, Function<NameTree.Entry, String> docs, Leaf leaf, Modifier... modifiers) {
    this.outer = outer;
    this.outerName = outerName;
    this.docs = docs;
    this.leaf = leaf;
    this.modifiers = modifiers;
    outerName.simpleNames().forEach(names::newName);
  }

  /**
   * Adds an accessor for each layer and block to a class, and a nested class for each kind of block.
   *
   * @param docs what is said of a block
   * @param modifiers of the accessors on the class itself, besides public
   */
  static void write(TypeCode outer, ClassName outerName, List<String> layers, Function<NameTree.Entry, String> docs, Leaf leaf,
      Modifier... modifiers) {
    new Views(outer, outerName, docs, leaf, modifiers).write(outer, NameTree.of(layers), true);
  }

  private void write(TypeCode into, NameTree tree, boolean top) {
    for (NameTree.Entry entry : tree.entries()) {
      MethodCode accessor = MethodCode.named(entry.name()).addModifiers(Modifier.PUBLIC);
      if (top) {
        accessor.addModifiers(modifiers);
      }
      Text name = top ? Text.of("$S", entry.name()) : Text.of("name + $S", "." + entry.name());
      if (entry.repeated()) {
        accessor.addParameter(int.class, "repetition");
        name = top ? Text.of("$S + repetition + $S", entry.name() + "[", "]")
            : Text.of("name + $S + repetition + $S", "." + entry.name() + "[", "]");
      }
      if (entry.isLeaf()) {
        leaf.complete(accessor, name, entry);
      } else {
        ClassName view = outerName.nestedClass(names.newName(viewName(entry)));
        accessor.returns(view).addJavadoc("$L", docs.apply(entry))
            .addStatement("return new $T($L)", view, name);
        outer.addType(view(view, entry));
      }
      if (entry.repeated()) {
        accessor.addJavadoc("\n@param repetition counted from 0\n");
      }
      into.addMethod(accessor);
    }
  }

  private TypeCode view(ClassName name, NameTree.Entry entry) {
    TypeCode view = TypeCode.named(name).addModifiers(Modifier.PUBLIC, Modifier.FINAL)
        .addJavadoc("The layers of {@code $L}.\n", entry.path());
    if (modifiers.length > 0) {
      view.addModifiers(modifiers);
    }
    view.addField(FieldCode.of(STRING, "name", Modifier.FINAL));
    view.addMethod(MethodCode.constructor().addModifiers(Modifier.PRIVATE).addParameter(String.class, "name")
        .addStatement("this.name = name"));
    write(view, entry.children(), false);
    return view;
  }

  /** Named after the whole path, so that no view is called as one around it. */
  private static String viewName(NameTree.Entry entry) {
    StringBuilder name = new StringBuilder();
    for (String part : entry.path().split("\\.")) {
      name.append(name.length() == 0 ? "" : "_").append(ForwardCode.capitalized(part));
    }
    return name + "View";
  }

  /** The overloads of {@code forward}, with the network's own class as result. */
  static void modes(TypeCode type, Types types) {
    type.addMethod(forward(types).addParameter(Types.MODE, "mode").addStatement("return forward(mode, 1)"));
    type.addMethod(forward(types).addParameter(Types.MODE, "mode").addParameter(int.class, "batch")
        .addStatement("return forward(mode, batch, $T.available())", ClassName.get("dev.fovea.runtime", "Threads")));
    type.addMethod(forward(types).addParameter(Types.MODE, "mode").addParameter(int.class, "batch").addParameter(int.class, "threads")
        .addStatement("return new $T(this, mode, batch, threads)", types.forward));
  }

  private static MethodCode forward(Types types) {
    return MethodCode.named("forward").overrides().addModifiers(Modifier.PUBLIC).returns(types.forward);
  }
}
