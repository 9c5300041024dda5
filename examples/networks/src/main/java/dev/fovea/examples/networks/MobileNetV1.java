package dev.fovea.examples.networks;

import dev.fovea.BatchNorm;
import dev.fovea.Conv;
import dev.fovea.Dropout;
import dev.fovea.GlobalAvgPool;
import dev.fovea.Network;
import dev.fovea.PaddingMode;
import dev.fovea.Pointwise;
import dev.fovea.Relu6;
import dev.fovea.Repeat;
import dev.fovea.runtime.Tensor;

/**
 * MobileNet of A. Howard, M. Zhu, B. Chen, D. Kalenichenko, W. Wang, T. Weyand, M. Andreetto and H. Adam, "MobileNets: Efficient
 * Convolutional Neural Networks for Mobile Vision Applications" (2017), table 1: 4,231,976 parameters, 569 million multiply-adds.
 *
 * <p>What the paper leaves open is as in the authors' code: TensorFlow's padding, ReLU6, the batch norms' epsilon of 1e-3, dropout
 * before the scores, which are a 1x1 convolution. The last layers of table 1 have the stride that its sizes ask for, 1.
 */
@Network(input = {3, 224, 224})
public interface MobileNetV1 {
  @Conv(filters = 32, kernel = 3, stride = 2, paddingMode = PaddingMode.SAME)
  @BatchNorm(epsilon = 1e-3) @Relu6                 Tensor conv0(Tensor input);
  @DepthwiseSeparable(filters = 64)                 Tensor conv1(Tensor conv0);
  @DepthwiseSeparable(filters = 128, stride = 2)    Tensor conv2(Tensor conv1);
  @DepthwiseSeparable(filters = 128)                Tensor conv3(Tensor conv2);
  @DepthwiseSeparable(filters = 256, stride = 2)    Tensor conv4(Tensor conv3);
  @DepthwiseSeparable(filters = 256)                Tensor conv5(Tensor conv4);
  @DepthwiseSeparable(filters = 512, stride = 2)    Tensor conv6(Tensor conv5);
  @DepthwiseSeparable(filters = 512) @Repeat(5)     Tensor conv7(Tensor conv6);
  @DepthwiseSeparable(filters = 1024, stride = 2)   Tensor conv12(Tensor conv7);
  @DepthwiseSeparable(filters = 1024)               Tensor conv13(Tensor conv12);
  @GlobalAvgPool @Dropout(0.001)                    Tensor average(Tensor conv13);
  @Pointwise(filters = 1000, scaled = false)        Tensor scores(Tensor average);
}
