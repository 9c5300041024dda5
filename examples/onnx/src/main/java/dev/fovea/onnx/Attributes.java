package dev.fovea.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import dev.fovea.runtime.Operation;
import java.util.ArrayList;
import java.util.List;

/** Gathers a node's attributes. */
final class Attributes {
  private final List<AttributeProto> all = new ArrayList<>();

  private Attributes() {}

  static Attributes of() {
    return new Attributes();
  }

  /** Those of all that windows slide for, with the padding that is given. */
  static Attributes windows(Operation operation, int[] padding) {
    return of().integers("kernel_shape", operation.integers("kernel")).integers("strides", operation.integers("stride"))
        .integers("pads", padding);
  }

  Attributes integer(String name, long value) {
    all.add(AttributeProto.newBuilder().setName(name).setType(AttributeType.INT).setI(value).build());
    return this;
  }

  Attributes integers(String name, int... values) {
    AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name).setType(AttributeType.INTS);
    for (int value : values) {
      attribute.addInts(value);
    }
    all.add(attribute.build());
    return this;
  }

  Attributes real(String name, double value) {
    all.add(AttributeProto.newBuilder().setName(name).setType(AttributeType.FLOAT).setF((float) value).build());
    return this;
  }

  List<AttributeProto> all() {
    return all;
  }
}
