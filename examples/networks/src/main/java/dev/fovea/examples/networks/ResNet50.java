package dev.fovea.examples.networks;

import dev.fovea.BatchNorm;
import dev.fovea.Conv;
import dev.fovea.Dense;
import dev.fovea.GlobalAvgPool;
import dev.fovea.MaxPool;
import dev.fovea.Network;
import dev.fovea.Relu;
import dev.fovea.Repeat;
import dev.fovea.runtime.Tensor;

/**
 * ResNet-50 of K. He, X. Zhang, S. Ren and J. Sun, "Deep Residual Learning for Image Recognition" (2015), table 1, with the strides
 * of "version 1.5" (see {@link Bottleneck}): 25,557,032 parameters.
 */
@Network(input = {3, 224, 224})
public interface ResNet50 {
  @Conv(filters = 64, kernel = 7, stride = 2, padding = 3) @BatchNorm @Relu   Tensor conv1(Tensor input);
  @MaxPool(kernel = 3, stride = 2, padding = 1)                               Tensor pool1(Tensor conv1);
  @Bottleneck(width = 64) @Repeat(3)                                          Tensor conv2(Tensor pool1);
  @Bottleneck(width = 128, stride = 2)                                        Tensor down3(Tensor conv2);
  @Bottleneck(width = 128) @Repeat(3)                                         Tensor conv3(Tensor down3);
  @Bottleneck(width = 256, stride = 2)                                        Tensor down4(Tensor conv3);
  @Bottleneck(width = 256) @Repeat(5)                                         Tensor conv4(Tensor down4);
  @Bottleneck(width = 512, stride = 2)                                        Tensor down5(Tensor conv4);
  @Bottleneck(width = 512) @Repeat(2)                                         Tensor conv5(Tensor down5);
  @GlobalAvgPool                                                              Tensor average(Tensor conv5);
  @Dense(1000)                                                                Tensor scores(Tensor average);
}
