package dev.fovea.examples.benchmarks.peers;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;

/** ONNX Runtime's CPU provider as its makers would have it timed: direct buffers, a pinned output, all optimisations, threads as asked. */
final class OnnxRuntimePeer implements Peer {
  private final OrtSession session;
  private final OnnxTensor images;
  private final OnnxTensor result;
  private final FloatBuffer results;
  private final String name;

  OnnxRuntimePeer(Setting setting) throws IOException {
    int batch = setting.batch();
    try {
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      OrtSession.SessionOptions options = new OrtSession.SessionOptions();
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
      options.setIntraOpNumThreads(setting.threads());
      options.setInterOpNumThreads(1);
      session = environment.createSession(setting.network().model(setting.folder()).toString(), options);
      // Asked of the model, so that nothing of ours is loaded in its time.
      name = session.getOutputNames().iterator().next();
      long[] in = shape(session.getInputInfo().get("input"), batch);
      long[] out = shape(session.getOutputInfo().get(name), batch);
      FloatBuffer given = direct(in).put(ComparedNetwork.images(batch, (int) in[1], (int) in[2], (int) in[3])).rewind();
      images = OnnxTensor.createTensor(environment, given, in);
      results = direct(out);
      result = OnnxTensor.createTensor(environment, results, out);
    } catch (OrtException e) {
      throw new IOException("ONNX Runtime cannot load " + setting.network().model(setting.folder()), e);
    }
  }

  private static long[] shape(NodeInfo node, int batch) {
    long[] shape = ((TensorInfo) node.getInfo()).getShape().clone();
    shape[0] = batch;
    return shape;
  }

  private static FloatBuffer direct(long[] shape) {
    long floats = 1;
    for (long size : shape) {
      floats *= size;
    }
    return ByteBuffer.allocateDirect((int) (Float.BYTES * floats)).order(ByteOrder.nativeOrder()).asFloatBuffer();
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
  public List<float[]> compared() {
    float[] numbers = new float[results.capacity()];
    results.duplicate().rewind().get(numbers);
    return List.of(numbers);
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
