package dev.fovea.examples.networks;

import dev.fovea.Conv;
import dev.fovea.Dense;
import dev.fovea.Dropout;
import dev.fovea.MaxPool;
import dev.fovea.Network;
import dev.fovea.Relu;
import dev.fovea.runtime.Tensor;

/**
 * The one-tower AlexNet of A. Krizhevsky, "One Weird Trick for Parallelizing Convolutional Neural Networks" (2014), section 5: no
 * groups, fewer filters, no response normalisation. As torchvision's {@code alexnet}, whose {@code conv4} has 256 filters where
 * the paper's has 384: 61,100,840 parameters.
 */
@Network(input = {3, 224, 224})
public interface AlexNetOneTower {
  @Conv(filters = 64, kernel = 11, stride = 4, padding = 2) @Relu   Tensor conv1(Tensor input);
  @MaxPool(kernel = 3, stride = 2)                                  Tensor pool1(Tensor conv1);
  @Conv(filters = 192, kernel = 5, padding = 2) @Relu               Tensor conv2(Tensor pool1);
  @MaxPool(kernel = 3, stride = 2)                                  Tensor pool2(Tensor conv2);
  @Conv(filters = 384, kernel = 3, padding = 1) @Relu               Tensor conv3(Tensor pool2);
  @Conv(filters = 256, kernel = 3, padding = 1) @Relu               Tensor conv4(Tensor conv3);
  @Conv(filters = 256, kernel = 3, padding = 1) @Relu               Tensor conv5(Tensor conv4);
  @MaxPool(kernel = 3, stride = 2)                                  Tensor pool5(Tensor conv5);
  @Dropout(0.5) @Dense(4096) @Relu                                  Tensor fc6(Tensor pool5);
  @Dropout(0.5) @Dense(4096) @Relu                                  Tensor fc7(Tensor fc6);
  @Dense(1000)                                                      Tensor scores(Tensor fc7);
}
