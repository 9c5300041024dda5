package dev.fovea.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import dev.fovea.runtime.Parameter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;

/**
 * A model whose weights are not copied into it: they are streamed into the file as the last fields of its graph.
 *
 * @param head the model without its graph
 * @param graph the graph without its weights
 * @param weights in PyTorch's order, which is ONNX's
 */
record Model(ModelProto head, GraphProto graph, List<Parameter> weights) {
  private static final int CHUNK = 1 << 14;

  /** Bytes of the whole file. */
  long size() {
    return head.getSerializedSize() + field(ModelProto.GRAPH_FIELD_NUMBER, graphSize());
  }

  /** Readers of protobuf messages give up beyond 2 GiB. */
  void requireSize(long most) {
    if (size() > most) {
      throw new OnnxException(String.format(Locale.ROOT,
          "%s with its %,d parameters would take %,d bytes, but an ONNX file is one protobuf message, which holds at most %,d",
          graph.getName(), weights.stream().mapToLong(Parameter::count).sum(), size(), most));
    }
  }

  void writeTo(CodedOutputStream out) throws IOException {
    head.writeTo(out);
    begin(out, ModelProto.GRAPH_FIELD_NUMBER, graphSize());
    graph.writeTo(out);
    for (Parameter weight : weights) {
      begin(out, GraphProto.INITIALIZER_FIELD_NUMBER, size(weight));
      header(weight).writeTo(out);
      begin(out, TensorProto.RAW_DATA_FIELD_NUMBER, bytes(weight));
      numbers(weight, out);
    }
  }

  private static void numbers(Parameter weight, CodedOutputStream out) throws IOException {
    float[] values = new float[CHUNK];
    ByteBuffer bytes = ByteBuffer.allocate(CHUNK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int from = 0, count; from < weight.count(); from += count) {
      count = Math.min(CHUNK, weight.count() - from);
      weight.read(from, values, count);
      bytes.clear().asFloatBuffer().put(values, 0, count);
      out.writeRawBytes(bytes.array(), 0, count * Float.BYTES);
    }
  }

  private long graphSize() {
    long size = graph.getSerializedSize();
    for (Parameter weight : weights) {
      size += field(GraphProto.INITIALIZER_FIELD_NUMBER, size(weight));
    }
    return size;
  }

  private static long size(Parameter weight) {
    return header(weight).getSerializedSize() + field(TensorProto.RAW_DATA_FIELD_NUMBER, bytes(weight));
  }

  private static TensorProto header(Parameter weight) {
    TensorProto.Builder header = TensorProto.newBuilder().setName(weight.name()).setDataType(TensorProto.DataType.FLOAT.getNumber());
    for (int size : weight.shape()) {
      header.addDims(size);
    }
    return header.build();
  }

  private static long bytes(Parameter weight) {
    return (long) weight.count() * Float.BYTES;
  }

  /** Bytes of a field with its tag and its length. */
  private static long field(int number, long length) {
    return CodedOutputStream.computeTagSize(number) + CodedOutputStream.computeUInt64SizeNoTag(length) + length;
  }

  private static void begin(CodedOutputStream out, int number, long length) throws IOException {
    out.writeTag(number, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    out.writeUInt64NoTag(length);
  }
}
