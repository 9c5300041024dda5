package org.example.change;

import dev.fovea.Conv;
import dev.fovea.Dense;
import dev.fovea.Network;
import dev.fovea.Relu;
import dev.fovea.runtime.Tensor;

/** The network as it is then. */
@Network(input = {1, 12, 12})
public interface Net {
  @Conv(filters = 6, kernel = 3) @Relu   Tensor after(Tensor input);
  @Dense(10)                             Tensor scores(Tensor after);
}
