package dev.fovea.runtime.train;

import java.io.Console;

/** Finds out whether someone watches. */
final class Terminal {
  private Terminal() {}

  /**
   * Whether standard output is a terminal that understands a carriage return.
   *
   * <p>On JDK 22 to 24 there is a console even when nobody sits at it; there {@code Console.isTerminal}, which
   * JDK 17 does not have, tells.
   */
  static boolean isInteractive() {
    Console console = System.console();
    if (console == null || "dumb".equals(System.getenv("TERM"))) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException olderThanJdk22) {
      return true;
    }
  }
}
