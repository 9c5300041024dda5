package dev.fovea.processor;

import static dev.fovea.processor.Mistake.at;
import static dev.fovea.processor.Mistake.of;

import java.util.List;

/** Mistakes in the numbers of members, of the input and of assertions. */
final class NumberMistakes {
  static final List<Mistake> ALL = List.of(
      of("an input of two numbers", """
          @Network(input = {28, 28})
          interface Net {
            @Relu Tensor relu(Tensor input);
          }
          """,
          at(2, 18, """
              [fovea:number] input takes channels, height and width, or one number for a flat tensor, not 2 numbers
                help: input = {3, 224, 224}, say
              """)),
      of("an input without numbers", """
          @Network(input = {})
          interface Net {
            @Relu Tensor relu(Tensor input);
          }
          """,
          at(2, 18, """
              [fovea:number] input takes channels, height and width, or one number for a flat tensor, but has none
                help: input = {3, 224, 224}, say
              """)),
      of("an input without height", """
          @Network(input = {1, 0, 28})
          interface Net {
            @Relu Tensor relu(Tensor input);
          }
          """,
          at(2, 18, """
              [fovea:number] input: height must be at least 1, but is 0
              """)),
      of("an input larger than a tensor", """
          @Network(input = {1024, 2048, 1024})
          interface Net {
            @Relu Tensor relu(Tensor input);
          }
          """,
          at(2, 18, """
              [fovea:too-large] an input of 1024 * 2048 * 1024 numbers is more than one tensor can hold
                  a tensor holds at most 2^31 - 1 = 2147483647 numbers
              """)),
      of("no filters and a kernel of nothing", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Conv(filters = 0, kernel = 0) Tensor conv(Tensor input);
          }
          """,
          at(4, 19, """
              [fovea:number] conv: filters must be at least 1, but is 0
              """),
          at(4, 31, """
              [fovea:number] conv: kernel must be at least 1, but is 0
              """)),
      of("numbers below zero, each told", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Conv(filters = -1, kernel = {3, -3}, stride = 0, padding = {0, 0, 0, -1}, dilation = -2, groups = 0)
            Tensor conv(Tensor input);
          }
          """,
          at(4, 89, """
              [fovea:number] conv: dilation must be at least 1, but is -2
                help: dilation = 1
              """),
          at(4, 19, """
              [fovea:number] conv: filters must be at least 1, but is -1
              """),
          at(4, 102, """
              [fovea:number] conv: groups must be at least 1, but is 0
                help: groups = 1
              """),
          at(4, 32, """
              [fovea:number] conv: kernel must be at least 1, but its width is -3
              """),
          at(4, 63, """
              [fovea:number] conv: padding must be at least 0, but its right is -1
                help: padding = 0
              """),
          at(4, 50, """
              [fovea:number] conv: stride must be at least 1, but is 0
                help: stride = 1
              """)),
      of("lists that are too long", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Conv(filters = 8, kernel = {3, 3, 3}, stride = {}, padding = {1, 1, 1})
            Tensor conv(Tensor input);
          }
          """,
          at(4, 31, """
              [fovea:number] conv: kernel takes one number, or two for height and width, not 3
              """),
          at(4, 65, """
              [fovea:number] conv: padding takes one number, two (height, width) or four (top, left, bottom, right), not 3
              """),
          at(4, 51, """
              [fovea:number] conv: stride takes one number, or two for height and width, but has none
              """)),
      of("a pool of nothing", """
          @Network(input = {1, 28, 28})
          interface Net {
            @MaxPool(kernel = 0, stride = {1, 0}) Tensor pool(Tensor input);
          }
          """,
          at(4, 21, """
              [fovea:number] pool: kernel must be at least 1, but is 0
              """),
          at(4, 33, """
              [fovea:number] pool: stride must be at least 1, but its width is 0
                help: stride = 1
              """)),
      of("no units", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Dense(0) Tensor dense(Tensor input);
          }
          """,
          at(4, 10, """
              [fovea:number] dense: the number of @Dense must be at least 1, but is 0
              """)),
      of("a dropout rate of one", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Dropout(1) Tensor drop(Tensor input);
          }
          """,
          at(4, 12, """
              [fovea:number] drop: the rate is the share that is dropped, at least 0 and below 1, but is 1.0
              """)),
      of("a dropout rate below zero", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Dropout(-0.5) Tensor drop(Tensor input);
          }
          """,
          at(4, 12, """
              [fovea:number] drop: the rate is the share that is dropped, at least 0 and below 1, but is -0.5
              """)),
      of("a slope that is no number", """
          @Network(input = {1, 28, 28})
          interface Net {
            @LeakyRelu(0.0 / 0.0) Tensor leak(Tensor input);
          }
          """,
          at(4, 18, """
              [fovea:number] leak: the slope must be a finite number of at least 0, but is NaN
              """)),
      of("an epsilon of zero and a momentum of two", """
          @Network(input = {1, 28, 28})
          interface Net {
            @BatchNorm(epsilon = 0) Tensor norm(Tensor input);
            @BatchNorm(momentum = 2) Tensor norm2(Tensor norm);
          }
          """,
          at(4, 24, """
              [fovea:number] norm: epsilon must be a finite number above 0, but is 0.0
              """),
          at(5, 25, """
              [fovea:number] norm2: momentum must be between 0 and 1, but is 2.0
              """)),
      of("penalties below zero", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Dense(value = 10, l1 = -1, l2 = 1.0 / 0.0) Tensor dense(Tensor input);
          }
          """,
          at(4, 27, """
              [fovea:number] dense: l1 must be a finite number of at least 0, but is -1.0
              """),
          at(4, 40, """
              [fovea:number] dense: l2 must be a finite number of at least 0, but is Infinity
              """)),
      of("a multiplier of zero", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Depthwise(kernel = 3, multiplier = 0) Tensor conv(Tensor input);
          }
          """,
          at(4, 39, """
              [fovea:number] conv: multiplier must be at least 1, but is 0
                help: multiplier = 1
              """)),
      of("padding beside a padding mode", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Conv(filters = 8, kernel = 3, padding = 1, paddingMode = PaddingMode.SAME) Tensor conv(Tensor input);
          }
          """,
          at(4, 44, """
              [fovea:number] conv has padding and paddingMode = SAME, which decides the padding itself
                help: leave out padding; or leave out paddingMode
              """)),
      of("a padding of nothing beside a padding mode", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Conv(filters = 8, kernel = 3, padding = 0, paddingMode = PaddingMode.SAME) Tensor conv(Tensor input);
          }
          """,
          at(4, 44, """
              [fovea:number] conv has padding and paddingMode = SAME, which decides the padding itself
                help: leave out padding; or leave out paddingMode
              """)),
      of("filters that groups do not divide", """
          @Network(input = {8, 28, 28})
          interface Net {
            @Conv(filters = 10, kernel = 3, groups = 4) Tensor conv(Tensor input);
          }
          """,
          at(4, 44, """
              [fovea:groups] conv cannot share its 10 filters evenly among 4 groups
                  filters % groups = 0: 10 % 4 = 2
                help: groups = 2; or filters = 12
              """)),
      of("channels that groups do not divide", """
          @Network(input = {6, 28, 28})
          interface Net {
            @Conv(filters = 12, kernel = 3, groups = 4) Tensor conv(Tensor input);
          }
          """,
          at(4, 44, """
              [fovea:groups] conv cannot share the 6 channels of its input evenly among 4 groups
                  channels % groups = 0: 6 % 4 = 2
                help: groups = 3; or groups = 6
              """)),
      of("groups of a single channel", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Conv(filters = 8, kernel = 3, groups = 8) Tensor conv(Tensor input);
          }
          """,
          at(4, 43, """
              [fovea:groups] conv cannot share the 1 channel of its input evenly among 8 groups
                  channels % groups = 0: 1 % 8 = 1
                help: groups = 1
              """)),
      of("a tensor that is too large", """
          @Network(input = {3, 8192, 8192})
          interface Net {
            @Conv(filters = 64, kernel = 3, padding = 1) Tensor conv(Tensor input);
          }
          """,
          at(4, 3, """
              [fovea:too-large] conv would produce 64 * 8192 * 8192 numbers, more than one tensor can hold
                  a tensor holds at most 2^31 - 1 = 2147483647 numbers
              """)),
      of("a dense layer that is too large", """
          @Network(input = {3, 224, 224})
          interface Net {
            @Dense(100000) Tensor dense(Tensor input);
          }
          """,
          at(4, 3, """
              [fovea:too-large] dense would have 100000 * 150528 weights, more than one tensor can hold
                  weights are stored with the filters of each group padded to a multiple of 16, and take at most 2^31 - 1 numbers
              """)),
      of("a dilated window longer than any axis", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Conv(filters = 1, kernel = 65536, dilation = 65536) Tensor conv(Tensor input);
          }
          """,
          at(4, 31, """
              [fovea:too-large] conv has a window of 4294901761 along its height, more than an axis can be long
                  dilation*(kernel-1)+1: 65536*(65536-1)+1 = 4294901761
              """)),
      of("strides beyond what is written out", """
          @Network(input = {1, 512, 512})
          interface Net {
            @Conv(filters = 1, kernel = 3, stride = 64) Tensor conv(Tensor input);
          }
          """,
          at(4, 43, """
              [fovea:too-large] conv has strides of 64x64, more than code is generated for
                  code is written out for each position within a stride: at most 1024 of them within the image, as for 32x32
              """)),
      of("an assertion that is not so", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Conv(filters = 8, kernel = 3) Tensor conv(Tensor input);
            @MaxPool(kernel = 2) @Shape({8, 14, 14}) Tensor pool(Tensor conv);
          }
          """,
          at(5, 31, """
              [fovea:shape] pool is asserted to be [8, 14, 14] but is [8, 13, 13]
                  height: 28 -conv-> 26 -pool-> 13
                help: padding = 1 on conv; or an input of 30x30; or @Shape({8, 13, 13})
              """)),
      of("an assertion of channels that are not so", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Conv(filters = 8, kernel = 3) @Shape({16, 26, 26}) Tensor conv(Tensor input);
          }
          """,
          at(4, 41, """
              [fovea:shape] conv is asserted to be [16, 26, 26] but is [8, 26, 26]
                help: @Shape({8, 26, 26})
              """)),
      of("an assertion of units that are not so", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Dense(10) @Shape(12) Tensor dense(Tensor input);
          }
          """,
          at(4, 21, """
              [fovea:shape] dense is asserted to be [12, 1, 1] but is [10, 1, 1]
                help: @Shape(10)
              """)),
      of("an assertion of two numbers", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Dense(10) @Shape({10, 1}) Tensor dense(Tensor input);
          }
          """,
          at(4, 21, """
              [fovea:number] dense: @Shape takes channels, height and width, or one number for a flat tensor, not 2 numbers
              """)));

  private NumberMistakes() {}
}
