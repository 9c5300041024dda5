package dev.fovea.examples.benchmarks.peers;

import dev.fovea.runtime.Layers;
import dev.fovea.runtime.Parameter;
import dev.fovea.runtime.Parameters;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A network's operations as JSON, for peers that are no Java libraries. Names hold nothing that JSON would have escaped. */
final class Description {
  private Description() {}

  static String of(Parameters parameters) {
    Layers layers = parameters.layers();
    List<String> trained = parameters.all().stream().filter(Parameter::isTrainable).map(Parameter::name).toList();
    return object(Map.of(
        "input", numbers(layers.input()),
        "output", string(layers.outputs().get(0).name()),
        "learningRate", String.valueOf(Setting.LEARNING_RATE),
        "momentum", String.valueOf(Setting.MOMENTUM),
        "comparedSteps", String.valueOf(Setting.COMPARED_STEPS),
        "trained", strings(trained),
        "steps", Step.of(parameters).stream().map(Description::step).collect(Collectors.joining(",\n", "[\n", "]"))));
  }

  private static String step(Step step) {
    Map<String, String> attributes = step.operation().attributes().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().toString()));
    Map<String, String> parameters = step.parameters().entrySet().stream()
        .collect(Collectors.toMap(entry -> entry.getKey().name().toLowerCase(Locale.ROOT), entry -> string(entry.getValue().name())));
    boolean pool = step.operation().attributes().containsKey("kernel") && step.parameters().isEmpty();
    return object(Map.of(
        "kind", string(step.operation().kind().name()),
        "output", string(step.output()),
        "inputs", strings(step.inputs()),
        "shape", numbers(step.operation().shape()),
        "ceil", String.valueOf(pool && step.isCeil()),
        "attributes", object(attributes),
        "parameters", object(parameters)));
  }

  private static String object(Map<String, String> members) {
    return members.entrySet().stream().sorted(Map.Entry.comparingByKey()).map(entry -> string(entry.getKey()) + ": " + entry.getValue())
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String string(String text) {
    return "\"" + text + "\"";
  }

  private static String strings(List<String> texts) {
    return texts.stream().map(Description::string).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String numbers(int[] numbers) {
    return java.util.Arrays.toString(numbers);
  }
}
