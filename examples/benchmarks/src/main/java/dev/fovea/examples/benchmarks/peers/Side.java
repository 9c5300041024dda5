package dev.fovea.examples.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Who is compared. */
enum Side {
  /** Generated code and its runtime. */
  FOVEA(true, null) {
    @Override
    Peer make(Setting setting) throws IOException {
      return setting.training() ? new FoveaTraining(setting) : new FoveaPeer(setting);
    }
  },
  /** The same plan and kernels without generated code: what specialisation is worth. */
  INTERPRETER(false, null) {
    @Override
    Peer make(Setting setting) throws IOException {
      return new InterpreterPeer(setting);
    }
  },
  /** ONNX Runtime's Java binding. */
  ONNXRUNTIME(false, null) {
    @Override
    Peer make(Setting setting) throws IOException {
      return new OnnxRuntimePeer(setting);
    }
  },
  /** DL4J's computation graph; on the class path with Maven's profile {@code dl4j} only. */
  DL4J(false, null) {
    @Override
    Peer make(Setting setting) throws IOException {
      return PeerMaker.get().make(setting);
    }
  },
  /** PyTorch as it is written: one function after another, autograd for training. */
  PYTORCH(true, "eager"),
  /** PyTorch's compiler for inference: traced, frozen, batch norms folded, layouts of oneDNN. */
  TORCHSCRIPT(false, "script");

  private final boolean trains;
  private final String torch;

  Side(boolean trains, String torch) {
    this.trains = trains;
    this.torch = torch;
  }

  /** The network, ready in this process. */
  Peer make(Setting setting) throws IOException {
    throw new IllegalStateException(label() + " does not run in a Java process");
  }

  /** Whether it can take training steps. */
  boolean trains() {
    return trains;
  }

  /** Whether it is another library, not a part of this one. */
  boolean isPeer() {
    return this != FOVEA && this != INTERPRETER;
  }

  /** Whether it runs in Python. */
  boolean isTorch() {
    return torch != null;
  }

  /** The start of a command, to which a setting's arguments are added. */
  List<String> command(Path python, Path script) {
    return isTorch() ? List.of(python.toString(), script.toString(), torch) : java(List.of(), Worker.class);
  }

  /** A command that runs a class of this module, this side being its first argument. The class path is left to {@link ClassPath#give}. */
  List<String> java(List<String> options, Class<?> main) {
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    if (this == FOVEA || this == INTERPRETER) {
      command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    }
    command.addAll(options);
    command.addAll(List.of(main.getName(), label()));
    return command;
  }

  static Side of(String name) {
    for (Side side : values()) {
      if (side.label().equals(name)) {
        return side;
      }
    }
    throw new IllegalArgumentException("no peer is called " + name + "; there are "
        + Arrays.stream(values()).map(Side::label).collect(Collectors.joining(", ")));
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
