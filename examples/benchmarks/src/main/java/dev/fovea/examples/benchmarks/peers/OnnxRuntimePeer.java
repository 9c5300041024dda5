package dev.fovea.examples.benchmarks.peers;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.fovea.runtime.Layer;
import dev.fovea.runtime.Layers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;

/** ONNX Runtime's CPU provider as its makers would have it timed: direct buffers, a pinned output, all optimisations, threads as asked. */
final class OnnxRuntimePeer implements Peer {
  private final OrtSession session;
  private final OnnxTensor images;
  private final OnnxTensor result;
  private final FloatBuffer results;
  private final String name;

  OnnxRuntimePeer(ComparedNetwork network, int batch, int threads, Path folder) throws IOException {
    Layers layers = network.parameters().layers();
    Layer output = layers.outputs().get(0);
    int[] s = layers.input();
    name = output.name();
    try {
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      OrtSession.SessionOptions options = new OrtSession.SessionOptions();
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      session = environment.createSession(network.model(folder).toString(), options);
      FloatBuffer given = direct(batch * s[0] * s[1] * s[2]).put(network.images(batch)).rewind();
      images = OnnxTensor.createTensor(environment, given, new long[] {batch, s[0], s[1], s[2]});
      results = direct(batch * output.channels() * output.height() * output.width());
      boolean flat = output.height() == 1 && output.width() == 1;
      result = OnnxTensor.createTensor(environment, results, flat ? new long[] {batch, output.channels()}
          : new long[] {batch, output.channels(), output.height(), output.width()});
    } catch (OrtException e) {
      throw new IOException("ONNX Runtime cannot load " + network.model(folder), e);
    }
  }

  private static FloatBuffer direct(int floats) {
    return ByteBuffer.allocateDirect(4 * floats).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  @Override
  public void run() throws IOException {
    try {
      session.run(Map.of("input", images), Map.of(name, result)).close();
    } catch (OrtException e) {
      throw new IOException(e);
    }
  }

  @Override
  public float[] output() {
    float[] numbers = new float[results.capacity()];
    results.duplicate().rewind().get(numbers);
    return numbers;
  }

  @Override
  public void close() throws IOException {
    try {
      images.close();
      result.close();
      session.close();
    } catch (OrtException e) {
      throw new IOException(e);
    }
  }
}
