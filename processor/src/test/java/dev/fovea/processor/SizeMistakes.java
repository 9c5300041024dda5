package dev.fovea.processor;

import static dev.fovea.processor.Mistake.at;
import static dev.fovea.processor.Mistake.of;

import java.util.List;

/** Networks that are larger than can be counted or stored, and numbers of the whole network or of nothing. */
final class SizeMistakes {
  static final List<Mistake> ALL = List.of(
      of("a field of view beyond counting", """
          @Network(input = {1, 64, 64})
          interface Net {
            @AvgPool(kernel = 65536, stride = 65536, padding = 40000) Tensor a(Tensor input);
            @AvgPool(kernel = 65536, stride = 65536, padding = 40000) Tensor b(Tensor a);
          }
          """,
          at(5, 68, """
              [fovea:too-large] b sees, with the padding around it, more than 2^31 - 1 rows or columns of the image
                help: smaller strides, kernels and paddings in the layers before it
              """)),
      of("more multiply-adds than can be counted", """
          @Network(input = {16, 11584, 11584})
          interface Net {
            @Conv(filters = 16, kernel = 2895, padding = 1447) @Repeat(40) Tensor conv(Tensor input);
          }
          """,
          at(2, 1, """
              [fovea:too-large] the network's multiply-adds for one image add up to more than 2^63 - 1
              """)),
      of("activations that fill no array", """
          @Network(input = {64, 4096, 4096})
          interface Net {
            @Conv(filters = 64, kernel = 3, padding = 1) Tensor one(Tensor input);
            @Conv(filters = 64, kernel = 3, padding = 1) Tensor two(Tensor one);
            @Conv(filters = 64, kernel = 3, padding = 1) Tensor three(Tensor two);
          }
          """,
          at(2, 1, """
              [fovea:too-large] one image needs more buffers than an array can hold: over 2^31 - 1 numbers with all activations kept
                help: a smaller input, or fewer filters
              """)),
      of("a width multiplier of zero", """
          @Network(input = {1, 28, 28}, widthMultiplier = 0)
          interface Net {
            @Conv(filters = 8, kernel = 3) Tensor conv(Tensor input);
          }
          """,
          at(2, 49, """
              [fovea:number] widthMultiplier must be a finite number above 0, but is 0.0
              """)),
      of("a vector of nothing", """
          @Network(input = 0)
          interface Net {
            @Dense(8) Tensor dense(Tensor input);
          }
          """,
          at(2, 18, """
              [fovea:number] input: the size must be at least 1, but is 0
              """)),
      of("a convolution that says nothing", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Conv Tensor conv(Tensor input);
          }
          """,
          at(4, 3, """
              [fovea:number] @Conv on conv does not say filters and kernel
                help: write @Conv(filters = ..., kernel = ...)
              """)));

  private SizeMistakes() {}
}
