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
 * ResNet-18 of K. He, X. Zhang, S. Ren and J. Sun, "Deep Residual Learning for Image Recognition" (2015), table 1, with projections
 * where the shape changes (option B): 11,689,512 parameters.
 */
@Network(input = {3, 224, 224})
public interface ResNet18 {
  @Conv(filters = 64, kernel = 7, stride = 2, padding = 3) @BatchNorm @Relu   Tensor conv1(Tensor input);
  @MaxPool(kernel = 3, stride = 2, padding = 1)                               Tensor pool1(Tensor conv1);
  @BasicBlock(width = 64) @Repeat(2)                                          Tensor conv2(Tensor pool1);
  @BasicBlock(width = 128, stride = 2)                                        Tensor down3(Tensor conv2);
  @BasicBlock(width = 128)                                                    Tensor conv3(Tensor down3);
  @BasicBlock(width = 256, stride = 2)                                        Tensor down4(Tensor conv3);
  @BasicBlock(width = 256)                                                    Tensor conv4(Tensor down4);
  @BasicBlock(width = 512, stride = 2)                                        Tensor down5(Tensor conv4);
  @BasicBlock(width = 512)                                                    Tensor conv5(Tensor down5);
  @GlobalAvgPool                                                              Tensor average(Tensor conv5);
  @Dense(1000)                                                                Tensor scores(Tensor average);
}
