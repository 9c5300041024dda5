package dev.fovea.examples.networks;

import dev.fovea.Conv;
import dev.fovea.Dense;
import dev.fovea.Dropout;
import dev.fovea.MaxPool;
import dev.fovea.Network;
import dev.fovea.Relu;
import dev.fovea.runtime.Tensor;

/**
 * VGG-16 of K. Simonyan and A. Zisserman, "Very Deep Convolutional Networks for Large-Scale Image Recognition" (ICLR 2015), table
 * 1, column D: 138,357,544 parameters, 123.6 million of them in the dense layers.
 */
@Network(input = {3, 224, 224})
public interface Vgg16 {
  @Conv(filters = 64, kernel = 3, padding = 1) @Relu    Tensor conv1a(Tensor input);
  @Conv(filters = 64, kernel = 3, padding = 1) @Relu    Tensor conv1b(Tensor conv1a);
  @MaxPool(kernel = 2)                                  Tensor pool1(Tensor conv1b);
  @Conv(filters = 128, kernel = 3, padding = 1) @Relu   Tensor conv2a(Tensor pool1);
  @Conv(filters = 128, kernel = 3, padding = 1) @Relu   Tensor conv2b(Tensor conv2a);
  @MaxPool(kernel = 2)                                  Tensor pool2(Tensor conv2b);
  @Conv(filters = 256, kernel = 3, padding = 1) @Relu   Tensor conv3a(Tensor pool2);
  @Conv(filters = 256, kernel = 3, padding = 1) @Relu   Tensor conv3b(Tensor conv3a);
  @Conv(filters = 256, kernel = 3, padding = 1) @Relu   Tensor conv3c(Tensor conv3b);
  @MaxPool(kernel = 2)                                  Tensor pool3(Tensor conv3c);
  @Conv(filters = 512, kernel = 3, padding = 1) @Relu   Tensor conv4a(Tensor pool3);
  @Conv(filters = 512, kernel = 3, padding = 1) @Relu   Tensor conv4b(Tensor conv4a);
  @Conv(filters = 512, kernel = 3, padding = 1) @Relu   Tensor conv4c(Tensor conv4b);
  @MaxPool(kernel = 2)                                  Tensor pool4(Tensor conv4c);
  @Conv(filters = 512, kernel = 3, padding = 1) @Relu   Tensor conv5a(Tensor pool4);
  @Conv(filters = 512, kernel = 3, padding = 1) @Relu   Tensor conv5b(Tensor conv5a);
  @Conv(filters = 512, kernel = 3, padding = 1) @Relu   Tensor conv5c(Tensor conv5b);
  @MaxPool(kernel = 2)                                  Tensor pool5(Tensor conv5c);
  @Dense(4096) @Relu @Dropout(0.5)                      Tensor fc6(Tensor pool5);
  @Dense(4096) @Relu @Dropout(0.5)                      Tensor fc7(Tensor fc6);
  @Dense(1000)                                          Tensor scores(Tensor fc7);
}
