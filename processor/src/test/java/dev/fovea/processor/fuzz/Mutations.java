package dev.fovea.processor.fuzz;

import dev.fovea.processor.fuzz.SourceFile.Block;
import dev.fovea.processor.fuzz.SourceFile.Method;
import dev.fovea.processor.fuzz.SourceFile.Network;
import dev.fovea.processor.fuzz.SourceFile.Parameter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Changes a source here and there, as typing mistakes, misunderstandings and malice do; some changes do no harm. */
final class Mutations {
  private static final String[] EXTREMES = {"0", "-1", "Integer.MAX_VALUE", "1 << 16", "Integer.MIN_VALUE", "1 << 30", "65535"};
  private static final String[] REALS = {"0", "1", "-0.5", "0.0 / 0.0", "1.0 / 0.0", "0.25", "Double.MAX_VALUE", "Double.MIN_VALUE", "2"};
  private static final String[] MODES = {"EXPLICIT", "VALID", "SAME", "SAME_LOWER", "HALF", "FULL"};
  private static final String[] ADDED = {"@Relu", "@Tanh", "@Softmax", "@Flatten", "@GlobalMaxPool", "@MaxPool(kernel = 2)", "@Dense(3)",
      "@AvgPool(kernel = 3, stride = 2, ceil = true)", "@Pointwise(filters = 4)", "@Conv(filters = 2, kernel = {2, 3})", "@Add", "@Concat",
      "@Multiply", "@Shortcut", "@AdaptiveAvgPool({2, 1})", "@TransposedConv(filters = 2, kernel = 3, stride = 2, outputPadding = 1)",
      "@Depthwise(kernel = 2, padding = {0, 1, 1, 0})", "@Output", "@Repeat(2)", "@Shape({4, 4, 4})", "@With(\"filters = 3\")",
          "@Dropout(0.1)",
      "@LocalResponseNorm", "@BatchNorm(frozen = true)", "@MaxPool(kernel = 2, padding = 1, stride = 3, dilation = 2)"};
  private static final String[] EXPRESSIONS = {"filters = width / 0", "filters = ", "widht = 3", "filters = 99999999999 * 99999999999",
      "conv.kernel = 2",
      "kernel = {1, 2, 3}", "stride = k % 0", "filters = width * 65536 * 65536", "value = n - 9", "bias = 1", "filters = 3, filters = 4"};

  private final Random random;
  private boolean compilerSays;

  Mutations(Random random) {
    this.random = random;
  }

  /** The file with one change, sometimes more. */
  SourceFile mutate(SourceFile file) {
    SourceFile mutated = file;
    for (int left = random.nextInt(4) == 0 ? 2 : 1; left > 0 && !compilerSays; left--) {
      mutated = once(mutated);
    }
    return compilerSays ? mutated.refusedByJava() : mutated;
  }

  private SourceFile once(SourceFile file) {
    if (!file.blocks().isEmpty() && random.nextInt(3) == 0) {
      int index = random.nextInt(file.blocks().size());
      List<Block> blocks = new ArrayList<>(file.blocks());
      Block block = blocks.get(index);
      blocks.set(index, block.with(methods(block.layers(), true)));
      return file.withBlocks(blocks);
    }
    int index = random.nextInt(file.networks().size());
    List<Network> networks = new ArrayList<>(file.networks());
    Network network = networks.get(index);
    networks.set(index, random.nextInt(10) == 0 || network.methods().isEmpty() ? type(network) : network.with(methods(network.methods(),
        false)));
    return file.with(networks);
  }

  private Network type(Network network) {
    switch (random.nextInt(6)) {
      case 0, 1, 2:
        return network.with(network.annotation().with("input", numbers(network.annotation().member("input", "{1}"))));
      case 3:
        return network.with(network.annotation().with("widthMultiplier", REALS[random.nextInt(REALS.length)]));
      case 4:
        compilerSays = true;
        return network.kind(new String[] {"enum", "record", "class", "sealed interface"}[random.nextInt(4)]);
      default:
        return network.with(network.annotation().with("layout", random.nextBoolean() ? "Layout.NHWC" : "Layout.NCHW"));
    }
  }

