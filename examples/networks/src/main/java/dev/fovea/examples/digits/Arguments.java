package dev.fovea.examples.digits;

import dev.fovea.runtime.Threads;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** What {@link Digits} is told on the command line. */
final class Arguments {
  static final String HELP = """
      Trains LeNet-5 to read handwritten digits, and draws what it saw.

        --mnist FOLDER   train on the MNIST files in a folder, instead of digits that the program draws itself
        --epochs N       how often all training images are gone through (default %d)
        --seed N         what weights, order and drawn digits are drawn from (default 1)
        --out FOLDER     where weights and pictures go (default target/digits)
        --threads N      how many threads share the work (default: one per processor); the result is the same
        --help           this text
      """.formatted(Arguments.DEFAULT_EPOCHS);
  private static final int DEFAULT_EPOCHS = 4;

  /** A wrong argument; the message says which, and what was expected. */
  static final class Mistake extends Exception {
    private static final long serialVersionUID = 1;

    Mistake(String message) {
      super(message);
    }
  }

  private Path mnist;
  private int epochs = DEFAULT_EPOCHS;
  private long seed = 1;
  private Path out = Path.of("target", "digits");
  private int threads = Threads.available();
  private boolean help;

  private Arguments() {}

  /** Reads {@code --name value} and {@code --name=value}, in any order. */
  static Arguments parse(String... words) throws Mistake {
    Arguments arguments = new Arguments();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < words.length; i++) {
      int equals = words[i].startsWith("--") ? words[i].indexOf('=') : -1;
      String name = equals < 0 ? words[i] : words[i].substring(0, equals);
      if (!seen.add(name)) {
        throw new Mistake(name + " is given twice");
      }
      if (name.equals("--help") && equals < 0) {
        arguments.help = true;
      } else {
        arguments.set(name, equals >= 0 ? words[i].substring(equals + 1) : i + 1 < words.length ? words[++i] : null);
      }
    }
    return arguments;
  }

  /** The folder of MNIST's files, or null for drawn digits. */
  Path mnist() {
    return mnist;
  }

  int epochs() {
    return epochs;
  }

  long seed() {
    return seed;
  }

  Path out() {
    return out;
  }

  int threads() {
    return threads;
  }

  boolean help() {
    return help;
  }

  private void set(String name, String value) throws Mistake {
    switch (name) {
      case "--mnist":
        mnist = folder(name, value);
        break;
      case "--epochs":
        epochs = (int) number(name, value, 1, 1000);
        break;
      case "--seed":
        seed = number(name, value, Long.MIN_VALUE, Long.MAX_VALUE);
        break;
      case "--out":
        out = folder(name, value);
        break;
      case "--threads":
        threads = (int) number(name, value, 1, 1024);
        break;
      default:
        throw new Mistake("unknown argument " + name + "; there are --mnist, --epochs, --seed, --out, --threads and --help");
    }
  }

  private static Path folder(String name, String value) throws Mistake {
    if (value == null || value.isEmpty() || value.startsWith("--")) {
      throw new Mistake(name + " needs a folder");
    }
    try {
      return Path.of(value);
    } catch (InvalidPathException e) {
      throw new Mistake(name + " needs a folder, and " + value + " cannot be one: " + e.getReason());
    }
  }

  private static long number(String name, String value, long least, long most) throws Mistake {
    String wanted = name + " needs a whole number" + (least == Long.MIN_VALUE ? "" : " from " + least + " to " + most);
    if (value == null) {
      throw new Mistake(wanted);
    }
    try {
      long number = Long.parseLong(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new Mistake(wanted + ", not " + value);
    }
    throw new Mistake(wanted + ", not " + value);
  }
}
