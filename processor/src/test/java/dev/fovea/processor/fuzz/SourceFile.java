package dev.fovea.processor.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Networks as they were drawn, that extend one another and use blocks: what a judge needs to know of them, and their text.
 *
 * @param name of the first network
 * @param compilerSays whether Java itself refuses it, before or beside any processor
 */
record SourceFile(String name, List<Block> blocks, List<Network> networks, boolean compilerSays) {
  static final String PACKAGE = "nets";
  private static final String HEADER = "package " + PACKAGE + ";\n\nimport dev.fovea.*;\nimport dev.fovea.runtime.Tensor;\n\n";

  /** A parameter of a layer. */
  record Parameter(String name, String type, boolean shapeOf) {
    static Parameter of(String name) {
      return new Parameter(name, "Tensor", false);
    }

    String source() {
      return (shapeOf ? "@ShapeOf " : "") + type + " " + name;
    }
  }

  /**
   * A method.
   *
   * @param before modifiers and type parameters, each followed by a blank
   * @param body null for a layer
   */
  record Method(String name, List<Written> annotations, List<Parameter> parameters, String before, String returns, String body) {
    static Method of(String name, List<Written> annotations, List<Parameter> parameters) {
      return new Method(name, annotations, parameters, "", "Tensor", null);
    }

    Method with(List<Written> changed) {
      return new Method(name, changed, parameters, before, returns, body);
    }

    Method reading(List<Parameter> changed) {
      return new Method(name, annotations, changed, before, returns, body);
    }

    Method marked(Written mark) {
      List<Written> more = new ArrayList<>(annotations);
      more.add(mark);
      return with(more);
    }

    boolean has(String annotation) {
      return annotations.stream().anyMatch(each -> each.is(annotation));
    }

    Written find(String annotation) {
      return annotations.stream().filter(each -> each.is(annotation)).findFirst().orElse(null);
    }

    String source(boolean inClass) {
      return "  " + annotations.stream().map(each -> each.source() + " ").collect(Collectors.joining()) + (inClass && body == null
          ? "abstract " : "")
          + before + returns + " " + name + parameters.stream().map(Parameter::source).collect(Collectors.joining(", ", "(", ")"))
          + (body == null ? ";\n" : " " + body + "\n");
    }
  }

  /**
   * A block.
   *
   * @param members their defaults; null for one that must be given
   */
  record Block(String name, List<String> inputs, Map<String, Integer> members, List<Method> layers) {
    Block with(List<Method> changed) {
      return new Block(name, inputs, members, changed);
    }

    String source() {
      StringBuilder text = new StringBuilder("@Block");
      if (!inputs.equals(List.of("input"))) {
        text.append(inputs.stream().map(input -> "\"" + input + "\"").collect(Collectors.joining(", ", "(inputs = {", "})")));
      }
      text.append(" @interface ").append(name).append(" {\n");
      members.forEach((member, value) -> text.append("  int ").append(member).append("()").append(value == null ? "" : " default "
          + value).append(";\n"));
      text.append("  interface Body {\n");
      layers.forEach(layer -> text.append("  ").append(layer.source(false)));
      return text.append("  }\n}\n").toString();
    }
  }

  /**
   * A network.
   *
   * @param kind as in {@code interface}
   * @param parent the network of the same file that it extends, or null
   */
  record Network(String name, String kind, Written annotation, String parent, List<Method> methods) {
    Network with(List<Method> changed) {
      return new Network(name, kind, annotation, parent, changed);
    }

    Network with(Written changed) {
      return new Network(name, kind, changed, parent, methods);
    }

    Network kind(String changed) {
      return new Network(name, changed, annotation, parent, methods);
    }

    boolean isClass() {
      return kind.endsWith("class");
    }

    String source() {
      StringBuilder text = new StringBuilder(annotation.source())
          .append("\n@Allow({Warning.DROPPED_PIXELS, Warning.CHECKERBOARD, Warning.USELESS_BIAS})\n")
          .append("public ").append(kind).append(' ').append(name).append(kind.equals("record") ? "()" : "");
      if (parent != null) {
        text.append(isClass() ? " implements " : " extends ").append(parent);
      }
      text.append(" {\n").append(kind.equals("enum") ? "  ;\n" : "");
      methods.forEach(method -> text.append(method.source(isClass())));
      return text.append("}\n").toString();
    }
  }

  SourceFile with(List<Network> changed) {
    return new SourceFile(name, blocks, changed, compilerSays);
  }

  SourceFile withBlocks(List<Block> changed) {
    return new SourceFile(name, changed, networks, compilerSays);
  }

  SourceFile refusedByJava() {
    return new SourceFile(name, blocks, networks, true);
  }

  Network network(String wanted) {
    return networks.stream().filter(network -> network.name().equals(wanted)).findFirst().orElse(null);
  }

  Block block(String wanted) {
    return blocks.stream().filter(block -> block.name().equals(wanted)).findFirst().orElse(null);
  }

  /** The text of each file, by the binary name of its type. */
  Map<String, String> sources() {
    Map<String, String> sources = new LinkedHashMap<>();
    blocks.forEach(block -> sources.put(PACKAGE + "." + block.name(), HEADER + block.source()));
    networks.forEach(network -> sources.put(PACKAGE + "." + network.name(), HEADER + network.source()));
    return sources;
  }

  @Override
  public String toString() {
    return String.join("\n", sources().values());
  }
}