  private List<Method> methods(List<Method> methods, boolean inBlock) {
    List<Method> changed = new ArrayList<>(methods);
    int index = random.nextInt(changed.size());
    Method method = changed.get(index);
    List<String> names = new ArrayList<>(methods.stream().map(Method::name).toList());
    names.add(inBlock ? "x" : "input");
    switch (random.nextInt(40)) {
      case 0, 1, 2, 3, 4, 5, 6, 7:
        changed.set(index, wired(method, names));
        break;
      case 8, 9, 10, 11:
        changed.set(index, annotated(method));
        break;
      case 12, 13:
        changed.set(index, java(method));
        break;
      case 14, 15:
        changed.set(index, renamed(method, methods));
        break;
      case 16, 17:
        if (random.nextBoolean()) {
          changed.remove(index);
        } else {
          changed.add(index, new Method("helper", List.of(), List.of(Parameter.of("any")), "static ", "Tensor", "{ return any; }"));
        }
        break;
      case 18, 19, 20:
        changed.set(index, parameters(method, names));
        break;
      case 21:
        changed.set(index, refused(method));
        break;
      default:
        changed.set(index, member(method));
    }
    return changed;
  }

  private Method replace(Method method, int index, Written written) {
    List<Written> annotations = new ArrayList<>(method.annotations());
    annotations.set(index, written);
    return method.with(annotations);
  }

  /** One member of an annotation changed, added or left out. */
  private Method member(Method method) {
    List<Integer> having = new ArrayList<>();
    for (int i = 0; i < method.annotations().size(); i++) {
      if (!method.annotations().get(i).members().isEmpty()) {
        having.add(i);
      }
    }
    if (having.isEmpty()) {
      return annotated(method);
    }
    int index = having.get(random.nextInt(having.size()));
    Written written = method.annotations().get(index);
    List<String> members = new ArrayList<>(written.members().keySet());
    String member = members.get(random.nextInt(members.size()));
    if (random.nextInt(4) == 0) {
      List<String> all = JudgedOperations.MEMBERS.getOrDefault(written.name(), members);
      member = all.get(random.nextInt(all.size()));
    } else if (random.nextInt(8) == 0 && !isBlock(written)) {
      // javac runs no processor at all where a member without a default is missing.
      compilerSays |= List.of("Dropout", "Repeat", "Shape", "With").contains(written.name());
      return replace(method, index, written.without(member));
    }
    return replace(method, index, written.with(member, text(written, member)));
  }

  private static boolean isBlock(Written written) {
    return !JudgedOperations.MEMBERS.containsKey(written.name()) && !JudgedOperations.MARKS.contains(written.name());
  }

  private String text(Written written, String member) {
    switch (member) {
      case "paddingMode":
        return "PaddingMode." + MODES[random.nextInt(MODES.length)];
      case "bias":
        return "Bias." + new String[] {"AUTO", "TRUE", "FALSE"}[random.nextInt(3)];
      case "initializer":
        return "Initializer.HE_UNIFORM";
      case "ceil", "countPadding", "scaled", "frozen", "batchNorm":
        return String.valueOf(random.nextBoolean());
      case "epsilon", "momentum", "l1", "l2", "alpha", "beta", "k":
        return written.is("LocalResponseNorm") || !member.equals("k") ? REALS[random.nextInt(REALS.length)] : number("3");
      default:
        break;
    }
    if (written.is("With")) {
      return "\"" + EXPRESSIONS[random.nextInt(EXPRESSIONS.length)] + "\"";
    }
    if (written.is("Dropout") || written.is("LeakyRelu")) {
      return REALS[random.nextInt(REALS.length)];
    }
    if (written.is("Repeat")) {
      return new String[] {"0", "-1", "3", "7", "10001", "Integer.MAX_VALUE"}[random.nextInt(6)];
    }
    boolean list = !isBlock(written) && JudgedOperations.isList(member, written.name()) || written.is("Shape");
    return list ? numbers(written.member(member, "{1}")) : number(written.member(member, "1"));
  }

