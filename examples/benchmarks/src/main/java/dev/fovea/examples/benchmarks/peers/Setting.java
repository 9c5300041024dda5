package dev.fovea.examples.benchmarks.peers;

import dev.fovea.runtime.Layer;
import dev.fovea.runtime.Operation;
import dev.fovea.runtime.Operation.Kind;
import dev.fovea.runtime.kernel.Dropouts;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What all sides do in one comparison.
 *
 * @param training whether they take training steps, not inferences
 * @param folder where the files are that they read
 */
record Setting(ComparedNetwork network, int batch, int threads, boolean training, Path folder) {
  /** Small enough that random images with random labels do not make a network diverge. */
  static final double LEARNING_RATE = 1e-3;
  /** As PyTorch's: the share of a batch's statistics in the running ones. No network here says another. */
  static final double MOMENTUM = 0.1;
  /** Training steps whose losses are compared. */
  static final int COMPARED_STEPS = 2;

  /** As a process is given it. */
  List<String> arguments() {
    return List.of(network.label(), String.valueOf(batch), String.valueOf(threads), String.valueOf(training), folder.toString());
  }

  /** Reads what {@link #arguments} gave. */
  static Setting of(String[] arguments, int from) {
    return new Setting(ComparedNetwork.of(arguments[from]), Integer.parseInt(arguments[from + 1]), Integer.parseInt(arguments[from + 2]),
        Boolean.parseBoolean(arguments[from + 3]), Path.of(arguments[from + 4]));
  }

  /** The images of every run. */
  float[] images() {
    int[] s = network.layers().input();
    return ComparedNetwork.images(batch, s[0], s[1], s[2]);
  }

  /** What they show, supposedly. */
  int[] labels() {
    int classes = network.layers().outputs().get(0).channels();
    int[] labels = new int[batch];
    for (int n = 0; n < batch; n++) {
      labels[n] = (int) (n * 7919L % classes);
    }
    return labels;
  }

  /** The file of {@link #writeData}. */
  Path data() {
    return folder.resolve(network.label() + "-" + batch + ".data");
  }

  /**
   * Writes, as little-endian floats, images and labels and which numbers each dropout keeps in each compared step: another library
   * draws otherwise, and its results could not be compared.
   */
  void writeData() throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(data()))) {
      write(out, images());
      int[] labels = labels();
      float[] numbers = new float[batch];
      for (int n = 0; n < batch; n++) {
        numbers[n] = labels[n];
      }
      write(out, numbers);
      List<Operation> operations = network.layers().all().stream().map(Layer::operations).flatMap(List::stream).toList();
      for (int run = 0; run < COMPARED_STEPS; run++) {
        for (int i = 0; i < operations.size(); i++) {
          if (operations.get(i).kind() == Kind.DROPOUT) {
            write(out, kept(operations.get(i), Dropouts.key(0, run, i)));
          }
        }
      }
    }
  }

  private float[] kept(Operation dropout, long key) {
    float[] kept = new float[batch * dropout.channels() * dropout.height() * dropout.width()];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = Dropouts.isKept(key, i, dropout.real("rate")) ? 1 : 0;
    }
    return kept;
  }

  private static void write(OutputStream out, float[] numbers) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(numbers);
    out.write(bytes.array());
  }
}
