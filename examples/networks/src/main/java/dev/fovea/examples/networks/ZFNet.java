package dev.fovea.examples.networks;

import dev.fovea.Conv;
import dev.fovea.Dense;
import dev.fovea.Dropout;
import dev.fovea.MaxPool;
import dev.fovea.Network;
import dev.fovea.Relu;
import dev.fovea.runtime.Tensor;

/**
 * The network that M. D. Zeiler and R. Fergus look into in "Visualizing and Understanding Convolutional Networks" (ECCV 2014),
 * figure 3: 62,357,608 parameters.
 *
 * <p>The paper does not say how images are padded; this is the padding that gives its printed sizes, 110, 55, 26, 13 and 6. Its
 * contrast normalisation after the first two pools, which has no constants in the paper and no part in the reverse pass, is left
 * out: what remains are the operations of section 2.1, which a strict deconvnet passes too.
 */
@Network(input = {3, 224, 224})
public interface ZFNet {
  @Conv(filters = 96, kernel = 7, stride = 2, padding = 1) @Relu   Tensor conv1(Tensor input);
  @MaxPool(kernel = 3, stride = 2, padding = 1)                    Tensor pool1(Tensor conv1);
  @Conv(filters = 256, kernel = 5, stride = 2) @Relu               Tensor conv2(Tensor pool1);
  @MaxPool(kernel = 3, stride = 2, padding = 1)                    Tensor pool2(Tensor conv2);
  @Conv(filters = 384, kernel = 3, padding = 1) @Relu              Tensor conv3(Tensor pool2);
  @Conv(filters = 384, kernel = 3, padding = 1) @Relu              Tensor conv4(Tensor conv3);
  @Conv(filters = 256, kernel = 3, padding = 1) @Relu              Tensor conv5(Tensor conv4);
  @MaxPool(kernel = 3, stride = 2)                                 Tensor pool5(Tensor conv5);
  @Dense(4096) @Relu @Dropout(0.5)                                 Tensor fc6(Tensor pool5);
  @Dense(4096) @Relu @Dropout(0.5)                                 Tensor fc7(Tensor fc6);
  @Dense(1000)                                                     Tensor scores(Tensor fc7);
}
