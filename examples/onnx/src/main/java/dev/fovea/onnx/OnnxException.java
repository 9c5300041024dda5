package dev.fovea.onnx;

/** Tells what cannot be said in an ONNX file: which layer and operation, and why. */
public final class OnnxException extends RuntimeException {
  private static final long serialVersionUID = 1;

  OnnxException(String message) {
    super(message);
  }
}
