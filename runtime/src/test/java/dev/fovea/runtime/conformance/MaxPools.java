package dev.fovea.runtime.conformance;

import dev.fovea.runtime.Tensor;
import dev.fovea.runtime.kernel.Eager;
import dev.fovea.runtime.kernel.Kernels;
import java.util.Map;

/** Max pools, global ones among them. */
record MaxPools(Tensor x, Axis rows, Axis columns, String input) implements Operation {
  static MaxPools of(Case source) {
    Tensor x = source.inputList().get(0).images();
    return of(source, x, Windows.pool(source, x));
  }

  /** To the size of the output. */
  static MaxPools adaptive(Case source) {
    Tensor x = source.inputList().get(0).images();
    int[] output = source.outputShape();
    return of(source, x, Windows.adaptive(x, output[output.length - 2], output[output.length - 1]));
  }

  private static MaxPools of(Case source, Tensor x, Windows windows) {
    return new MaxPools(x, windows.rows(), windows.columns(), source.inputs().keySet().iterator().next());
  }

  @Override
  public Map<String, float[]> eager() {
    return Map.of("output", Eager.maxPool(x, rows.kernel(), columns.kernel(), rows.stride(), columns.stride(), rows.dilation(),
        columns.dilation(), rows.before(), columns.before(), rows.output(), columns.output()).toArray());
  }

  @Override
  public Map<String, float[]> forward(Kernels kernels) {
    KernelRunner.Maxima maxima = new KernelRunner(kernels).maxPool(rows, columns, x);
    return Map.of("output", maxima.values().toArray(), "switches", places(maxima.switches().tensor()));
  }

  /** Positions in windows turned into places in the plane, as PyTorch counts them. */
  private float[] places(Tensor switches) {
    Tensor places = switches.copy();
    for (int n = 0; n < switches.batch(); n++) {
      for (int c = 0; c < switches.channels(); c++) {
        for (int y = 0; y < switches.height(); y++) {
          for (int x = 0; x < switches.width(); x++) {
            int position = (int) switches.get(n, c, y, x);
            int row = y * rows.stride() - rows.before() + position / columns.kernel() * rows.dilation();
            int column = x * columns.stride() - columns.before() + position % columns.kernel() * columns.dilation();
            places.set(n, c, y, x, row * this.x.width() + column);
          }
        }
      }
    }
    return places.toArray();
  }

  @Override
  public Map<String, float[]> backward(Kernels kernels, float[] outputGradient) {
    Tensor dy = Tensor.of(outputGradient, x.batch(), x.channels(), rows.output(), columns.output());
    KernelRunner runner = new KernelRunner(kernels);
    Nhwc switches = runner.maxPool(rows, columns, x).switches();
    return Map.of(input, runner.maxPoolGradient(rows, columns, x, switches, dy).toArray());
  }
}
