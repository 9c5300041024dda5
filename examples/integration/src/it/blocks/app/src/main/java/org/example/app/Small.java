package org.example.app;

import dev.fovea.Dense;
import dev.fovea.GlobalAvgPool;
import dev.fovea.Network;
import dev.fovea.Repeat;
import dev.fovea.runtime.Tensor;
import org.example.blocks.Merge;
import org.example.blocks.Residual;

/** A small network of blocks from another jar. */
@Network(input = {3, 16, 16})
public interface Small {
  /** {@return a chain of residual blocks} */
  @Residual(width = 4) @Repeat(2)       Tensor chain(Tensor input);
  /** {@return a residual block beside them} */
  @Residual(width = 6)                  Tensor side(Tensor input);
  /** {@return both} */
  @Merge(width = 3)                     Tensor merged(Tensor chain, Tensor side);
  /** {@return the mean of each channel} */
  @GlobalAvgPool                        Tensor means(Tensor merged);
  /** {@return the scores} */
  @Dense(10)                            Tensor scores(Tensor means);
}
