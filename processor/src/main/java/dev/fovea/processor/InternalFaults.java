package dev.fovea.processor;

import dev.fovea.processor.problem.Code;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/** The last resort: a fault of the processor is one line on the network, and the other networks are still read. */
final class InternalFaults {
  static final String OPTION = "fovea.debug";

  private final Messager messager;
  private final boolean debug;

  /** What may fail. */
  interface Task {
    void run() throws IOException;
  }

  InternalFaults(ProcessingEnvironment environment) {
    Map<String, String> options = environment.getOptions();
    this.messager = environment.getMessager();
    this.debug = Boolean.parseBoolean(options.get(OPTION));
  }

  /** Runs a task for a network, or for a round if that is null. Errors of the machine, such as no memory left, pass through. */
  void guard(TypeElement network, Task task) {
    try {
      task.run();
    } catch (IOException e) {
      report(network, "cannot write the generated classes: " + firstLine(e.getMessage()), "", e);
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      String message = e.getMessage() == null ? "" : ": " + firstLine(e.getMessage());
      report(network, "a fault in Fovea itself, not in the network: " + e.getClass().getSimpleName() + message,
          "; -A" + OPTION + "=true shows where", e);
    }
  }

  private void report(TypeElement network, String headline, String hint, Throwable fault) {
    String text = "[" + Code.INTERNAL.id() + "] " + headline + (debug ? "\n" + trace(fault) : hint);
    if (network == null) {
      messager.printMessage(Diagnostic.Kind.ERROR, text);
    } else {
      messager.printMessage(Diagnostic.Kind.ERROR, text, network);
    }
  }

  private static String firstLine(String message) {
    return String.valueOf(message).lines().findFirst().orElse("");
  }

  private static String trace(Throwable fault) {
    StringWriter trace = new StringWriter();
    fault.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }
}
