package org.example.blocks;

import dev.fovea.Block;
import dev.fovea.Concat;
import dev.fovea.Pointwise;
import dev.fovea.With;
import dev.fovea.runtime.Tensor;

/** What comes from below, narrowed, and what skips it, one behind the other. */
@Block(inputs = {"skip", "below"})
public @interface Merge {
  /** {@return the channels that are left of what comes from below} */
  int width();

  /** Its layers. */
  interface Body {
    /** {@return what comes from below, narrowed} */
    @Pointwise @With("filters = width")
    Tensor narrow(Tensor below);

    /** {@return both} */
    @Concat
    Tensor both(Tensor narrow, Tensor skip);
  }
}
