package dev.fovea.runtime.conformance;

import dev.fovea.runtime.Packing;
import dev.fovea.runtime.Tensor;
import dev.fovea.runtime.kernel.Eager;
import dev.fovea.runtime.kernel.Kernels;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sums and concatenations. */
record Joins(List<Tensor> inputs, boolean sum, List<String> names) implements Operation {
  static Joins sum(Case source) {
    List<NumberArray> inputs = source.inputList();
    if (source.attributes().number(1, "alpha") != 1) {
      throw new Excluded("sums of multiples");
    }
    for (NumberArray input : inputs) {
      if (!Arrays.equals(input.shape(), inputs.get(0).shape())) {
        throw new Excluded("sums that broadcast");
      }
    }
    return new Joins(inputs.stream().map(NumberArray::elements).toList(), true, List.copyOf(source.inputs().keySet()));
  }

  /** Concatenation along any axis: it is taken for the channels. */
  static Joins concatenation(Case source) {
    int axis = source.attributes().integer(1, "dim", "axis");
    return new Joins(source.inputList().stream().map(input -> input.channelsOn(axis)).toList(), false,
        List.copyOf(source.inputs().keySet()));
  }

  @Override
  public Map<String, float[]> eager() {
    Tensor[] all = inputs.toArray(new Tensor[0]);
    return Map.of("output", (sum ? Eager.add(all) : Eager.concat(all)).toArray());
  }

  @Override
  public Map<String, float[]> forward(Kernels kernels) {
    Tensor first = inputs.get(0);
    if (sum) {
      Nhwc y = Nhwc.activation(first);
      for (Tensor input : inputs.subList(1, inputs.size())) {
        kernels.add(Nhwc.activation(input).data(), 0, y.data(), 0, y.data().length);
      }
      return Map.of("output", y.toArray());
    }
    int channels = inputs.stream().mapToInt(Tensor::channels).sum();
    Nhwc y = Nhwc.unwritten(first.batch(), channels, first.height(), first.width(), Packing.padded(channels));
    int before = 0;
    for (Tensor input : inputs) {
      Nhwc x = Nhwc.activation(input);
      int at = before;
      KernelRunner.rows(x, (n, row) -> kernels.copyChannels(x.data(), x.pixel(n, row, 0), x.pixelStride(), y.data(),
          y.pixel(n, row, 0) + at, y.pixelStride(), x.width(), x.channels()));
      before += input.channels();
    }
    return Map.of("output", y.toArray());
  }

  @Override
  public Map<String, float[]> backward(Kernels kernels, float[] outputGradient) {
    Map<String, float[]> gradients = new LinkedHashMap<>();
    Tensor first = inputs.get(0);
    int channels = sum ? first.channels() : inputs.stream().mapToInt(Tensor::channels).sum();
    Nhwc dy = Nhwc.gradient(Tensor.of(outputGradient, first.batch(), channels, first.height(), first.width()));
    int before = 0;
    for (int i = 0; i < inputs.size(); i++) {
      Nhwc dx = Nhwc.zeros(inputs.get(i), Packing.padded(inputs.get(i).channels()));
      if (sum) {
        kernels.add(dy.data(), 0, dx.data(), 0, dx.data().length);
      } else {
        int at = before;
        KernelRunner.rows(dx, (n, row) -> kernels.addChannels(dy.data(), dy.pixel(n, row, 0) + at, dy.pixelStride(), dx.data(),
            dx.pixel(n, row, 0), dx.pixelStride(), dx.width(), dx.channels()));
        before += dx.channels();
      }
      gradients.put(names.get(i), dx.toArray());
    }
    return gradients;
  }
}
