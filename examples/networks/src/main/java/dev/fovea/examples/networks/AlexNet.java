package dev.fovea.examples.networks;

import dev.fovea.Conv;
import dev.fovea.Dense;
import dev.fovea.Dropout;
import dev.fovea.LocalResponseNorm;
import dev.fovea.MaxPool;
import dev.fovea.Network;
import dev.fovea.Relu;
import dev.fovea.runtime.Tensor;

/**
 * AlexNet of A. Krizhevsky, I. Sutskever and G. E. Hinton, "ImageNet Classification with Deep Convolutional Neural Networks"
 * (2012), figure 2 and section 3.5: 60,965,224 parameters.
 *
 * <p>The two towers, each on its own processor then, are the two groups of {@code conv2}, {@code conv4} and {@code conv5}; only
 * {@code conv3} and the dense layers read both. The images of the paper are 224x224, which does not give the 55x55 units of its
 * first layer; 227x227 does. The paper's normalisation does not divide alpha by the size, ours does: hence 5e-4 for its 1e-4.
 */
@Network(input = {3, 227, 227})
public interface AlexNet {
  @Conv(filters = 96, kernel = 11, stride = 4) @Relu
  @LocalResponseNorm(size = 5, alpha = 5e-4, k = 2)                     Tensor conv1(Tensor input);
  @MaxPool(kernel = 3, stride = 2)                                      Tensor pool1(Tensor conv1);
  @Conv(filters = 256, kernel = 5, padding = 2, groups = 2) @Relu
  @LocalResponseNorm(size = 5, alpha = 5e-4, k = 2)                     Tensor conv2(Tensor pool1);
  @MaxPool(kernel = 3, stride = 2)                                      Tensor pool2(Tensor conv2);
  @Conv(filters = 384, kernel = 3, padding = 1) @Relu                   Tensor conv3(Tensor pool2);
  @Conv(filters = 384, kernel = 3, padding = 1, groups = 2) @Relu       Tensor conv4(Tensor conv3);
  @Conv(filters = 256, kernel = 3, padding = 1, groups = 2) @Relu       Tensor conv5(Tensor conv4);
  @MaxPool(kernel = 3, stride = 2)                                      Tensor pool5(Tensor conv5);
  @Dense(4096) @Relu @Dropout(0.5)                                      Tensor fc6(Tensor pool5);
  @Dense(4096) @Relu @Dropout(0.5)                                      Tensor fc7(Tensor fc6);
  @Dense(1000)                                                          Tensor scores(Tensor fc7);
}
