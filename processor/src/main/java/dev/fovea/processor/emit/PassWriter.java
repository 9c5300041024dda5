package dev.fovea.processor.emit;

import com.palantir.javapoet.TypeName;
import dev.fovea.processor.plan.Border;
import dev.fovea.processor.plan.Region;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.lang.model.element.Modifier;

/** Gathers one generated pass: constants, fields, steps, and the code that runs them. */
final class PassWriter {
  private static final List<String> TAKEN = List.of("batch", "kernels", "arena", "ZEROS", "INFINITY", "ALIGNED", "scratch", "step",
      "run", "read", "threads", "clearBorder", "images", "from", "to", "row", "n", "y", "x0", "y0", "f", "k", "g", "parameters",
      "values", "block", "width", "column", "training", "forward", "node", "FLOATS", "outputs", "activation", "preactivation", "seed", "runs",
      "gradient", "pass", "transformed", "yield");

  private final TypeCode type;
  private final List<FieldCode> fields = new ArrayList<>();
  private final List<Text> construction = new ArrayList<>();
  private final Names names = new Names();
  private final Map<String, String> shared = new HashMap<>();
  private final List<Text> cases = new ArrayList<>();
  private final List<TypeCode> holders = new ArrayList<>();
  private int constants;

  PassWriter(TypeCode type) {
    this.type = type;
    TAKEN.forEach(names::newName);
  }

  /** The class being written. */
  TypeCode type() {
    return type;
  }

  /**
   * Adds the constructor, which sets the fields and then does more; and the fields, which are final unless there are so many that they
   * are set in parts.
   */
  void construct(MethodCode constructor, List<Text> more) {
    boolean whole = construction.size() + more.size() <= PART;
    fields.forEach(field -> type.addField(whole ? field.with(Modifier.FINAL) : field));
    List<Text> lines = new ArrayList<>(construction);
    lines.addAll(more);
    // A part has the constructor's parameters.
    sequence(constructor, "construct", lines, PART);
  }

  /** Whether the constructor sets any field. */
  boolean hasFields() {
    return !fields.isEmpty();
  }

  private static final int PART = 100;

  /** A constant or field, made once for each key. */
  private String once(String key, String suggestion, java.util.function.Consumer<String> declare) {
    String name = shared.get(key);
    if (name == null) {
      name = names.newName(suggestion);
      shared.put(key, name);
      declare.accept(name);
    }
    return name;
  }

  /** The constant of a region's offset. */
  String offset(String suggestion, Region region, Text doc) {
    return once("offset " + suggestion + " " + region.offset(), constant(suggestion), name -> type.addField(
        FieldCode.of(TypeName.INT, name, Modifier.STATIC, Modifier.FINAL).addJavadoc(doc).initializer("$L", region.offset())));
  }

  /** A static constant, shared by all uses of one initializer. */
  String constant(TypeName typeName, String suggestion, Text initializer) {
    String key = suggestion + initializer.key();
    String name = shared.get(key);
    if (name == null) {
      String own = names.newName(constant(suggestion));
      TypeCode holder = constants < PART ? type : holder();
      Modifier[] modifiers = holder == type ? new Modifier[] {Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL}
          : new Modifier[] {Modifier.STATIC, Modifier.FINAL};
      holder.addField(FieldCode.of(typeName, own, modifiers).initializer(initializer));
      name = holder == type ? own : "Constants" + constants / PART * PART + "." + own;
      shared.put(key, name);
      constants++;
    }
    return name;
  }

