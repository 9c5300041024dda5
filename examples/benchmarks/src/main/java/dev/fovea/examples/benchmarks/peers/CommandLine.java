package dev.fovea.examples.benchmarks.peers;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Options by name, with their values. Whatever is wrong is an {@link IllegalArgumentException} with a sentence for the user. */
record CommandLine(Map<String, String> given) {
  /**
   * Reads a command line.
   *
   * @param flags options that have no value
   * @param valued options that have one
   */
  static CommandLine of(String[] arguments, Set<String> flags, Set<String> valued) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < arguments.length; i++) {
      String option = arguments[i];
      if (!flags.contains(option) && !valued.contains(option)) {
        Set<String> known = new TreeSet<>(flags);
        known.addAll(valued);
        throw new IllegalArgumentException("no option is called " + option + "; there are " + String.join(", ", known));
      }
      if (valued.contains(option) && ++i == arguments.length) {
        throw new IllegalArgumentException(option + " needs a value");
      }
      given.put(option, arguments[i]);
    }
    return new CommandLine(given);
  }

  boolean has(String option) {
    return given.containsKey(option);
  }

  /** Values between commas. */
  List<String> list(String option, String otherwise) {
    return Arrays.asList(given.getOrDefault(option, otherwise).split(","));
  }

  List<Integer> numbers(String option, String otherwise) {
    return list(option, otherwise).stream().map(value -> (int) positive(option, value)).toList();
  }

  double number(String option, double otherwise) {
    return positive(option, given.getOrDefault(option, String.valueOf(otherwise)));
  }

  /** Null, if it is not given. */
  Path path(String option) {
    return has(option) ? Path.of(given.get(option)) : null;
  }

  private static double positive(String option, String value) {
    try {
      double number = Double.parseDouble(value);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException(option + " takes numbers above 0, not " + value);
  }
}