  private String number(String before) {
    if (random.nextInt(3) == 0) {
      return EXTREMES[random.nextInt(EXTREMES.length)];
    }
    long value = Numbers.integer(before);
    return String.valueOf((int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value + new int[] {1, -1, 2, 3,
        -2}[random.nextInt(5)])));
  }

  private String numbers(String before) {
    List<String> numbers = new ArrayList<>();
    for (long number : Numbers.list(before)) {
      numbers.add(String.valueOf(number));
    }
    int change = random.nextInt(8);
    if (change == 0) {
      numbers.add("" + random.nextInt(3));
    } else if (change == 1 && !numbers.isEmpty()) {
      numbers.remove(0);
    } else if (!numbers.isEmpty()) {
      int index = random.nextInt(numbers.size());
      numbers.set(index, number(numbers.get(index)));
    }
    return numbers.size() == 1 && random.nextBoolean() ? numbers.get(0) : "{" + String.join(", ", numbers) + "}";
  }

  /** Reads another layer, perhaps itself, one behind it, or none that there is. */
  private Method wired(Method method, List<String> names) {
    if (method.parameters().isEmpty()) {
      return parameters(method, names);
    }
    List<Parameter> parameters = new ArrayList<>(method.parameters());
    int index = random.nextInt(parameters.size());
    Parameter before = parameters.get(index);
    String name = random.nextInt(3) == 0 ? before.name() + "x" : names.get(random.nextInt(names.size()));
    boolean taken = parameters.stream().anyMatch(parameter -> parameter.name().equals(name));
    parameters.set(index, taken ? new Parameter(before.name(), before.type(), !before.shapeOf()) : new Parameter(name, before.type(),
        before.shapeOf()));
    return method.reading(parameters);
  }

  /** A parameter added or removed, or the order of them changed. */
  private Method parameters(Method method, List<String> names) {
    List<Parameter> parameters = new ArrayList<>(method.parameters());
    String name = names.get(random.nextInt(names.size()));
    if (random.nextInt(3) == 0 && !parameters.isEmpty()) {
      parameters.remove(random.nextInt(parameters.size()));
    } else if (random.nextBoolean() && parameters.stream().noneMatch(parameter -> parameter.name().equals(name))) {
      parameters.add(random.nextInt(parameters.size() + 1), new Parameter(name, "Tensor", random.nextInt(4) == 0));
    } else {
      Collections.shuffle(parameters, random);
    }
    return method.reading(parameters);
  }

  /** An annotation dropped or added, or the order of them changed. */
  private Method annotated(Method method) {
    List<Written> annotations = new ArrayList<>(method.annotations());
    Written added = Written.of(ADDED[random.nextInt(ADDED.length)]);
    if (random.nextInt(3) == 0 && !annotations.isEmpty()) {
      annotations.remove(random.nextInt(annotations.size()));
    } else if (random.nextInt(4) > 0 && annotations.stream().noneMatch(each -> each.is(added.name()))) {
      annotations.add(random.nextInt(annotations.size() + 1), added);
    } else {
      Collections.shuffle(annotations, random);
    }
    return method.with(annotations);
  }

  /** What Java allows around a layer and Fovea does not, or takes for the user's own. */
  private Method java(Method method) {
    List<Parameter> parameters = new ArrayList<>(method.parameters());
    switch (random.nextInt(6)) {
      case 0:
        return new Method(method.name(), method.annotations(), parameters, "<T> ", method.returns(), null);
      case 1:
        return new Method(method.name(), method.annotations(), parameters, "", random.nextBoolean() ? "float[]" : "void", null);
      case 2:
        return new Method(method.name(), method.annotations(), parameters, "static ", method.returns(), "{ return null; }");
      case 3:
        return new Method(method.name(), method.annotations(), parameters, "private ", method.returns(), "{ return null; }");
      default:
        if (!parameters.isEmpty()) {
          int index = random.nextInt(parameters.size());
          parameters.set(index, new Parameter(parameters.get(index).name(), random.nextBoolean() ? "Object" : "int",
              parameters.get(index).shapeOf()));
        }
        return method.reading(parameters);
    }
  }

  private Method renamed(Method method, List<Method> methods) {
    String name = switch (random.nextInt(3)) {
      case 0 -> Judge.FORBIDDEN.get(random.nextInt(Judge.FORBIDDEN.size()));
      case 1 -> method.name() + "y";
      default -> methods.get(random.nextInt(methods.size())).name();
    };
    compilerSays |= methods.stream().anyMatch(other -> other != method && other.name().equals(name)
        && other.parameters().size() == method.parameters().size());
    return new Method(name, method.annotations(), method.parameters(), method.before(), method.returns(), method.body());
  }

  /** What no Java compiler accepts. */
  private Method refused(Method method) {
    List<Written> annotations = new ArrayList<>(method.annotations());
    if (annotations.isEmpty()) {
      return method;
    }
    compilerSays = true;
    int index = random.nextInt(annotations.size());
    Written written = annotations.get(index);
    switch (random.nextInt(5)) {
      case 0 -> annotations.add(written);
      case 1 -> annotations.set(index, written.with("kernal", "3"));
      case 2 -> annotations.set(index, new Written(written.name() + "x", new LinkedHashMap<>(written.members())));
      case 3 -> annotations.set(index, new Written("Dense", Map.of("value", "\"ten\"")));
      default -> annotations.set(index, new Written("Conv", Map.of("filters", "0.5", "kernel", "NONE")));
    }
    return method.with(annotations);
  }
}
