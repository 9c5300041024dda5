package dev.fovea.runtime.conformance;

import dev.fovea.runtime.Tensor;
import dev.fovea.runtime.kernel.Eager;
import dev.fovea.runtime.kernel.Kernels;
import java.util.Map;

/** Average pools, global ones among them. */
record AveragePools(Tensor x, Axis rows, Axis columns, boolean countPadding, String input) implements Operation {
  static AveragePools of(Case source) {
    if (source.attributes().has("divisor_override")) {
      throw new Excluded("average pools with a divisor of their own");
    }
    Tensor x = source.inputList().get(0).images();
    Windows windows = Windows.pool(source, x);
    if (windows.isDilated()) {
      throw new Excluded("dilated average pools");
    }
    return of(source, x, windows, source.attributes().flag(!source.isOnnx(), "count_include_pad"));
  }

  /** To the size of the output: a plain average pool where that divides the image. */
  static Operation adaptive(Case source) {
    Tensor x = source.inputList().get(0).images();
    int[] output = source.outputShape();
    int height = output[output.length - 2];
    int width = output[output.length - 1];
    if (x.height() % height != 0 || x.width() % width != 0) {
      return new AdaptivePools(x, height, width, source.inputs().keySet().iterator().next());
    }
    return of(source, x, Windows.adaptive(x, height, width), false);
  }

  /** Resizing by area, which is adaptive pooling by another name. */
  static Operation area(Case source) {
    if (!source.attributes().word("mode").equals("area")) {
      throw new Excluded("operations that do not exist here");
    }
    return adaptive(source);
  }

  private static AveragePools of(Case source, Tensor x, Windows windows, boolean countPadding) {
    return new AveragePools(x, windows.rows(), windows.columns(), countPadding, source.inputs().keySet().iterator().next());
  }

  @Override
  public Map<String, float[]> eager() {
    return Map.of("output", Eager.averagePool(x, rows.kernel(), columns.kernel(), rows.stride(), columns.stride(), rows.before(),
        columns.before(), rows.after(), columns.after(), rows.output(), columns.output(), countPadding).toArray());
  }

  @Override
  public Map<String, float[]> forward(Kernels kernels) {
    return Map.of("output", new KernelRunner(kernels).averagePool(rows, columns, x, countPadding).toArray());
  }

  @Override
  public Map<String, float[]> backward(Kernels kernels, float[] outputGradient) {
    Tensor dy = Tensor.of(outputGradient, x.batch(), x.channels(), rows.output(), columns.output());
    return Map.of(input, new KernelRunner(kernels).averagePoolGradient(rows, columns, x, dy, countPadding).toArray());
  }
}
