package org.example.change;

import dev.fovea.Conv;
import dev.fovea.Dense;
import dev.fovea.Network;
import dev.fovea.Relu;
import dev.fovea.runtime.Tensor;

/** A network that changes. */
@Network(input = {1, 12, 12})
public interface Net {
  @Conv(filters = 4, kernel = 3) @Relu   Tensor before(Tensor input);
  @Dense(10)                             Tensor scores(Tensor before);
}
