package dev.fovea.onnx;

import dev.fovea.AdaptiveAvgPool;
import dev.fovea.Add;
import dev.fovea.Allow;
import dev.fovea.AvgPool;
import dev.fovea.BatchNorm;
import dev.fovea.Bias;
import dev.fovea.Concat;
import dev.fovea.Conv;
import dev.fovea.Dense;
import dev.fovea.Depthwise;
import dev.fovea.Dropout;
import dev.fovea.Flatten;
import dev.fovea.GlobalAvgPool;
import dev.fovea.GlobalMaxPool;
import dev.fovea.Layout;
import dev.fovea.LeakyRelu;
import dev.fovea.LocalResponseNorm;
import dev.fovea.MaxPool;
import dev.fovea.Multiply;
import dev.fovea.Network;
import dev.fovea.Output;
import dev.fovea.PaddingMode;
import dev.fovea.Pointwise;
import dev.fovea.Relu;
import dev.fovea.Relu6;
import dev.fovea.Repeat;
import dev.fovea.ShapeOf;
import dev.fovea.Shortcut;
import dev.fovea.Sigmoid;
import dev.fovea.Softmax;
import dev.fovea.Tanh;
import dev.fovea.TransposedConv;
import dev.fovea.Warning;
import dev.fovea.examples.networks.BasicBlock;
import dev.fovea.runtime.Parameters;
import dev.fovea.runtime.Tensor;
import java.util.List;

/** Networks that have, between them, every operation and what is odd about each. */
final class SmallNetworks {
  private SmallNetworks() {}

  static List<Parameters> all() {
    return List.of(SmallNetworks_ConvolutionsParameters.random(1), SmallNetworks_TransposedParameters.random(2),
        SmallNetworks_PoolsParameters.random(3), SmallNetworks_AdaptivePoolsParameters.random(4),
        SmallNetworks_NormalizationsParameters.random(5), SmallNetworks_FlatsParameters.random(6),
        SmallNetworks_BlocksParameters.random(7), SmallNetworks_ChannelsLastParameters.random(8),
        SmallNetworks_ActivationsParameters.random(9));
  }

  @Network(input = {4, 13, 11})
  @Allow(Warning.DROPPED_PIXELS)
  interface Convolutions {
    @Conv(filters = 6, kernel = {3, 2}, stride = {2, 1}, padding = {2, 0, 1, 3})                 Tensor uneven(Tensor input);
    @Conv(filters = 8, kernel = 3, dilation = {2, 1}, groups = 2, paddingMode = PaddingMode.SAME) @LeakyRelu(0.2)
                                                                                                 Tensor grouped(Tensor uneven);
    @Depthwise(kernel = {3, 4}, padding = {1, 2, 0, 1}, stride = 2) @BatchNorm @Relu6            Tensor depthwise(Tensor grouped);
    @Pointwise(filters = 5, bias = Bias.FALSE) @Sigmoid                                          Tensor pointwise(Tensor depthwise);
    @Conv(filters = 3, kernel = 2, padding = 4, stride = 3) @Tanh                                Tensor mostlyPadding(Tensor pointwise);
    @Depthwise(kernel = 2) @Relu @Pointwise(filters = 7)                                         Tensor both(Tensor mostlyPadding);
  }

  @Network(input = {4, 5, 6})
  @Allow(Warning.CHECKERBOARD)
  interface Transposed {
    @TransposedConv(filters = 6, kernel = {3, 2}, stride = {2, 3}, padding = {1, 0, 0, 1}, outputPadding = {1, 2})
                                                                                      Tensor uneven(Tensor input);
    @TransposedConv(filters = 4, kernel = 2, dilation = 3, groups = 2, outputPadding = 2)    Tensor spread(Tensor uneven);
    @TransposedConv(filters = 5, kernel = 2, stride = 2, dilation = {4, 3}, padding = {0, 1, 1, 0}, outputPadding = {3, 2},
        bias = Bias.FALSE)                                                            Tensor beyond(Tensor spread);
    @TransposedConv(filters = 4, kernel = 3, dilation = {1, 4}, padding = {1, 0, 0, 3}, outputPadding = {0, 2})
                                                                                      Tensor uncut(Tensor beyond);
    @Conv(filters = 8, kernel = 3, stride = 2)                                        Tensor down(Tensor uncut);
    @TransposedConv(filters = 2, kernel = 3, stride = 2, bias = Bias.FALSE)           Tensor up(Tensor down, @ShapeOf Tensor uncut);
    @TransposedConv(filters = 3, kernel = 4, stride = 2, paddingMode = PaddingMode.SAME)     Tensor same(Tensor up);
  }

