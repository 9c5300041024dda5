package dev.fovea.runtime.io;

import dev.fovea.runtime.Parameter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Finds the tensor of a file for each parameter, and tells everything that does not fit in one message. */
final class Matching {
  /** Lines of each kind of misfit in a message. */
  private static final int SHOWN = 10;

  /** A parameter and where its values are. */
  record Match(Parameter parameter, Header.Entry entry) {}

  private final Map<String, Parameter> wanted;
  private final Map<String, Header.Entry> entries;
  private final List<Match> matches = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private final List<String> misshapen = new ArrayList<>();
  private final List<String> mistyped = new ArrayList<>();

  private Matching(Map<String, Parameter> wanted, Map<String, Header.Entry> entries) {
    this.wanted = wanted;
    this.entries = entries;
  }

  /** The parameters by their names in the file. */
  static Map<String, Parameter> byFileName(List<Parameter> parameters, UnaryOperator<String> names) {
    Map<String, Parameter> wanted = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      String name = names.apply(parameter.name());
      if (name == null || name.equals("__metadata__")) {
        throw new IllegalArgumentException("the name of parameter " + parameter.name() + " in the file cannot be " + name
            + "; give the name of a tensor for every parameter");
      }
      Parameter other = wanted.put(name, parameter);
      if (other != null) {
        throw new IllegalArgumentException("parameters " + other.name() + " and " + parameter.name() + " both have the name "
            + Names.quote(name) + " in the file; each needs its own");
      }
    }
    return wanted;
  }

  /** One match for each parameter; an exception that lists all misfits if there is one. */
  static List<Match> of(Path file, Map<String, Parameter> wanted, Map<String, Header.Entry> entries) throws IOException {
    Matching matching = new Matching(wanted, entries);
    Set<String> unexpected = matching.unexpected();
    wanted.forEach((name, parameter) -> matching.match(name, parameter, unexpected));
    matching.requireFit(file, unexpected);
    return matching.matches;
  }

  private Set<String> unexpected() {
    return entries.values().stream()
        .filter(entry -> !wanted.containsKey(entry.name()) && !isBatchCounter(entry))
        .map(Header.Entry::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** PyTorch's batch norms save how many batches they saw, one integer that no pass needs. */
  private static boolean isBatchCounter(Header.Entry entry) {
    boolean named = entry.name().equals("num_batches_tracked") || entry.name().endsWith(".num_batches_tracked");
    return named && entry.type() == DataType.I64 && Arrays.stream(entry.shape()).allMatch(length -> length == 1);
  }

  private void match(String name, Parameter parameter, Set<String> unexpected) {
    Header.Entry entry = entries.get(name);
    String shape = Arrays.toString(parameter.shape());
    if (entry == null) {
      Optional<String> near = missing.size() < SHOWN ? Names.nearest(name, unexpected) : Optional.empty();
      missing.add(label(name, parameter) + " " + shape
          + near.map(other -> "; did you mean " + Names.quote(other) + "?").orElse(""));
      return;
    }
    if (!Arrays.equals(entry.shape(), Arrays.stream(parameter.shape()).asLongStream().toArray())) {
      misshapen.add(label(name, parameter) + " is " + Arrays.toString(entry.shape()) + " in the file; expected " + shape);
    }
    if (!entry.type().isReadable()) {
      mistyped.add(label(name, parameter) + " is " + entry.type() + " in the file; expected F32, F16, BF16 or F64");
    }
    matches.add(new Match(parameter, entry));
  }

  private static String label(String name, Parameter parameter) {
    return Names.quote(name) + (name.equals(parameter.name()) ? "" : " (" + parameter.name() + ")");
  }

  private void requireFit(Path file, Set<String> unexpected) throws IOException {
    StringBuilder lines = new StringBuilder();
    append(lines, "missing", missing);
    append(lines, "wrong shape", misshapen);
    append(lines, "wrong type", mistyped);
    append(lines, "unexpected", unexpected.stream().map(Names::quote).toList());
    if (lines.length() == 0) {
      return;
    }
    boolean otherNames = !missing.isEmpty() && !unexpected.isEmpty();
    throw new SafeTensorsException(file, "does not fit the network; nothing was changed" + lines
        + (otherNames ? "\n  help: if the file uses other names, give load a function from the names here to those in the file"
            : ""));
  }

  private static void append(StringBuilder lines, String kind, List<String> misfits) {
    for (String misfit : misfits.subList(0, Math.min(SHOWN, misfits.size()))) {
      lines.append("\n  ").append(kind).append(": ").append(misfit);
    }
    if (misfits.size() > SHOWN) {
      lines.append("\n  ").append(kind).append(": and ").append(misfits.size() - SHOWN).append(" more");
    }
  }
}
