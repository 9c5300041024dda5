package dev.fovea.examples.benchmarks;

import dev.fovea.Conv;
import dev.fovea.Dense;
import dev.fovea.MaxPool;
import dev.fovea.Network;
import dev.fovea.Relu;
import dev.fovea.runtime.Tensor;

/** LeNet-5 with rectifiers and max pools, as the digits example trains it. */
@Network(input = {1, 28, 28})
public interface LeNet5 {
  @Conv(filters = 6, kernel = 5, padding = 2) @Relu
  Tensor c1(Tensor input);

  @MaxPool(kernel = 2)
  Tensor s2(Tensor c1);

  @Conv(filters = 16, kernel = 5) @Relu
  Tensor c3(Tensor s2);

  @MaxPool(kernel = 2)
  Tensor s4(Tensor c3);

  @Dense(120) @Relu
  Tensor f5(Tensor s4);

  @Dense(84) @Relu
  Tensor f6(Tensor f5);

  @Dense(10)
  Tensor scores(Tensor f6);
}
