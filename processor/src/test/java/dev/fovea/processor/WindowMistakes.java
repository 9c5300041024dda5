package dev.fovea.processor;

import static dev.fovea.processor.Mistake.at;
import static dev.fovea.processor.Mistake.of;

import java.util.List;

/** Windows that do not fit, that see nothing, or that miss the size that is asked for. */
final class WindowMistakes {
  static final List<Mistake> ALL = List.of(
      of("the kernel of the design's example", """
          @Network(input = {3, 32, 32})
          interface Net {
            @Conv(filters = 16, kernel = 3) Tensor conv1(Tensor input);
            @MaxPool(kernel = 2) Tensor pool1(Tensor conv1);
            @Conv(filters = 32, kernel = 3) Tensor conv2(Tensor pool1);
            @Allow(Warning.DROPPED_PIXELS) @MaxPool(kernel = 2) Tensor pool2(Tensor conv2);
            @Conv(filters = 64, kernel = 3) Tensor conv3(Tensor pool2);
            @MaxPool(kernel = 2) Tensor pool3(Tensor conv3);
            @Conv(filters = 128, kernel = 5) Tensor conv4(Tensor pool3);
          }
          """,
          at(10, 33, """
              [fovea:kernel] conv4 needs a 5x5 window but its input is 2x2
                  height: 32 -conv1-> 30 -pool1-> 15 -conv2-> 13 -pool2-> 6 -conv3-> 4 -pool3-> 2
                  kernel <= height + 2*padding: 5 <= 2 + 0 is false
                help: padding = 2 keeps 2x2; or kernel <= 2; or an input of at least 54x54
              """)),
      of("a kernel over its input, with layers after it", """
          @Network(input = {3, 32, 32})
          interface Net {
            @Conv(filters = 16, kernel = 3) Tensor conv1(Tensor input);
            @MaxPool(kernel = 2) Tensor pool1(Tensor conv1);
            @Conv(filters = 32, kernel = 3) Tensor conv2(Tensor pool1);
            @Allow(Warning.DROPPED_PIXELS) @MaxPool(kernel = 2) Tensor pool2(Tensor conv2);
            @Conv(filters = 64, kernel = 3) Tensor conv3(Tensor pool2);
            @MaxPool(kernel = 2) Tensor pool3(Tensor conv3);
            @Conv(filters = 128, kernel = 5) Tensor conv4(Tensor pool3);
            @Conv(filters = 8, kernel = 9) Tensor conv5(Tensor conv4);
            @Conv(filters = 8, kernel = 3, stride = 0) Tensor conv6(Tensor conv5);
            @Dense(10) Tensor scores(Tensor conv6);
          }
          """,
          at(10, 33, """
              [fovea:kernel] conv4 needs a 5x5 window but its input is 2x2
                  height: 32 -conv1-> 30 -pool1-> 15 -conv2-> 13 -pool2-> 6 -conv3-> 4 -pool3-> 2
                  kernel <= height + 2*padding: 5 <= 2 + 0 is false
                help: an input of at least 118x118
              """),
          at(12, 43, """
              [fovea:number] conv6: stride must be at least 1, but is 0
                help: stride = 1
              """)),
      of("a kernel over its height", """
          @Network(input = {1, 7, 28})
          interface Net {
            @Conv(filters = 8, kernel = {9, 3}) Tensor conv(Tensor input);
          }
          """,
          at(4, 31, """
              [fovea:kernel] conv needs a 9x3 window but its input is 7x28
                  height: 7
                  kernel <= height + 2*padding: 9 <= 7 + 0 is false
                help: padding = {4, 1} keeps 7x28; or kernel = {7, 3}; or an input of at least 9x28
              """)),
      of("a kernel over an oblong input", """
          @Network(input = {1, 8, 12})
          interface Net {
            @MaxPool(kernel = {2, 4}) Tensor pool(Tensor input);
            @Conv(filters = 8, kernel = 5) Tensor conv(Tensor pool);
          }
          """,
          at(5, 31, """
              [fovea:kernel] conv needs a 5x5 window but its input is 4x3
                  height: 8 -pool-> 4
                  width: 12 -pool-> 3
                  kernel <= height + 2*padding: 5 <= 4 + 0 is false
                  kernel <= width + 2*padding: 5 <= 3 + 0 is false
                help: padding = 2 keeps 4x3; or kernel <= 3; or an input of at least 10x20
              """)),
      of("a dilated kernel over its input", """
          @Network(input = {1, 8, 8})
          interface Net {
            @Conv(filters = 8, kernel = 3, dilation = 4) Tensor conv(Tensor input);
          }
          """,
          at(4, 31, """
              [fovea:kernel] conv needs a 9x9 window but its input is 8x8
                  height: 8
                  dilation*(kernel-1)+1 <= height + 2*padding: 4*(3-1)+1 = 9 <= 8 + 0 is false
                help: padding = 4 keeps 8x8; or dilation <= 3; or an input of at least 9x9
              """)),
      of("an even kernel over its padded input", """
          @Network(input = {1, 4, 12})
          interface Net {
            @Conv(filters = 8, kernel = 8, padding = {1, 0, 2, 0}) Tensor conv(Tensor input);
          }
          """,
          at(4, 31, """
              [fovea:kernel] conv needs an 8x8 window but its input is 4x12
                  height: 4
                  kernel <= height + top + bottom: 8 <= 4 + 1 + 2 is false
                help: padding = 4; or kernel <= 7; or an input of at least 5x12
              """)),
      of("a kernel on a flat tensor", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Dense(10) Tensor dense(Tensor input);
            @Conv(filters = 8, kernel = 3) Tensor conv(Tensor dense);
          }
          """,
          at(5, 31, """
              [fovea:kernel] conv needs a 3x3 window but its input is 1x1
                  height: 28 -dense-> 1
                  kernel <= height + 2*padding: 3 <= 1 + 0 is false
                  nothing is left to slide over after dense
                help: kernel = 1
              """)),
      of("a pool over its input", """
          @Network(input = {1, 2, 2})
          interface Net {
            @MaxPool(kernel = 3) Tensor pool(Tensor input);
          }
          """,
          at(4, 21, """
              [fovea:kernel] pool needs a 3x3 window but its input is 2x2
                  height: 2
                  kernel <= height + 2*padding: 3 <= 2 + 0 is false
                help: padding = 1; or kernel <= 2; or an input of at least 3x3
              """)),
      of("a window over the input of its own method", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Conv(filters = 8, kernel = 3) @Relu @MaxPool(kernel = 40) Tensor conv(Tensor input);
          }
          """,
          at(4, 58, """
              [fovea:kernel] conv needs a 40x40 window but its input is 26x26
                  height: 28 -@Conv-> 26
                  kernel <= height + 2*padding: 40 <= 26 + 0 is false
                help: padding = 20; or kernel <= 26; or an input of at least 42x42
              """)),
      of("a kernel over its input behind a concatenation of halves", """
          @Network(input = {1, 8, 8})
          interface Net {
            @Conv(filters = 8, kernel = 3, stride = 2, padding = 1) Tensor down(Tensor input);
            @TransposedConv(filters = 8, kernel = 2, stride = 2) Tensor up(Tensor down);
            @Concat Tensor both(Tensor up, Tensor input);
            @Conv(filters = 8, kernel = 11) Tensor conv(Tensor both);
          }
          """,
          at(7, 31, """
              [fovea:kernel] conv needs an 11x11 window but its input is 8x8
                  height: 8
                  kernel <= height + 2*padding: 11 <= 8 + 0 is false
                help: padding = 5 keeps 8x8; or kernel <= 8; or an input of, for example, 12x12
              """)),
      of("a kernel that no larger input mends", """
          @Network(input = {1, 6, 6})
          interface Net {
            @Conv(filters = 8, kernel = 3) @Shape({8, 4, 4}) Tensor conv(Tensor input);
            @Conv(filters = 8, kernel = 5) Tensor next(Tensor conv);
          }
          """,
          at(5, 31, """
              [fovea:kernel] next needs a 5x5 window but its input is 4x4
                  height: 6 -conv-> 4
                  kernel <= height + 2*padding: 5 <= 4 + 0 is false
                help: padding = 2 keeps 4x4; or kernel <= 4
              """)),
      of("a long chain, cut in the middle", """
          @Network(input = {1, 30, 30})
          interface Net {
            @Conv(filters = 4, kernel = 3) Tensor c1(Tensor input);
            @Conv(filters = 4, kernel = 3) Tensor c2(Tensor c1);
            @Conv(filters = 4, kernel = 3) Tensor c3(Tensor c2);
            @Conv(filters = 4, kernel = 3) Tensor c4(Tensor c3);
            @Conv(filters = 4, kernel = 3) Tensor c5(Tensor c4);
            @Conv(filters = 4, kernel = 3) Tensor c6(Tensor c5);
            @Conv(filters = 4, kernel = 3) Tensor c7(Tensor c6);
            @Conv(filters = 4, kernel = 3) Tensor c8(Tensor c7);
            @Conv(filters = 4, kernel = 3) Tensor c9(Tensor c8);
            @Conv(filters = 4, kernel = 3) Tensor c10(Tensor c9);
            @Conv(filters = 4, kernel = 3) Tensor c11(Tensor c10);
            @Conv(filters = 4, kernel = 3) Tensor c12(Tensor c11);
            @Conv(filters = 4, kernel = 3) Tensor c13(Tensor c12);
            @Conv(filters = 4, kernel = 9) Tensor last(Tensor c13);
          }
          """,
          at(17, 31, """
              [fovea:kernel] last needs a 9x9 window but its input is 4x4
                  height: 30 -c1-> 28 -c2-> 26 -c3-> 24 -c4-> 22 ... 5 more ... -c10-> 10 -c11-> 8 -c12-> 6 -c13-> 4
                  kernel <= height + 2*padding: 9 <= 4 + 0 is false
                help: padding = 4 keeps 4x4; or kernel <= 4; or an input of at least 35x35
              """)),
      of("two kernels over their inputs", """
          @Network(input = {1, 7, 7})
          interface Net {
            @Conv(filters = 8, kernel = 9) Tensor a(Tensor input);
            @Conv(filters = 8, kernel = 12) Tensor b(Tensor input);
            @Concat Tensor both(Tensor a, Tensor b);
          }
          """,
          at(4, 31, """
              [fovea:kernel] a needs a 9x9 window but its input is 7x7
                  height: 7
                  kernel <= height + 2*padding: 9 <= 7 + 0 is false
                help: padding = 4 keeps 7x7; or kernel <= 7
              """),
          at(5, 31, """
              [fovea:kernel] b needs a 12x12 window but its input is 7x7
                  height: 7
                  kernel <= height + 2*padding: 12 <= 7 + 0 is false
                help: padding = 6; or kernel <= 7
              """)),
      of("a pool with windows on padding alone", """
          @Network(input = {1, 28, 28})
          interface Net {
            @MaxPool(kernel = 2, padding = 2) Tensor pool(Tensor input);
          }
          """,
          at(4, 34, """
              [fovea:padding] pool has a window that sees nothing but padding
                  height: 28
                  a height of 28 is padded by 2 and 2, and a window spans 2
                help: padding = 1; or padding = 0
              """)),
      of("a pool of half windows on padding alone", """
          @Network(input = {1, 28, 28})
          interface Net {
            @AvgPool(kernel = 1, paddingMode = PaddingMode.FULL, stride = 2) Tensor pool(Tensor input);
            @MaxPool(kernel = 1, padding = 1) Tensor pool2(Tensor pool);
          }
          """,
          at(5, 34, """
              [fovea:padding] pool2 has a window that sees nothing but padding
                  height: 28 -pool-> 14
                  a height of 14 is padded by 1 and 1, and a window spans 1
                help: padding = 0
              """)),
      of("a dilated pool whose taps step over the input", """
          @Network(input = {1, 1, 1})
          interface Net {
            @MaxPool(kernel = 2, stride = 1, padding = 1, dilation = 2) Tensor pool(Tensor input);
          }
          """,
          at(4, 46, """
              [fovea:padding] pool has a window that sees nothing but padding
                  height: 1
                  a height of 1 is padded by 1 and 1, and a window spans 3, its taps 2 apart
                help: dilation = 1
              """)),
      of("an output padding of the stride", """
          @Network(input = {1, 28, 28})
          interface Net {
            @TransposedConv(filters = 8, kernel = 4, stride = 2, padding = 1, outputPadding = 2) Tensor up(Tensor input);
          }
          """,
          at(4, 85, """
              [fovea:output-size] up: outputPadding must be below the stride or the dilation, whichever is larger
                  height: outputPadding < max(stride, dilation): 2 < max(2, 1) is false
                help: padding = 0, outputPadding = 0 for the same size; or outputPadding <= 1
              """)),
      of("an output padding without stride", """
          @Network(input = {1, 28, 28})
          interface Net {
            @TransposedConv(filters = 8, kernel = 3, outputPadding = {0, 1}) Tensor up(Tensor input);
          }
          """,
          at(4, 60, """
              [fovea:output-size] up: outputPadding must be below the stride or the dilation, whichever is larger
                  width: outputPadding < max(stride, dilation): 1 < max(1, 1) is false
                help: outputPadding = 0
              """)),
      of("an output size out of reach", """
          @Network(input = {1, 28, 28})
          interface Net {
            @TransposedConv(filters = 8, kernel = 4, stride = 2, outputSize = 64) Tensor up(Tensor input);
          }
          """,
          at(4, 69, """
              [fovea:output-size] up cannot reach the height of its outputSize: 64 is not between 58 and 59
                  height: 28
                  stride*(height-1) + kernel - padding = 2*(28-1) + 4 - 0 = 58, and at most stride-1 = 1 more
                help: outputSize = 59
              """)),
      of("a size of another layer out of reach", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Conv(filters = 8, kernel = 5, stride = 2, padding = 2) Tensor down(Tensor input);
            @TransposedConv(filters = 8, kernel = 4, stride = 2) Tensor up(Tensor down, @ShapeOf Tensor input);
          }
          """,
          at(5, 95, """
              [fovea:output-size] up cannot reach the height of input: 28 is not between 30 and 31
                  height: 28 -down-> 14
                  stride*(height-1) + kernel - padding = 2*(14-1) + 4 - 0 = 30, and at most stride-1 = 1 more
                help: padding = 1
              """)),
      of("a size out of reach without stride", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Conv(filters = 8, kernel = 3) Tensor conv(Tensor input);
            @TransposedConv(filters = 8, kernel = 5) Tensor up(Tensor conv, @ShapeOf Tensor input);
          }
          """,
          at(5, 83, """
              [fovea:output-size] up cannot reach the height of input: 28 is not 30
                  height: 28 -conv-> 26
                  stride*(height-1) + kernel - padding = 1*(26-1) + 5 - 0 = 30
                help: padding = 1
              """)),
      of("two that decide the size", """
          @Network(input = {1, 28, 28})
          interface Net {
            @TransposedConv(filters = 8, kernel = 4, stride = 2, outputPadding = 1, outputSize = 57) Tensor up(Tensor input);
          }
          """,
          at(4, 88, """
              [fovea:output-size] up: outputPadding and outputSize each decide the size of the output
                help: leave out outputSize
              """)),
      of("an output that is cut away", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Dense(16) Tensor dense(Tensor input);
            @TransposedConv(filters = 8, kernel = 4, stride = 2, padding = 2) Tensor up(Tensor dense);
          }
          """,
          at(5, 66, """
              [fovea:padding] up cuts away its whole output: its height would be 0
                  height: 28 -dense-> 1
                  stride*(height-1) + kernel - padding >= 1: 2*(1-1) + 4 - 4 = 0 >= 1 is false
                help: padding = 1
              """)));

  private WindowMistakes() {}
}
