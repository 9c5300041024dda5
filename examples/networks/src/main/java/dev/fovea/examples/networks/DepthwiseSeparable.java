package dev.fovea.examples.networks;

import dev.fovea.BatchNorm;
import dev.fovea.Block;
import dev.fovea.Depthwise;
import dev.fovea.PaddingMode;
import dev.fovea.Pointwise;
import dev.fovea.Relu6;
import dev.fovea.With;
import dev.fovea.runtime.Tensor;

/**
 * A depthwise separable convolution, each half with its batch norm: A. Howard et al., "MobileNets: Efficient Convolutional Neural
 * Networks for Mobile Vision Applications" (2017), figure 3, right. It costs {@code 1/filters + 1/9} of a full 3x3 convolution.
 */
@Block
public @interface DepthwiseSeparable {
  /** {@return the filters of the pointwise convolution} */
  int filters();

  /** {@return the stride of the depthwise convolution, and so of the block} */
  int stride() default 1;

  /** The layers of the block. */
  interface Body {
    @Depthwise(kernel = 3, paddingMode = PaddingMode.SAME) @With("stride = stride")
    @BatchNorm(epsilon = 1e-3) @Relu6                                              Tensor depthwise(Tensor input);
    @Pointwise @With("filters = filters") @BatchNorm(epsilon = 1e-3) @Relu6        Tensor pointwise(Tensor depthwise);
  }
}
