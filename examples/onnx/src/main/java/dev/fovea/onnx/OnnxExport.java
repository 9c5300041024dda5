package dev.fovea.onnx;

import com.google.protobuf.CodedOutputStream;
import dev.fovea.runtime.Parameters;
import dev.fovea.runtime.io.AtomicFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Path;

/**
 * Writes a network with its parameters as an ONNX model, which gives what a pass in {@code Mode.INFERENCE} gives:
 * {@code OnnxExport.write(parameters, Path.of("lenet5.onnx"))}.
 *
 * <p>The model's input is called {@code input} and is {@code [N, channels, height, width]}, or {@code [N, height, width, channels]} for a
 * network with that layout; its outputs have the names of the layers, and the same layout, but for what a dense layer or a flattening
 * gives: {@code [N, numbers]}. Weights have the names and shapes that they have in weight files. A node is called after its layer and
 * what it does, as in {@code conv1/Relu}, and the value of every layer after the layer.
 *
 * <p>Exports are immutable: each method that chooses something returns another one.
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/docs/Operators.md">The operators of ONNX</a>
 */
public final class OnnxExport {
  /** The first opset that can be written, and the default: that of ONNX 1.12. */
  public static final int FIRST_OPSET = 17;
  /** The last opset that can be written, that of ONNX 1.21: up to it the operators used here are known to have kept their meaning. */
  public static final int LAST_OPSET = 26;

  private final Parameters parameters;
  private final String name;
  private final int opset;
  private final int batch;

  private OnnxExport(Parameters parameters, String name, int opset, int batch) {
    this.parameters = parameters;
    this.name = name;
    this.opset = opset;
    this.batch = batch;
  }

  /** An export that takes any number of images, under the network's name, in opset {@value #FIRST_OPSET}. */
  public static OnnxExport of(Parameters parameters) {
    return new OnnxExport(parameters, parameters.layers().network(), FIRST_OPSET, 0);
  }

  /**
   * Writes a model as {@link #of} does.
   *
   * @throws OnnxException if the network cannot be said in ONNX
   * @throws IOException if the file cannot be written
   */
  public static void write(Parameters parameters, Path file) throws IOException {
    of(parameters).write(file);
  }

  /** The same under another name, that of the model's graph. */
  public OnnxExport name(String name) {
    return new OnnxExport(parameters, name, opset, batch);
  }

  /**
   * The same in another version of ONNX's operators.
   *
   * @throws IllegalArgumentException if it is not between {@link #FIRST_OPSET} and {@link #LAST_OPSET}
   */
  public OnnxExport opset(int opset) {
    if (opset < FIRST_OPSET || opset > LAST_OPSET) {
      throw new IllegalArgumentException("opsets " + FIRST_OPSET + " to " + LAST_OPSET + " can be written, not " + opset);
    }
    return new OnnxExport(parameters, name, opset, batch);
  }

  /**
   * The same for exactly that number of images.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public OnnxExport batch(int batch) {
    if (batch < 1) {
      throw new IllegalArgumentException("a batch holds at least 1 image, not " + batch);
    }
    return new OnnxExport(parameters, name, opset, batch);
  }

  /**
   * Writes the model to a temporary file in the same folder, which then replaces the old one.
   *
   * @throws OnnxException if the network cannot be said in ONNX
   * @throws IOException if the file cannot be written; an older file is then left as it was
   */
  public void write(Path file) throws IOException {
    Model model = model();
    AtomicFile.write(file, channel -> write(model, Channels.newOutputStream(channel)));
  }

  /**
   * The model as it would stand in a file.
   *
   * @throws OnnxException if the network cannot be said in ONNX
   */
  public byte[] toBytes() {
    Model model = model();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) model.size());
    try {
      write(model, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private Model model() {
    Model model = new Translator(parameters, Translations.ALL).translate(name, opset, batch);
    model.requireSize(Integer.MAX_VALUE);
    return model;
  }

  private static void write(Model model, OutputStream stream) throws IOException {
    CodedOutputStream coded = CodedOutputStream.newInstance(stream);
    model.writeTo(coded);
    coded.flush();
  }
}
