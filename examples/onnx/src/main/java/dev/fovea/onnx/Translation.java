package dev.fovea.onnx;

/** Says one kind of operation in nodes of ONNX. */
interface Translation {
  /** Adds the nodes; what they give is the value of the operation. */
  Value translate(Step step);
}
