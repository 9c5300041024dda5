package org.example.blocks;

import dev.fovea.Add;
import dev.fovea.BatchNorm;
import dev.fovea.Block;
import dev.fovea.Conv;
import dev.fovea.Relu;
import dev.fovea.Shortcut;
import dev.fovea.With;
import dev.fovea.runtime.Tensor;

/** Two convolutions and a shortcut around them. */
@Block
public @interface Residual {
  /** {@return the channels of its layers} */
  int width();

  /** {@return the step of its first convolution} */
  int stride() default 1;

  /** Its layers. */
  interface Body {
    /** {@return the first convolution} */
    @Conv(kernel = 3, padding = 1) @With("filters = width, stride = stride") @BatchNorm @Relu
    Tensor first(Tensor input);

    /** {@return the second convolution} */
    @Conv(kernel = 3, padding = 1) @With("filters = width") @BatchNorm
    Tensor second(Tensor first);

    /** {@return the input in the shape of the second convolution} */
    @Shortcut(batchNorm = true)
    Tensor skip(Tensor input, Tensor second);

    /** {@return the sum} */
    @Add @Relu
    Tensor out(Tensor second, Tensor skip);
  }
}
