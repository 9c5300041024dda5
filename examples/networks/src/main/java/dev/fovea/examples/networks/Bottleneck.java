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
 * The residual block of the deeper ResNets: K. He, X. Zhang, S. Ren and J. Sun, "Deep Residual Learning for Image Recognition"
 * (2015), figure 5, right. The stride is on the 3x3 convolution, as in the authors' successors and torchvision ("version 1.5"); the
 * paper has it on the 1x1 convolution before, which never looks at three pixels of four.
 */
@Block
public @interface Bottleneck {
  /** {@return the filters of the first two convolutions; the third has four times as many} */
  int width();

  /** {@return the stride of the 3x3 convolution, and so of the block} */
  int stride() default 1;

  /** The layers of the block. */
  interface Body {
    @Conv(kernel = 1) @With("filters = width") @BatchNorm @Relu                Tensor reduce(Tensor input);
    @Conv(kernel = 3, padding = 1) @With("filters = width, stride = stride")
    @BatchNorm @Relu                                                           Tensor conv(Tensor reduce);
    @Conv(kernel = 1) @With("filters = 4 * width") @BatchNorm                  Tensor expand(Tensor conv);
    @Shortcut(batchNorm = true)                                                Tensor skip(Tensor input, Tensor expand);
    @Add @Relu                                                                 Tensor out(Tensor expand, Tensor skip);
  }
}