  /** Where the next constant goes if there are many: a class's static initialiser is a method, which must not grow too long either. */
  private TypeCode holder() {
    if (constants % PART == 0) {
      holders.add(TypeCode.named(type.name().nestedClass("Constants" + constants))
          .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL));
    }
    return holders.get(holders.size() - 1);
  }

  /** A field that the constructor sets; shared by all uses of one initializer. */
  String field(TypeName typeName, String suggestion, Text initializer) {
    return once(suggestion + initializer.key(), suggestion, name -> {
      fields.add(FieldCode.of(typeName, name, Modifier.PRIVATE));
      construction.add(Text.of("this.$N = $L;\n", name, initializer));
    });
  }

  /** A field that the constructor sets, and that the passes back use too. */
  String shared(TypeName typeName, String suggestion, Text initializer) {
    return once(suggestion + initializer.key(), suggestion, name -> {
      fields.add(FieldCode.of(typeName, name));
      construction.add(Text.of("this.$N = $L;\n", name, initializer));
    });
  }

  /** The name of a constant: camel case becomes upper case with underscores. */
  static String constant(String name) {
    StringBuilder constant = new StringBuilder(name.length() + 8);
    for (int i = 0; i < name.length(); i++) {
      boolean begins = i > 0 && Character.isUpperCase(name.charAt(i));
      if (begins && (Character.isLowerCase(name.charAt(i - 1)) || Character.isDigit(name.charAt(i - 1)))) {
        constant.append('_');
      }
      constant.append(name.charAt(i));
    }
    return constant.toString().toUpperCase(Locale.ROOT);
  }

  /** Adds a step; the code that runs it over all its items is returned. */
  Text step(String suggestion, Text doc, Text items, Text work, Text body) {
    String name = names.newName(suggestion);
    type.addMethod(MethodCode.named(name).addModifiers(Modifier.PRIVATE).addJavadoc(doc).addParameter(int.class, "from")
        .addParameter(int.class, "to").addCode(body));
    int number = cases.size();
    cases.add(Text.of("case $L -> $N(from, to);\n", number, name));
    return Text.of("run($L, $L, $L); // $L\n", number, items, work, name);
  }

  private static final int CASES = 300;

  /** Adds the method that runs part of a step; it is split where one switch would grow too long for the JIT. */
  void finishSteps() {
    holders.forEach(type::addType);
    MethodCode step = MethodCode.named("step").overrides().addModifiers(Modifier.PROTECTED)
        .addParameter(int.class, "step").addParameter(int.class, "from").addParameter(int.class, "to");
    if (cases.size() <= CASES) {
      type.addMethod(step.addCode(switchOver(cases)));
      return;
    }
    Text.Builder parts = Text.builder().add("switch (step / $L) {\n$>", CASES);
    for (int part = 0; part * CASES < cases.size(); part++) {
      String name = names.newName("steps" + part * CASES);
      List<Text> own = cases.subList(part * CASES, Math.min(cases.size(), (part + 1) * CASES));
      type.addMethod(MethodCode.named(name).addModifiers(Modifier.PRIVATE).addParameter(int.class, "step")
          .addParameter(int.class, "from").addParameter(int.class, "to").addCode(switchOver(own)));
      parts.add("case $L -> $N(step, from, to);\n", part, name);
    }
    type.addMethod(step.addCode(parts.add(NO_STEP).add("$<}\n").build()));
  }

  private static final Text NO_STEP = Text.of("default -> throw new $T(\"step \" + step);\n", AssertionError.class);

  private static Text switchOver(List<Text> cases) {
    return Text.builder().add("switch (step) {\n$>").add(Text.join(cases, "")).add(NO_STEP).add("$<}\n").build();
  }

  /**
   * Adds a method made of lines, in parts where there are many: no method may outgrow the JIT.
   *
   * @param most how many lines one part may have
   */
  void sequence(MethodCode method, String partName, List<Text> lines, int most) {
    if (lines.size() <= most) {
      type.addMethod(method.addCode(Text.join(lines, "")));
      return;
    }
    for (int part = 0; part * most < lines.size(); part++) {
      String name = names.newName(partName + part * most);
      MethodCode own = MethodCode.named(name).addModifiers(Modifier.PRIVATE).addParametersOf(method);
      List<Text> some = lines.subList(part * most, Math.min(lines.size(), (part + 1) * most));
      type.addMethod(own.addCode(Text.join(some, "")));
      method.addStatement("$N($L)", name, method.arguments());
    }
    type.addMethod(method);
  }

  /** Writes the zeros around a buffer, if it has any. */
  static Text clearBorder(Buffer buffer) {
    Region region = buffer.region();
    Border b = region.border();
    if (b.isNone()) {
      return Text.of("");
    }
    return Text.of("clearBorder($L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L);\n", buffer.start(), b.top(), b.left(), b.bottom(), b.right(),
        region.shape().height(), region.shape().width(), region.pixelStride());
  }

  /** A loop over the rows of all images. */
  static Text rows(int height, Text body) {
    return rows("row", "from", "to", height, body);
  }

  /** A loop over some rows of all images, counted by a variable between two expressions. */
  static Text rows(String row, String from, String to, int height, Text body) {
    Text.Builder code = Text.builder();
    if (height == 1) {
      code.beginControlFlow("for (int n = $L; n < $L; n++)", from, to);
    } else {
      code.beginControlFlow("for (int $L = $L; $L < $L; $L++)", row, from, row, to, row);
      code.addStatement("int n = $L / $L", row, height).addStatement("int y = $L % $L", row, height);
    }
    return code.add(body).endControlFlow().build();
  }

  /** How many rows all images have. */
  static Text allRows(int height) {
    return height == 1 ? Text.of("batch") : Text.of("batch * $L", height);
  }

  /** Work of a step that does a little for each number. */
  static Text elementwise(long numbers, int perNumber) {
    return Text.of("$LL * batch", numbers * perNumber);
  }

}
