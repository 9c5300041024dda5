package dev.fovea.processor;

import static dev.fovea.processor.Mistake.of;
import static dev.fovea.processor.Mistake.warning;

import java.util.List;

/** What is legal but surely not meant draws a warning, which {@code @Allow} silences. */
final class SurelyNotMeant {
  static final List<Mistake> ALL = List.of(
      of("a last row and column that no window reads", """
          @Network(input = {1, 5, 5})
          interface Net {
            @Conv(filters = 8, kernel = 2, stride = 2) Tensor conv(Tensor input);
          }
          """,
          warning(4, 31, """
              [fovea:dropped-pixels] conv never looks at the last row and the last column of its 5x5 input
                  height: 2 windows of 2, 2 apart, end after row 4 of 5
                  width: 2 windows of 2, 2 apart, end after column 4 of 5
                help: padding = 1; or an input of 4x4 or 6x6; or @Allow(Warning.DROPPED_PIXELS) if it is meant
              """)),
      of("columns that no window of a pool reads", """
          @Network(input = {1, 6, 8})
          interface Net {
            @MaxPool(kernel = 3) Tensor pool(Tensor input);
          }
          """,
          warning(4, 21, """
              [fovea:dropped-pixels] pool never looks at the last 2 columns of its 6x8 input
                  width: 2 windows of 3, 3 apart, end after column 6 of 8
                help: ceil = true; or an input of 6x6 or 6x9; or @Allow(Warning.DROPPED_PIXELS) if it is meant
              """)),
      of("pixels that a stride leaves out are meant", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Conv(filters = 8, kernel = 1, stride = 2) Tensor conv(Tensor input);
          }
          """),
      of("padding that no window reads is meant", """
          @Network(input = {3, 224, 224})
          interface Net {
            @Conv(filters = 64, kernel = 7, stride = 2, padding = 3) Tensor conv(Tensor input);
          }
          """),
      of("unread pixels that are allowed on the layer", """
          @Network(input = {1, 8, 8})
          interface Net {
            @Allow(Warning.DROPPED_PIXELS) @MaxPool(kernel = 3) Tensor pool(Tensor input);
          }
          """),
      of("unread pixels that are allowed in the network", """
          @Network(input = {1, 8, 8}) @Allow(Warning.DROPPED_PIXELS)
          interface Net {
            @MaxPool(kernel = 3) Tensor pool(Tensor input);
            @TransposedConv(filters = 1, kernel = 3, stride = 2) Tensor up(Tensor pool);
          }
          """,
          warning(5, 41, """
              [fovea:checkerboard] up paints a checkerboard: its kernel is no multiple of its stride, so neighbouring pixels get unequal numbers of taps
                  height: kernel % stride = 0: 3 % 2 = 1
                help: kernel = 2; or kernel = 4; or @Allow(Warning.CHECKERBOARD) if it is meant
              """)),
      of("a checkerboard", """
          @Network(input = {1, 28, 28})
          interface Net {
            @TransposedConv(filters = 8, kernel = 3, stride = 2, padding = 1, outputPadding = 1) Tensor up(Tensor input);
          }
          """,
          warning(4, 41, """
              [fovea:checkerboard] up paints a checkerboard: its kernel is no multiple of its stride, so neighbouring pixels get unequal numbers of taps
                  height: kernel % stride = 0: 3 % 2 = 1
                help: kernel = 2; or kernel = 4; or @Allow(Warning.CHECKERBOARD) if it is meant
              """)),
      of("a checkerboard on one axis", """
          @Network(input = {1, 28, 28})
          interface Net {
            @TransposedConv(filters = 8, kernel = {4, 3}, stride = 2) Tensor up(Tensor input);
          }
          """,
          warning(4, 41, """
              [fovea:checkerboard] up paints a checkerboard: its kernel is no multiple of its stride, so neighbouring pixels get unequal numbers of taps
                  width: kernel % stride = 0: 3 % 2 = 1
                help: kernel = {4, 2}; or kernel = 4; or @Allow(Warning.CHECKERBOARD) if it is meant
              """)),
      of("a checkerboard that is allowed", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Allow(Warning.CHECKERBOARD) @TransposedConv(filters = 8, kernel = 3, stride = 2) Tensor up(Tensor input);
          }
          """),
      of("a useless bias", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Conv(filters = 8, kernel = 3, bias = Bias.TRUE) @BatchNorm @Relu Tensor conv(Tensor input);
          }
          """,
          warning(4, 45, """
              [fovea:useless-bias] conv has a bias that its batch norm takes away again
                  a batch norm subtracts each channel's mean, and the bias with it
                help: leave bias out: there is none where a batch norm follows
              """)),
      of("a useless bias that is allowed", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Allow({Warning.USELESS_BIAS, Warning.CHECKERBOARD}) @Conv(filters = 8, kernel = 3, bias = Bias.TRUE) @BatchNorm Tensor conv(Tensor input);
          }
          """),
      of("a bias that a batch norm before it leaves alone", """
          @Network(input = {1, 28, 28})
          interface Net {
            @BatchNorm @Conv(filters = 8, kernel = 3, bias = Bias.TRUE) Tensor conv(Tensor input);
          }
          """),
      of("another warning's permission", """
          @Network(input = {1, 8, 8})
          interface Net {
            @Allow(Warning.CHECKERBOARD) @MaxPool(kernel = 3) Tensor pool(Tensor input);
          }
          """,
          warning(4, 50, """
              [fovea:dropped-pixels] pool never looks at the last 2 rows and the last 2 columns of its 8x8 input
                  height: 2 windows of 3, 3 apart, end after row 6 of 8
                  width: 2 windows of 3, 3 apart, end after column 6 of 8
                help: ceil = true; or padding = 1; or @Allow(Warning.DROPPED_PIXELS) if it is meant
              """)));

  private SurelyNotMeant() {}
}
