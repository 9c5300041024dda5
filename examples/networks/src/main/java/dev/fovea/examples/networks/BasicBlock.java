package dev.fovea.examples.networks;

import dev.fovea.Add;
import dev.fovea.BatchNorm;
import dev.fovea.Block;
import dev.fovea.Conv;
import dev.fovea.Relu;
import dev.fovea.Shortcut;
import dev.fovea.With;
import dev.fovea.runtime.Tensor;

/**
 * The residual block of the shallower ResNets: K. He, X. Zhang, S. Ren and J. Sun, "Deep Residual Learning for Image Recognition"
 * (2015), figure 5, left.
 */
@Block
public @interface BasicBlock {
  /** {@return the filters of both convolutions} */
  int width();

  /** {@return the stride of the first convolution, and so of the block} */
  int stride() default 1;

  /** The layers of the block. */
  interface Body {
    @Conv(kernel = 3, padding = 1) @With("filters = width, stride = stride")
    @BatchNorm @Relu                                                           Tensor conv1(Tensor input);
    @Conv(kernel = 3, padding = 1) @With("filters = width") @BatchNorm         Tensor conv2(Tensor conv1);
    @Shortcut(batchNorm = true)                                                Tensor skip(Tensor input, Tensor conv2);
    @Add @Relu                                                                 Tensor out(Tensor conv2, Tensor skip);
  }
}
