package dev.fovea.examples.networks;

import dev.fovea.AvgPool;
import dev.fovea.Conv;
import dev.fovea.Dense;
import dev.fovea.MaxPool;
import dev.fovea.Network;
import dev.fovea.Relu;
import dev.fovea.runtime.Tensor;

/**
 * A small network for the 32x32 images of CIFAR-10 (A. Krizhevsky, "Learning Multiple Layers of Features from Tiny Images", 2009):
 * the layers of his cuda-convnet (2011), in the form of Caffe's {@code cifar10_quick} (Y. Jia et al., "Caffe: Convolutional
 * Architecture for Fast Feature Embedding", 2014), whose pools may hang over the edge: 145,578 parameters.
 */
@Network(input = {3, 32, 32})
public interface CifarNet {
  @Conv(filters = 32, kernel = 5, padding = 2)             Tensor conv1(Tensor input);
  @MaxPool(kernel = 3, stride = 2, ceil = true) @Relu      Tensor pool1(Tensor conv1);
  @Conv(filters = 32, kernel = 5, padding = 2) @Relu       Tensor conv2(Tensor pool1);
  @AvgPool(kernel = 3, stride = 2, ceil = true)            Tensor pool2(Tensor conv2);
  @Conv(filters = 64, kernel = 5, padding = 2) @Relu       Tensor conv3(Tensor pool2);
  @AvgPool(kernel = 3, stride = 2, ceil = true)            Tensor pool3(Tensor conv3);
  @Dense(64)                                               Tensor ip1(Tensor pool3);
  @Dense(10)                                               Tensor scores(Tensor ip1);
}
