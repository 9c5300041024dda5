package dev.fovea.processor;

import static dev.fovea.processor.Mistake.at;
import static dev.fovea.processor.Mistake.of;
import static dev.fovea.processor.Mistake.warning;

import java.util.List;

/** Branches that do not meet, shapes that are not those of the paper, and the changes that mend them. */
final class BranchMistakes {
  static final List<Mistake> ALL = List.of(
      of("a U-Net of four levels whose image cannot be halved four times", """
          @Network(input = {3, 180, 180})
          interface Net {
            @Conv(filters = 16, kernel = 3, padding = 1) @Relu Tensor down1(Tensor input);
            @MaxPool(kernel = 2) Tensor pool1(Tensor down1);
            @Conv(filters = 32, kernel = 3, padding = 1) @Relu Tensor down2(Tensor pool1);
            @MaxPool(kernel = 2) Tensor pool2(Tensor down2);
            @Conv(filters = 64, kernel = 3, padding = 1) @Relu Tensor down3(Tensor pool2);
            @MaxPool(kernel = 2) @Allow(Warning.DROPPED_PIXELS) Tensor pool3(Tensor down3);
            @Conv(filters = 128, kernel = 3, padding = 1) @Relu Tensor down4(Tensor pool3);
            @MaxPool(kernel = 2) Tensor pool4(Tensor down4);
            @Conv(filters = 256, kernel = 3, padding = 1) @Relu Tensor bottom(Tensor pool4);
            @TransposedConv(filters = 128, kernel = 2, stride = 2) Tensor up4(Tensor bottom);
            @Concat @Conv(filters = 128, kernel = 3, padding = 1) @Relu Tensor dec4(Tensor up4, Tensor down4);
            @TransposedConv(filters = 64, kernel = 2, stride = 2) Tensor up3(Tensor dec4);
            @Concat @Conv(filters = 64, kernel = 3, padding = 1) @Relu Tensor dec3(Tensor up3, Tensor down3);
            @TransposedConv(filters = 32, kernel = 2, stride = 2) Tensor up2(Tensor dec3);
            @Concat @Conv(filters = 32, kernel = 3, padding = 1) @Relu Tensor dec2(Tensor up2, Tensor down2);
            @TransposedConv(filters = 16, kernel = 2, stride = 2) Tensor up1(Tensor dec2);
            @Concat @Conv(filters = 16, kernel = 3, padding = 1) @Relu Tensor dec1(Tensor up1, Tensor down1);
            @Conv(filters = 1, kernel = 1) @Sigmoid Tensor mask(Tensor dec1);
          }
          """,
          at(16, 3, """
              [fovea:concat] dec3 joins tensors of different height or width: up3 is [64, 44, 44], down3 is [64, 45, 45]
                  height of up3: 180 -pool1-> 90 -pool2-> 45 -pool3-> 22 -up3-> 44
                  height of down3: 180 -pool1-> 90 -pool2-> 45
                  height: 44 = 45 is false
                help: outputPadding = 1 on up3; or an input of 176x176 or 192x192
              """)),
      of("a U-Net of an oblong image", """
          @Network(input = {3, 90, 126})
          interface Net {
            @Conv(filters = 16, kernel = 3, padding = 1) @Relu Tensor down1(Tensor input);
            @MaxPool(kernel = 2) @Allow(Warning.DROPPED_PIXELS) Tensor pool1(Tensor down1);
            @Conv(filters = 32, kernel = 3, padding = 1) @Relu Tensor down2(Tensor pool1);
            @MaxPool(kernel = 2) @Allow(Warning.DROPPED_PIXELS) Tensor pool2(Tensor down2);
            @Conv(filters = 64, kernel = 3, padding = 1) @Relu Tensor bottom(Tensor pool2);
            @TransposedConv(filters = 32, kernel = 2, stride = 2) Tensor up2(Tensor bottom);
            @Concat @Conv(filters = 32, kernel = 3, padding = 1) @Relu Tensor dec2(Tensor up2, Tensor down2);
            @TransposedConv(filters = 16, kernel = 2, stride = 2) Tensor up1(Tensor dec2);
            @Concat @Conv(filters = 16, kernel = 3, padding = 1) @Relu Tensor dec1(Tensor up1, Tensor down1);
          }
          """,
          at(10, 3, """
              [fovea:concat] dec2 joins tensors of different height or width: up2 is [32, 44, 62], down2 is [32, 45, 63]
                  height of up2: 90 -pool1-> 45 -pool2-> 22 -up2-> 44
                  height of down2: 90 -pool1-> 45
                  width of up2: 126 -pool1-> 63 -pool2-> 31 -up2-> 62
                  width of down2: 126 -pool1-> 63
                  height: 44 = 45 is false
                  width: 62 = 63 is false
                help: outputPadding = 1 on up2; or an input of 88x124 or 92x128
              """)),
      of("a U-Net without padding", """
          @Network(input = {1, 570, 570})
          interface Net {
            @Conv(filters = 64, kernel = 3) @Relu Tensor c1(Tensor input);
            @Conv(filters = 64, kernel = 3) @Relu Tensor c2(Tensor c1);
            @MaxPool(kernel = 2) Tensor p1(Tensor c2);
            @Conv(filters = 128, kernel = 3) @Relu Tensor c3(Tensor p1);
            @TransposedConv(filters = 64, kernel = 2, stride = 2) Tensor up1(Tensor c3);
            @Concat @Conv(filters = 64, kernel = 3) @Relu Tensor d1(Tensor up1, Tensor c2);
          }
          """,
          at(9, 3, """
              [fovea:concat] d1 joins tensors of different height or width: up1 is [64, 562, 562], c2 is [64, 566, 566]
                  height of up1: 570 -c1-> 568 -c2-> 566 -p1-> 283 -c3-> 281 -up1-> 562
                  height of c2: 570 -c1-> 568 -c2-> 566
                  height: 562 = 566 is false
                help: padding = 1 on c3
              """)),
      of("a U-Net whose decoder reads the wrong level", """
          @Network(input = {3, 64, 64})
          interface Net {
            @Conv(filters = 16, kernel = 3, padding = 1) @Relu Tensor down1(Tensor input);
            @MaxPool(kernel = 2) Tensor pool1(Tensor down1);
            @Conv(filters = 32, kernel = 3, padding = 1) @Relu Tensor down2(Tensor pool1);
            @MaxPool(kernel = 2) Tensor pool2(Tensor down2);
            @Conv(filters = 64, kernel = 3, padding = 1) @Relu Tensor bottom(Tensor pool2);
            @TransposedConv(filters = 32, kernel = 2, stride = 2) Tensor up2(Tensor bottom);
            @Concat @Conv(filters = 32, kernel = 3, padding = 1) @Relu Tensor dec2(Tensor up2, Tensor down2);
            @TransposedConv(filters = 16, kernel = 2, stride = 2) Tensor up1(Tensor dec2);
            @Concat @Conv(filters = 16, kernel = 3, padding = 1) @Relu Tensor dec1(Tensor up1, Tensor pool1);
          }
          """,
          at(12, 3, """
              [fovea:concat] dec1 joins tensors of different height or width: up1 is [16, 64, 64], pool1 is [16, 32, 32]
                  height of up1: 64 -pool1-> 32 -up1-> 64
                  height of pool1: 64 -pool1-> 32
                  height: 64 = 32 is false
                help: read down1 [16, 64, 64] instead of pool1
              """)),
      of("an autoencoder that is a pixel too large", """
          @Network(input = {3, 31, 31})
          interface Net {
            @Conv(filters = 8, kernel = 3, padding = 1, stride = 2) @Relu Tensor a(Tensor input);
            @Conv(filters = 8, kernel = 3, padding = 1, stride = 2) @Relu Tensor b(Tensor a);
            @TransposedConv(filters = 8, kernel = 4, stride = 2, padding = 1) Tensor up(Tensor b);
            @TransposedConv(filters = 3, kernel = 4, stride = 2, padding = 1) Tensor up2(Tensor up);
            @Add Tensor sum(Tensor up2, Tensor input);
          }
          """,
          at(8, 3, """
              [fovea:add] sum adds tensors of different shapes: up2 is [3, 32, 32], input is [3, 31, 31]
                  height of up2: 31 -a-> 16 -b-> 8 -up-> 16 -up2-> 32
                  height of input: 31
                  height: 32 = 31 is false
                help: padding = 2, outputPadding = 1 on up2; or an input of 28x28 or 32x32
              """)),
      of("an autoencoder that is a pixel too small", """
          @Network(input = {3, 32, 32})
          interface Net {
            @Conv(filters = 8, kernel = 3, padding = 1, stride = 2) @Relu Tensor a(Tensor input);
            @Allow(Warning.CHECKERBOARD) @TransposedConv(filters = 3, kernel = 3, stride = 2, padding = 1) Tensor up(Tensor a);
            @Add Tensor sum(Tensor up, Tensor input);
          }
          """,
          at(6, 3, """
              [fovea:add] sum adds tensors of different shapes: up is [3, 31, 31], input is [3, 32, 32]
                  height of up: 32 -a-> 16 -up-> 31
                  height of input: 32
                  height: 31 = 32 is false
                help: outputPadding = 1 on up; or an input of 31x31 or 33x33
              """)),
      of("a residual network without shortcut", """
          @Network(input = {3, 32, 32})
          interface Net {
            @Conv(filters = 16, kernel = 3, padding = 1) @BatchNorm @Relu Tensor stem(Tensor input);
            @Conv(filters = 32, kernel = 3, padding = 1, stride = 2) @BatchNorm @Relu Tensor a1(Tensor stem);
            @Conv(filters = 32, kernel = 3, padding = 1) @BatchNorm Tensor a2(Tensor a1);
            @Add @Relu Tensor out(Tensor stem, Tensor a2);
            @GlobalAvgPool Tensor gap(Tensor out);
            @Dense(10) Tensor logits(Tensor gap);
          }
          """,
          at(7, 3, """
              [fovea:add] out adds tensors of different shapes: stem is [16, 32, 32], a2 is [32, 16, 16]
                  height of stem: 32
                  height of a2: 32 -a1-> 16
                  channels: 16 = 32 is false
                  height: 32 = 16 is false
                help: add @Shortcut(batchNorm = true) Tensor skip(Tensor stem, Tensor a2) and read skip instead of stem; or read a1 [32, 16, 16] instead of stem
              """)),
      of("a residual sum of one size and other channels", """
          @Network(input = {3, 32, 32})
          interface Net {
            @Conv(filters = 16, kernel = 3, padding = 1) @Relu Tensor stem(Tensor input);
            @Conv(filters = 32, kernel = 3, padding = 1) Tensor conv(Tensor stem);
            @Add @Relu Tensor skip(Tensor conv, Tensor stem);
          }
          """,
          at(6, 3, """
              [fovea:add] skip adds tensors of different shapes: conv is [32, 32, 32], stem is [16, 32, 32]
                  channels: 32 = 16 is false
                help: add @Shortcut Tensor shortcut(Tensor stem, Tensor conv) and read shortcut instead of stem; or filters = 32 on stem
              """)),
      of("an inception module without padding, and with a pool of the usual stride", """
          @Network(input = {192, 28, 28})
          interface Net {
            @Conv(filters = 64, kernel = 1) @Relu Tensor b1(Tensor input);
            @Conv(filters = 128, kernel = 3) @Relu Tensor b2(Tensor input);
            @Conv(filters = 32, kernel = 5, padding = 2) @Relu Tensor b3(Tensor input);
            @MaxPool(kernel = 3, padding = 1) Tensor pool(Tensor input);
            @Conv(filters = 32, kernel = 1) @Relu Tensor b4(Tensor pool);
            @Concat Tensor out(Tensor b1, Tensor b2, Tensor b3, Tensor b4);
          }
          """,
          at(9, 40, """
              [fovea:concat] out joins tensors of different height or width: b1 is [64, 28, 28], b2 is [128, 26, 26]
                  height of b1: 28
                  height of b2: 28 -b2-> 26
                  height: 28 = 26 is false
                help: padding = 1 on b2
              """),
          at(9, 62, """
              [fovea:concat] out joins tensors of different height or width: b1 is [64, 28, 28], b4 is [32, 10, 10]
                  height of b1: 28
                  height of b4: 28 -pool-> 10
                  height: 28 = 10 is false
                help: stride = 1 on pool
              """)),
      of("an inception module whose pool shrinks", """
          @Network(input = {192, 28, 28})
          interface Net {
            @Conv(filters = 64, kernel = 1) @Relu Tensor b1(Tensor input);
            @Conv(filters = 128, kernel = 3, padding = 1) @Relu Tensor b2(Tensor input);
            @Conv(filters = 32, kernel = 5, padding = 2) @Relu Tensor b3(Tensor input);
            @MaxPool(kernel = 3) Tensor pool(Tensor input);
            @Conv(filters = 32, kernel = 1) @Relu Tensor b4(Tensor pool);
            @Concat Tensor out(Tensor b1, Tensor b2, Tensor b3, Tensor b4);
          }
          """,
          warning(7, 21, """
              [fovea:dropped-pixels] pool never looks at the last row and the last column of its 28x28 input
                  height: 9 windows of 3, 3 apart, end after row 27 of 28
                  width: 9 windows of 3, 3 apart, end after column 27 of 28
                help: ceil = true; or padding = 1; or @Allow(Warning.DROPPED_PIXELS) if it is meant
              """),
          at(9, 62, """
              [fovea:concat] out joins tensors of different height or width: b1 is [64, 28, 28], b4 is [32, 9, 9]
                  height of b1: 28
                  height of b4: 28 -pool-> 9
                  height: 28 = 9 is false
                help: stride = 1, padding = 1 on pool
              """)),
      of("a concatenation whose first part is the odd one", """
          @Network(input = {8, 28, 28})
          interface Net {
            @Conv(filters = 8, kernel = 3) Tensor a(Tensor input);
            @Conv(filters = 8, kernel = 5, padding = 2) Tensor b(Tensor input);
            @Pointwise(filters = 8) Tensor c(Tensor input);
            @Concat Tensor joined(Tensor a, Tensor b, Tensor c);
          }
          """,
          at(7, 32, """
              [fovea:concat] joined joins tensors of different height or width: b is [8, 28, 28], a is [8, 26, 26]
                  height of b: 28
                  height of a: 28 -a-> 26
                  height: 28 = 26 is false
                help: padding = 1 on a
              """)),
      of("a dense block without padding", """
          @Network(input = {16, 28, 28})
          interface Net {
            @BatchNorm @Relu @Conv(filters = 12, kernel = 3, padding = 1) Tensor l1(Tensor input);
            @Concat Tensor x1(Tensor input, Tensor l1);
            @BatchNorm @Relu @Conv(filters = 12, kernel = 3) Tensor l2(Tensor x1);
            @Concat Tensor x2(Tensor x1, Tensor l2);
            @GlobalAvgPool @Dense(10) @Softmax Tensor out(Tensor x2);
          }
          """,
          at(7, 3, """
              [fovea:concat] x2 joins tensors of different height or width: x1 is [28, 28, 28], l2 is [12, 26, 26]
                  height of x1: 28
                  height of l2: 28 -l2-> 26
                  height: 28 = 26 is false
                help: padding = 1 on l2
              """)),
      of("the chain of sizes follows the branch that decides them", """
          @Network(input = {8, 16, 16})
          interface Net {
            @GlobalAvgPool @Dense(8) @Sigmoid Tensor gate(Tensor input);
            @Multiply Tensor scaled(Tensor gate, Tensor input);
            @MaxPool(kernel = 2) Tensor pool(Tensor scaled);
            @Conv(filters = 8, kernel = 9) Tensor conv(Tensor pool);
          }
          """,
          at(7, 31, """
              [fovea:kernel] conv needs a 9x9 window but its input is 8x8
                  height: 16 -pool-> 8
                  kernel <= height + 2*padding: 9 <= 8 + 0 is false
                help: padding = 4 keeps 8x8; or kernel <= 8; or an input of at least 18x18
              """)),
      of("an image with its channels last", """
          @Network(input = {28, 28, 1})
          interface Net {
            @Conv(filters = 6, kernel = 5) @Relu   Tensor c1(Tensor input);
            @MaxPool(kernel = 2)                   Tensor s2(Tensor c1);
            @Dense(10)                             Tensor scores(Tensor s2);
          }
          """,
          at(4, 31, """
              [fovea:kernel] c1 needs a 5x5 window but its input is 28x1
                  width: 1
                  kernel <= width + 2*padding: 5 <= 1 + 0 is false
                help: input = {1, 28, 28}: channels come first; or an input of at least 28x6
              """)),
      of("an image without width left for its pools", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Conv(filters = 64, kernel = 3, padding = 1) @Relu Tensor c11(Tensor input);
            @MaxPool(kernel = 2) Tensor p1(Tensor c11);
            @Conv(filters = 128, kernel = 3, padding = 1) @Relu Tensor c21(Tensor p1);
            @MaxPool(kernel = 2) Tensor p2(Tensor c21);
            @Conv(filters = 256, kernel = 3, padding = 1) @Relu Tensor c31(Tensor p2);
            @MaxPool(kernel = 2) @Allow(Warning.DROPPED_PIXELS) Tensor p3(Tensor c31);
            @Conv(filters = 512, kernel = 3, padding = 1) @Relu Tensor c41(Tensor p3);
            @MaxPool(kernel = 2) @Allow(Warning.DROPPED_PIXELS) Tensor p4(Tensor c41);
            @Conv(filters = 512, kernel = 3, padding = 1) @Relu Tensor c51(Tensor p4);
            @MaxPool(kernel = 2) Tensor p5(Tensor c51);
            @Dense(4096) @Relu Tensor fc6(Tensor p5);
            @Dense(10) Tensor fc8(Tensor fc6);
          }
          """,
          at(13, 21, """
              [fovea:kernel] p5 needs a 2x2 window but its input is 1x1
                  height: 28 -p1-> 14 -p2-> 7 -p3-> 3 -p4-> 1
                  kernel <= height + 2*padding: 2 <= 1 + 0 is false
                  nothing is left to slide over after p4
                help: leave out p5; or an input of at least 32x32
              """)),
      of("a convolution after a dense layer", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Conv(filters = 6, kernel = 5, padding = 2) @Relu   Tensor c1(Tensor input);
            @MaxPool(kernel = 2)                                Tensor s2(Tensor c1);
            @Dense(120) @Relu                                   Tensor f5(Tensor s2);
            @Conv(filters = 16, kernel = 5) @Relu               Tensor c3(Tensor f5);
            @MaxPool(kernel = 2)                                Tensor s4(Tensor c3);
            @Dense(10)                                          Tensor scores(Tensor s4);
          }
          """,
          at(7, 32, """
              [fovea:kernel] c3 needs a 5x5 window but its input is 1x1
                  height: 28 -s2-> 14 -f5-> 1
                  kernel <= height + 2*padding: 5 <= 1 + 0 is false
                  nothing is left to slide over after f5
                help: kernel = 1
              """)),
      of("a convolution after a needless flattening", """
          @Network(input = {3, 12, 12})
          interface Net {
            @Flatten Tensor flat(Tensor input);
            @Conv(filters = 96, kernel = 6) @Relu Tensor fc6(Tensor flat);
          }
          """,
          at(5, 32, """
              [fovea:kernel] fc6 needs a 6x6 window but its input is 1x1
                  height: 12 -flat-> 1
                  kernel <= height + 2*padding: 6 <= 1 + 0 is false
                  nothing is left to slide over after flat
                help: leave out flat; or kernel = 1
              """)),
      of("a padding that an asserted shape asks for, told once", """
          @Network(input = {3, 224, 224})
          interface Net {
            @Conv(filters = 64, kernel = 7, stride = 2, padding = 2) @Shape({64, 112, 112}) Tensor a(Tensor input);
            @MaxPool(kernel = 3, stride = 2) @Shape({64, 56, 56}) Tensor b(Tensor a);
          }
          """,
          at(4, 67, """
              [fovea:shape] a is asserted to be [64, 112, 112] but is [64, 111, 111]
                  height: 224 -a-> 111
                help: padding = 3; or @Shape({64, 111, 111})
              """)),
      of("an asserted shape with its channels last", """
          @Network(input = {3, 224, 224})
          interface Net {
            @Conv(filters = 64, kernel = 7, stride = 2, padding = 3) @Shape({112, 112, 64}) Tensor a(Tensor input);
            @Dense(10) @Shape({1, 1, 10}) Tensor b(Tensor a);
          }
          """,
          at(4, 67, """
              [fovea:shape] a is asserted to be [112, 112, 64] but is [64, 112, 112]
                  width: 224 -a-> 112
                  the numbers are channels, height and width, in that order
                help: @Shape({64, 112, 112})
              """)));

  private BranchMistakes() {}
}
