/** Networks with their parameters as ONNX files, for other runtimes: {@link dev.fovea.onnx.OnnxExport}. */
package dev.fovea.onnx;
