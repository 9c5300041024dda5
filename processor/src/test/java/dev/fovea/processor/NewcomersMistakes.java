package dev.fovea.processor;

import static dev.fovea.processor.Mistake.at;
import static dev.fovea.processor.Mistake.of;
import static dev.fovea.processor.Mistake.warning;

import java.util.List;

/** What someone writes who knows networks and has never seen Fovea. */
final class NewcomersMistakes {
  static final List<Mistake> ALL = List.of(
      of("a network that reads layers of what is no network, and misspells its own", """
          abstract class Base {
            @Pointwise(filters = 8) abstract Tensor conv(Tensor input);
            @Relu abstract Tensor relu(Tensor conv);
            abstract Tensor bare(Tensor relu);
          }
          @Network(input = {1, 28, 28})
          abstract class Net extends Base {
            @MaxPool(kernel = 2) abstract Tensor pool(Tensor relu);
            @Add abstract Tensor sum(Tensor pol, Tensor bare);
          }
          """,
          at(8, 10, """
              [fovea:java] Net inherits abstract methods: bare of Base, conv of Base, relu of Base
                  a layer is an abstract method that the network itself declares
                help: mark Base with @Network(input = {channels, height, width}); or declare them again in Net with their operations; or give them a body if they are no layers
              """),
          at(10, 35, """
              [fovea:unknown-input] sum reads pol, but no layer is called so
                help: did you mean pool?
              """)),
      of("an image that is called something else", """
          @Network(input = {3, 32, 32})
          interface Net {
            @Conv(filters = 16, kernel = 3) Tensor a(Tensor image);
            @MaxPool(kernel = 2) Tensor b(Tensor a);
          }
          """,
          at(4, 51, """
              [fovea:unknown-input] a reads image, but no layer is called so
                  it can read b, input
                help: did you mean input, as the image is called?
              """)),
      of("a sum that stands last on its method", """
          @Network(input = {3, 32, 32})
          interface Net {
            @Relu @Conv(filters = 4, kernel = 3) @Add Tensor a(Tensor input, Tensor b);
            @Conv(filters = 4, kernel = 3) Tensor b(Tensor a);
          }
          """,
          at(4, 75, """
              [fovea:cycle] layers read each other in a circle
                  a reads b reads a
                help: let one of them read input or another layer that does not depend on it
              """),
          at(4, 40, """
              [fovea:operation] @Add joins the parameters of a, so it must be its first operation
                help: put @Add first; or put it on a method of its own
              """)),
      of("a block that reads what it does not declare", """
          @Block @interface Up {
            int filters();
            interface Body {
              @TransposedConv(kernel = 2, stride = 2) @With("filters = filters") Tensor up(Tensor input);
              @Concat Tensor cat(Tensor up, Tensor skip);
            }
          }
          @Network(input = {3, 32, 32})
          interface Net {
            @MaxPool(kernel = 2) Tensor a(Tensor input);
            @Up(filters = 4) Tensor u(Tensor a, Tensor input);
          }
          """,
          at(6, 42, """
              [fovea:unknown-input] cat reads skip, which is neither a layer nor an input of @Up
                  it can read input, up
                help: declare it as an input: @Block(inputs = {"input", "skip"})
              """)),
      of("a layer with a type parameter", """
          @Network(input = {3, 32, 32})
          interface Net {
            @Conv(filters = 4, kernel = 3) <T> Tensor a(T input);
          }
          """,
          at(4, 45, """
              [fovea:java] a has type parameters, but all that a layer reads and gives is Tensor
                help: remove the type parameters, and write Tensor instead
              """)),
      of("branches of three sizes, and a misspelt reader", """
          @Network(input = {3, 32, 32})
          interface Net {
            @Conv(filters = 16, kernel = 3, padding = 1) Tensor a(Tensor input);
            @Conv(filters = 16, kernel = 5, padding = 1) Tensor b(Tensor input);
            @Conv(filters = 8, kernel = 1, stride = 2) Tensor c(Tensor input);
            @Concat Tensor cat(Tensor a, Tensor b, Tensor c);
            @Dense(10) Tensor out(Tensor cta);
          }
          """,
          at(7, 39, """
              [fovea:concat] cat joins tensors of different height or width: a is [16, 32, 32], b is [16, 30, 30]
                  height of a: 32
                  height of b: 32 -b-> 30
                  height: 32 = 30 is false
                help: padding = 2 on b; or read input [3, 32, 32] instead of b
              """),
          at(7, 49, """
              [fovea:concat] cat joins tensors of different height or width: a is [16, 32, 32], c is [8, 16, 16]
                  height of a: 32
                  height of c: 32 -c-> 16
                  height: 32 = 16 is false
                help: stride = 1 on c; or read input [3, 32, 32] instead of c
              """),
          at(8, 32, """
              [fovea:unknown-input] out reads cta, but no layer is called so
                help: did you mean cat?
              """)),
      of("a convolution of digits that were unrolled", """
          @Network(input = 784)
          interface Net {
            @Conv(filters = 8, kernel = 3) Tensor a(Tensor input);
            @MaxPool(kernel = 2) Tensor b(Tensor a);
          }
          """,
          at(4, 31, """
              [fovea:kernel] a needs a 3x3 window but its input is 1x1
                  height: 1
                  kernel <= height + 2*padding: 3 <= 1 + 0 is false
                help: input = {1, 28, 28}: channels, height and width
              """)),
      of("a U-Net of odd sizes whose pools round up", """
          @Network(input = {3, 65, 65})
          interface Net {
            @Conv(filters = 16, kernel = 3, padding = 1) @Relu Tensor e1(Tensor input);
            @MaxPool(kernel = 2, ceil = true) Tensor p1(Tensor e1);
            @Conv(filters = 32, kernel = 3, padding = 1) @Relu Tensor e2(Tensor p1);
            @MaxPool(kernel = 2, ceil = true) Tensor p2(Tensor e2);
            @TransposedConv(filters = 32, kernel = 2, stride = 2) Tensor u2(Tensor p2);
            @Concat @Conv(filters = 32, kernel = 3, padding = 1) @Relu Tensor d2(Tensor u2, Tensor e2);
            @TransposedConv(filters = 16, kernel = 2, stride = 2) Tensor u1(Tensor d2);
            @Concat Tensor d1(Tensor u1, Tensor e1);
          }
          """,
          at(9, 3, """
              [fovea:concat] d2 joins tensors of different height or width: u2 is [32, 34, 34], e2 is [32, 33, 33]
                  height of u2: 65 -p1-> 33 -p2-> 17 -u2-> 34
                  height of e2: 65 -p1-> 33
                  height: 34 = 33 is false
                help: add @ShapeOf Tensor e2 to u2 and @ShapeOf Tensor e1 to u1, each with padding = 1; or an input of 64x64 or 68x68
              """)),
      of("an encoder and a decoder of an oblong image", """
          @Network(input = {3, 33, 47})
          interface Net {
            @Conv(filters = 8, kernel = 3, stride = 2, padding = 1) Tensor a(Tensor input);
            @Conv(filters = 8, kernel = 3, stride = 2, padding = 1) Tensor b(Tensor a);
            @TransposedConv(filters = 8, kernel = 3, stride = 2, padding = 1) Tensor c(Tensor b);
            @Add Tensor d(Tensor c, Tensor a);
            @TransposedConv(filters = 3, kernel = 4, stride = 2, padding = 1) Tensor e(Tensor d);
            @Add Tensor f(Tensor e, Tensor input);
          }
          """,
          warning(6, 41, """
              [fovea:checkerboard] c paints a checkerboard: its kernel is no multiple of its stride, so neighbouring pixels get unequal numbers of taps
                  height: kernel % stride = 0: 3 % 2 = 1
                help: kernel = 2; or kernel = 4; or @Allow(Warning.CHECKERBOARD) if it is meant
              """),
          at(7, 3, """
              [fovea:add] d adds tensors of different shapes: c is [8, 17, 23], a is [8, 17, 24]
                  width of c: 47 -a-> 24 -b-> 12 -c-> 23
                  width of a: 47 -a-> 24
                  width: 23 = 24 is false
                help: add @ShapeOf Tensor a to c and @ShapeOf Tensor input to e with padding = 2; or an input of 30x46 or 34x50
              """)),
      of("a pool of a colour image that was unrolled", """
          @Network(input = 3072)
          interface Net {
            @MaxPool(kernel = 2) Tensor a(Tensor input);
            @Conv(filters = 8, kernel = 3) Tensor b(Tensor a);
          }
          """,
          at(4, 21, """
              [fovea:kernel] a needs a 2x2 window but its input is 1x1
                  height: 1
                  kernel <= height + 2*padding: 2 <= 1 + 0 is false
                help: input = {3, 32, 32}: channels, height and width
              """)));

  private NewcomersMistakes() {}
}
