package dev.fovea.processor;

import static dev.fovea.processor.Mistake.at;
import static dev.fovea.processor.Mistake.of;

import java.util.List;

/** The operations that other tables pass by: gates, shortcuts, adaptive pools, repetitions. */
final class OperationMistakes {
  static final List<Mistake> ALL = List.of(
      of("a gate of another number of channels", """
          @Network(input = {3, 32, 32})
          interface Net {
            @Conv(filters = 64, kernel = 3, padding = 1) @Relu Tensor a(Tensor input);
            @GlobalAvgPool Tensor squeeze(Tensor a);
            @Dense(4) @Relu Tensor reduce(Tensor squeeze);
            @Dense(32) @Sigmoid Tensor excite(Tensor reduce);
            @Multiply Tensor scale(Tensor a, Tensor excite);
          }
          """,
          at(8, 3, """
              [fovea:multiply] scale multiplies tensors that do not fit: a is [64, 32, 32], excite is [32, 1, 1]
                  channels: 64 = 32 is false
                help: @Dense(64) on excite; or [64, 1, 1] for excite: one number for each channel of a
              """)),
      of("a product of two sizes", """
          @Network(input = {8, 16, 16})
          interface Net {
            @Conv(filters = 8, kernel = 3) Tensor a(Tensor input);
            @Multiply Tensor product(Tensor input, Tensor a);
          }
          """,
          at(5, 3, """
              [fovea:multiply] product multiplies tensors that do not fit: input is [8, 16, 16], a is [8, 14, 14]
                  height of input: 16
                  height of a: 16 -a-> 14
                  height: 16 = 14 is false
                help: padding = 1 on a; or a gate, [8, 1, 1] for a or [8, 1, 1] for input, counts at every pixel
              """)),
      of("a product of one, and of three", """
          @Network(input = {8, 16, 16})
          interface Net {
            @Multiply Tensor a(Tensor input);
            @Relu Tensor b(Tensor a);
            @Multiply Tensor product(Tensor input, Tensor a, Tensor b);
          }
          """,
          at(4, 20, """
              [fovea:inputs] @Multiply takes 2 inputs, but a has 1
                help: give it two parameters, each named as a layer that is read
              """),
          at(6, 20, """
              [fovea:inputs] @Multiply takes 2 inputs, but product has 3
                help: give it two parameters, each named as a layer that is read
              """)),
      of("a product that is not first", """
          @Network(input = {8, 16, 16})
          interface Net {
            @Relu @Multiply Tensor a(Tensor input);
          }
          """,
          at(4, 9, """
              [fovea:operation] @Multiply joins the parameters of a, so it must be its first operation
                help: put @Multiply first; or put it on a method of its own
              """)),
      of("a product on the method of its shortcut", """
          @Network(input = {8, 16, 16})
          interface Net {
            @Pointwise(filters = 8) Tensor a(Tensor input);
            @Shortcut @Multiply Tensor b(Tensor input, Tensor a);
          }
          """,
          at(5, 13, """
              [fovea:operation] @Multiply joins the parameters of b, so it must be its first operation
                  @Shortcut has joined them already, and gives one tensor
                help: put @Shortcut on a method of its own, and read that in b
              """)),
      of("a shortcut from a size that no stride brings to the other", """
          @Network(input = {3, 32, 32})
          interface Net {
            @Conv(filters = 64, kernel = 3, padding = 1, stride = 2) @Relu Tensor conv1(Tensor input);
            @Conv(filters = 64, kernel = 3) @Relu Tensor conv2(Tensor conv1);
            @Shortcut Tensor s(Tensor input, Tensor conv2);
            @Add Tensor out(Tensor conv2, Tensor s);
          }
          """,
          at(6, 3, """
              [fovea:add] s cannot bring input [3, 32, 32] to the shape of conv2 [64, 14, 14]
                  height of input: 32
                  height of conv2: 32 -conv1-> 16 -conv2-> 14
                  height: no stride s gives floor((32 - 1) / s) + 1 = 14
                help: padding = 1 on conv2; or an input of 16x16
              """)),
      of("a shortcut with its parameters swapped", """
          @Network(input = {3, 32, 32})
          interface Net {
            @Conv(filters = 8, kernel = 3, stride = 2, padding = 1) Tensor conv(Tensor input);
            @Shortcut Tensor skip(Tensor conv, Tensor input);
            @Add Tensor out(Tensor conv, Tensor skip);
          }
          """,
          at(5, 3, """
              [fovea:add] skip cannot bring conv [8, 16, 16] to the shape of input [3, 32, 32]
                  height of conv: 32 -conv-> 16
                  height of input: 32
                  height: no stride s gives floor((16 - 1) / s) + 1 = 32
                help: swap the parameters: the first is brought to the shape of the second
              """)),
      of("a shortcut of one, and one that is not first", """
          @Network(input = {3, 32, 32})
          interface Net {
            @Shortcut Tensor a(Tensor input);
            @Relu @Shortcut Tensor b(Tensor a);
          }
          """,
          at(4, 20, """
              [fovea:inputs] @Shortcut takes 2 inputs, but a has 1
                help: give it two parameters, each named as a layer that is read
              """),
          at(5, 9, """
              [fovea:operation] @Shortcut joins the parameters of b, so it must be its first operation
                help: put @Shortcut first; or put it on a method of its own
              """)),
      of("penalties of a shortcut", """
          @Network(input = {3, 32, 32})
          interface Net {
            @Conv(filters = 8, kernel = 3, padding = 1) Tensor conv(Tensor input);
            @Shortcut(l2 = -0.1) Tensor skip(Tensor input, Tensor conv);
            @Add Tensor out(Tensor conv, Tensor skip);
          }
          """,
          at(5, 18, """
              [fovea:number] skip: l2 must be a finite number of at least 0, but is -0.1
              """)),
      of("numbers of a local response normalisation", """
          @Network(input = {8, 32, 32})
          interface Net {
            @LocalResponseNorm(size = 0, alpha = -1, beta = 0.0 / 0.0, k = 0) Tensor norm(Tensor input);
          }
          """,
          at(4, 40, """
              [fovea:number] norm: alpha must be a finite number of at least 0, but is -1.0
              """),
          at(4, 55, """
              [fovea:number] norm: beta must be a finite number of at least 0, but is NaN
              """),
          at(4, 66, """
              [fovea:number] norm: k must be a finite number above 0, but is 0.0
              """),
          at(4, 29, """
              [fovea:number] norm: size must be at least 1, but is 0
              """)),
      of("a local response normalisation that joins", """
          @Network(input = {8, 32, 32})
          interface Net {
            @Relu Tensor a(Tensor input);
            @LocalResponseNorm Tensor norm(Tensor a, Tensor input);
          }
          """,
          at(5, 29, """
              [fovea:inputs] @LocalResponseNorm takes one input, but norm has 2
                help: join them first: @Concat or @Add as the first operation of norm
              """)),
      of("an adaptive pool of no size", """
          @Network(input = {8, 32, 32})
          interface Net {
            @AdaptiveAvgPool({}) Tensor a(Tensor input);
            @AdaptiveAvgPool({7, 0}) Tensor b(Tensor a);
            @AdaptiveAvgPool({7, 7, 7}) Tensor c(Tensor b);
          }
          """,
          at(4, 20, """
              [fovea:number] a: @AdaptiveAvgPool takes one number, or two for height and width, but has none
              """),
          at(5, 20, """
              [fovea:number] b: the number of @AdaptiveAvgPool must be at least 1, but its width is 0
              """),
          at(6, 20, """
              [fovea:number] c: @AdaptiveAvgPool takes one number, or two for height and width, not 3
              """)),
      of("an adaptive pool that is too large", """
          @Network(input = {64, 32, 32})
          interface Net {
            @AdaptiveAvgPool({65536, 65536}) Tensor a(Tensor input);
          }
          """,
          at(4, 3, """
              [fovea:too-large] a would produce 64 * 65536 * 65536 numbers, more than one tensor can hold
                  a tensor holds at most 2^31 - 1 = 2147483647 numbers
              """)),
      of("a layer repeated once is a layer", """
          @Network(input = {8, 32, 32})
          interface Net {
            @Conv(filters = 8, kernel = 3) @Repeat(1) Tensor a(Tensor input);
            @Conv(filters = 8, kernel = 31) Tensor b(Tensor a);
          }
          """,
          at(5, 31, """
              [fovea:kernel] b needs a 31x31 window but its input is 30x30
                  height: 32 -a[0]-> 30
                  kernel <= height + 2*padding: 31 <= 30 + 0 is false
                help: padding = 15 keeps 30x30; or kernel <= 30; or an input of at least 33x33
              """)),
      of("a mistake in a layer that is repeated once", """
          @Network(input = {8, 32, 32})
          interface Net {
            @Conv(filters = 8, kernel = 3, stride = 0) @Repeat(1) Tensor a(Tensor input);
          }
          """,
          at(4, 43, """
              [fovea:number] a[0]: stride must be at least 1, but is 0
                help: stride = 1
              """)),
      of("a maximum of more pixels than can be told apart", """
          @Network(input = {1, 5000, 5000})
          interface Net {
            @MaxPool(kernel = 4097) @Allow(Warning.DROPPED_PIXELS) Tensor pool(Tensor input);
            @AvgPool(kernel = 4097) @Allow(Warning.DROPPED_PIXELS) @Output Tensor average(Tensor input);
            @GlobalMaxPool @Output Tensor maximum(Tensor input);
            @MaxPool(kernel = 4096) @Allow(Warning.DROPPED_PIXELS) @Output Tensor just(Tensor input);
            @Relu @Output Tensor relu(Tensor pool);
          }
          """,
          at(4, 21, """
              [fovea:too-large] pool would take the maximum of 4097x4097 pixels, more than one window can have
                  the place of a maximum is kept as a number of at most 2^24 = 16777216
                help: several smaller pools, one after another
              """),
          at(6, 3, """
              [fovea:too-large] maximum would take the maximum of 5000x5000 pixels, more than one window can have
                  the place of a maximum is kept as a number of at most 2^24 = 16777216
                help: a @MaxPool before it
              """)),
      of("a dropout rate in percent", """
          @Network(input = {8, 32, 32})
          interface Net {
            @Dropout(50) Tensor drop(Tensor input);
          }
          """,
          at(4, 12, """
              [fovea:number] drop: the rate is the share that is dropped, at least 0 and below 1, but is 50.0
                help: @Dropout(0.5)
              """)),
      of("groups that divide the filters but not the channels", """
          @Network(input = {50, 28, 28})
          interface Net {
            @Conv(filters = 96, kernel = 3, groups = 5) Tensor a(Tensor input);
            @Conv(filters = 64, kernel = 3, groups = 3) Tensor b(Tensor a);
          }
          """,
          at(4, 44, """
              [fovea:groups] a cannot share its 96 filters evenly among 5 groups
                  filters % groups = 0: 96 % 5 = 1
                help: groups = 2; or filters = 95
              """),
          at(5, 44, """
              [fovea:groups] b cannot share its 64 filters evenly among 3 groups
                  filters % groups = 0: 64 % 3 = 1
                help: groups = 2; or groups = 4; or filters = 63
              """)),
      of("a transposed convolution of a dilation and groups", """
          @Network(input = {6, 8, 8})
          interface Net {
            @TransposedConv(filters = 9, kernel = 4, stride = 2, groups = 2) @Output Tensor a(Tensor input);
            @TransposedConv(filters = 8, kernel = 4, stride = 2, groups = 4) @Output Tensor b(Tensor input);
            @TransposedConv(filters = 8, kernel = 4, stride = 2, padding = 9) @Output Tensor c(Tensor input);
            @TransposedConv(filters = 8, kernel = 4, stride = 2, paddingMode = PaddingMode.SAME, outputSize = 15) @Output Tensor d(Tensor input);
          }
          """,
          at(4, 65, """
              [fovea:groups] a cannot share its 9 filters evenly among 2 groups
                  filters % groups = 0: 9 % 2 = 1
                help: groups = 1; or groups = 3; or filters = 10
              """),
          at(5, 65, """
              [fovea:groups] b cannot share the 6 channels of its input evenly among 4 groups
                  channels % groups = 0: 6 % 4 = 2
                help: groups = 2
              """),
          at(6, 66, """
              [fovea:padding] c cuts away its whole output: its height would be 0
                  height: 8
                  stride*(height-1) + kernel - padding >= 1: 2*(8-1) + 4 - 18 = 0 >= 1 is false
                help: padding = 8; or an input of at least 9x9
              """),
          at(7, 101, """
              [fovea:output-size] d: paddingMode = SAME and outputSize each decide the size of the output
                help: leave out outputSize
              """)),
      of("a depthwise convolution of too large a dilation", """
          @Network(input = {8, 12, 12})
          interface Net {
            @Depthwise(kernel = 3, padding = 1, dilation = 20) @Output Tensor a(Tensor input);
            @AvgPool(kernel = 3, padding = 2) @Output Tensor b(Tensor input);
          }
          """,
          at(4, 23, """
              [fovea:kernel] a needs a 41x41 window but its input is 12x12
                  height: 12
                  dilation*(kernel-1)+1 <= height + 2*padding: 20*(3-1)+1 = 41 <= 12 + 2 is false
                help: padding = 20 keeps 12x12; or dilation <= 6; or an input of at least 39x39
              """)),
      of("pools over a pixel", """
          @Network(input = {8, 12, 12})
          interface Net {
            @GlobalAvgPool @AvgPool(kernel = 2) @Dense(10) @Output Tensor a(Tensor input);
            @GlobalMaxPool Tensor b(Tensor input);
            @MaxPool(kernel = 2) Tensor c(Tensor b);
            @Dense(10) @Output Tensor d(Tensor c);
          }
          """,
          at(4, 36, """
              [fovea:kernel] a needs a 2x2 window but its input is 1x1
                  height: 12 -@GlobalAvgPool-> 1
                  kernel <= height + 2*padding: 2 <= 1 + 0 is false
                  nothing is left to slide over after @GlobalAvgPool
                help: leave out @AvgPool of a
              """),
          at(6, 21, """
              [fovea:kernel] c needs a 2x2 window but its input is 1x1
                  height: 12 -b-> 1
                  kernel <= height + 2*padding: 2 <= 1 + 0 is false
                  nothing is left to slide over after b
                help: leave out c
              """)));

  private OperationMistakes() {}
}