  @Network(input = {3, 12, 13})
  @Allow(Warning.DROPPED_PIXELS)
  interface Pools {
    @Output @MaxPool(kernel = 3, stride = 2, padding = {1, 0, 0, 1})                            Tensor max(Tensor input);
    @Output @MaxPool(kernel = {3, 2}, stride = 4, ceil = true)                                  Tensor maxCeil(Tensor input);
    @Output @MaxPool(kernel = 2, stride = 3, dilation = 4, padding = 3)                         Tensor maxSpread(Tensor input);
    @Output @MaxPool(kernel = 2, stride = 9, padding = {0, 0, 3, 2})                            Tensor maxUnreadPadding(Tensor input);
    @Output @AvgPool(kernel = {3, 4}, stride = 2, padding = {1, 2, 0, 1})                       Tensor average(Tensor input);
    @Output @AvgPool(kernel = 3, stride = 2, padding = 1, countPadding = false)                 Tensor averageOfPixels(Tensor input);
    @Output @AvgPool(kernel = 4, stride = 3, padding = 1, ceil = true)                          Tensor averageCeil(Tensor input);
    @Output @AvgPool(kernel = 4, stride = 3, padding = 1, ceil = true, countPadding = false)    Tensor averageOfPixelsCeil(Tensor input);
    @Output @GlobalMaxPool                                                                      Tensor globalMax(Tensor input);
    @Output @GlobalAvgPool                                                                      Tensor globalAverage(Tensor input);
  }

  @Network(input = {2, 7, 10})
  interface AdaptivePools {
    @Output @AdaptiveAvgPool({3, 4})    Tensor unequal(Tensor input);
    @Output @AdaptiveAvgPool({5, 10})   Tensor rows(Tensor input);
    @Output @AdaptiveAvgPool({9, 3})    Tensor more(Tensor input);
    @Output @AdaptiveAvgPool({3, 5})    Tensor equal(Tensor input);
    @Output @AdaptiveAvgPool({1, 1})    Tensor global(Tensor input);
  }

  @Network(input = {6, 5, 4})
  interface Normalizations {
    @BatchNorm(epsilon = 1e-2) @Relu @Conv(filters = 9, kernel = 3, padding = 1)    Tensor first(Tensor input);
    @LocalResponseNorm(size = 5, alpha = 0.3, beta = 0.6, k = 2)                    Tensor odd(Tensor first);
    @LocalResponseNorm(size = 4, alpha = 0.5, beta = 0.75, k = 1)                   Tensor even(Tensor odd);
    @LocalResponseNorm(size = 40, alpha = 2)                                        Tensor beyond(Tensor even);
    @Softmax                                                                        Tensor pixels(Tensor beyond);
  }

  @Network(input = {3, 4, 5})
  interface Flats {
    @Dense(6) @BatchNorm @Relu                              Tensor dense(Tensor input);
    @Flatten @Dropout(0.5)                                  Tensor flat(Tensor input);
    @Concat                                                 Tensor numbers(Tensor dense, Tensor flat);
    @LocalResponseNorm                                      Tensor neighbours(Tensor numbers);
    @Pointwise(filters = 3)                                 Tensor pixel(Tensor neighbours);
    @Dense(3) @Sigmoid                                      Tensor gate(Tensor dense);
    @Multiply                                               Tensor gated(Tensor input, Tensor gate);
    @Multiply                                               Tensor gates(Tensor gate, Tensor again);
    @Dense(3) @Flatten                                      Tensor again(Tensor flat);
    @Add                                                    Tensor sum(Tensor pixel, Tensor gates, Tensor again);
    @Output @Dense(4) @Softmax                              Tensor classes(Tensor gated);
    @Output @Dropout(0.1)                                   Tensor same(Tensor sum);
    @Output @Dropout(0.3)                                   Tensor image(Tensor input);
  }

  @Network(input = {3, 9, 12})
  interface Blocks {
    @BasicBlock(width = 3) @Repeat(2)                     Tensor plain(Tensor input);
    @BasicBlock(width = 5, stride = 2)                    Tensor down(Tensor plain);
    @Conv(filters = 4, kernel = 3, stride = {2, 1}, padding = 1)    Tensor conv(Tensor down);
    @Shortcut                                               Tensor skip(Tensor down, Tensor conv);
    @Add @Relu                                              Tensor sum(Tensor conv, Tensor skip);
  }

  @Network(input = {3, 4, 5})
  interface Activations {
    @Output @Relu                                           Tensor relu(Tensor input);
    @Output @Relu6                                          Tensor relu6(Tensor input);
    @Output @LeakyRelu(0.1)                                 Tensor leakyRelu(Tensor input);
    @Output @Sigmoid                                        Tensor sigmoid(Tensor input);
    @Output @Tanh                                           Tensor tanh(Tensor input);
    @Output @Softmax                                        Tensor softmax(Tensor input);
  }

  @Network(input = {3, 6, 7}, layout = Layout.NHWC)
  interface ChannelsLast {
    @Output @Conv(filters = 4, kernel = 3) @Relu            Tensor conv(Tensor input);
    @Output @MaxPool(kernel = 2, ceil = true)               Tensor pool(Tensor conv);
    @Output @Dense(5)                                       Tensor dense(Tensor pool);
    @Output @Dropout(0.2)                                   Tensor again(Tensor conv);
  }
}
