package dev.fovea.processor;

import static dev.fovea.processor.Mistake.at;
import static dev.fovea.processor.Mistake.of;
import static dev.fovea.processor.Mistake.warning;

import java.util.List;

/** What depends on what a block is given, told where it is used. */
final class BlockUseMistakes {
  static final List<Mistake> ALL = List.of(
      of("repetitions that cannot be", """
          @Block @interface Bottle {
            interface Body {
              @Relu @Repeat(-1) Tensor a(Tensor input);
              @Add @Repeat(2) Tensor b(Tensor a, Tensor input);
            }
          }
          @Network(input = {3, 32, 32})
          interface Net {
            @Relu @Repeat(0) Tensor a(Tensor input);
            @Add @Repeat(2) Tensor b(Tensor a, Tensor input);
            @Bottle @Repeat(2) Tensor c(Tensor b);
          }
          """,
          at(4, 19, """
              [fovea:number] a is repeated at least once, but @Repeat says -1
              """),
          at(5, 18, """
              [fovea:inputs] b is repeated, so it must read one layer, not 2
                  each repetition reads the one before it
              """),
          at(10, 17, """
              [fovea:number] a is repeated at least once, but @Repeat says 0
              """),
          at(11, 16, """
              [fovea:inputs] b is repeated, so it must read one layer, not 2
                  each repetition reads the one before it
              """)),
      of("the repetition that fails is named", """
          @Block @interface Bottle {
            int width();
            interface Body {
              @Conv(kernel = 5, stride = 2) @With("filters = width") Tensor reduce(Tensor input);
              @Relu Tensor out(Tensor reduce);
            }
          }
          @Network(input = {3, 9, 9})
          interface Net {
            @Conv(filters = 4, kernel = 1) Tensor stem(Tensor input);
            @Bottle(width = 4) @Repeat(4) Tensor conv2(Tensor stem);
            @Conv(filters = 4, kernel = 5) Tensor last(Tensor conv2);
          }
          """,
          at(12, 3, """
              [fovea:kernel] conv2[1].reduce needs a 5x5 window but its input is 3x3
                  height: 9 -conv2[0].reduce-> 3
                  kernel <= height + 2*padding: 5 <= 3 + 0 is false
                  conv2[1] = @Bottle(width = 4)
                help: an input of at least 125x125
              """)),
      of("too many layers", """
          @Block @interface Many {
            interface Body {
              @Relu @Repeat(100) Tensor a(Tensor input);
            }
          }
          @Block @interface TooMany {
            interface Body {
              @Many @Repeat(101) Tensor a(Tensor input);
            }
          }
          @Network(input = {3, 9, 9})
          interface Net {
            @Many @Repeat(99) Tensor a(Tensor input);
            @Many @Repeat(2) Tensor b(Tensor a);
            @Relu Tensor c(Tensor b);
          }
          @Network(input = {3, 9, 9})
          interface Other {
            @TooMany Tensor a(Tensor input);
            @Relu Tensor c(Tensor a);
          }
          @Network(input = {3, 9, 9})
          interface Third {
            @Relu @Repeat(2000000000) Tensor a(Tensor input);
            @Relu Tensor c(Tensor a);
          }
          """,
          at(9, 5, """
              [fovea:block] @TooMany has more than 10000 layers once its blocks and repetitions are expanded
                  the first too many is a[100].a[0]
              """),
          at(15, 3, """
              [fovea:block] the network has more than 10000 layers once its blocks and repetitions are expanded
                  the first too many is b[1].a[0]
              """),
          at(25, 36, """
              [fovea:block] the network has more than 10000 layers once its blocks and repetitions are expanded
                  the first too many is a[10000]
              """)),
      of("a block beside an operation", """
          @Block @interface Bottle {
            interface Body {
              @Relu Tensor a(Tensor input);
            }
          }
          @Network(input = {3, 9, 9})
          interface Net {
            @Bottle @Relu Tensor a(Tensor input);
            @Bottle Tensor b(Tensor a);
          }
          """,
          at(9, 3, """
              [fovea:block] @Bottle on a is a block, which stands alone on its method
                help: declare a layer for each
              """)),
      of("@With outside of a block", """
          @Block @interface Bottle {
            int width();
            interface Body {
              @Conv(kernel = 1) @With("filters = width") Tensor a(Tensor input);
            }
          }
          @Network(input = {3, 9, 9})
          interface Net {
            @Conv(kernel = 3) @With("filters = 3 * 4") Tensor a(Tensor input);
            @Bottle(width = 3) @With("width = 7") Tensor b(Tensor a);
          }
          """,
          at(10, 21, """
              [fovea:expression] @With on a means nothing: it computes from the members of the block around it, and a stands in none
                help: write the numbers in the annotations themselves
              """),
          at(11, 22, """
              [fovea:expression] @With on b means nothing: it computes from the members of the block around it, and b stands in none
                help: write the numbers in the annotations themselves
              """)),
      of("@Shape and @Output at the use and in the body", """
          @Block @interface Bottle {
            int width();
            interface Body {
              @Conv(kernel = 1) @With("filters = width") @Shape({8, 9, 9}) Tensor a(Tensor input);
              @Relu @Output Tensor b(Tensor a);
            }
          }
          @Block @interface Fine {
            int width();
            interface Body {
              @Conv(kernel = 1) @With("filters = width") @Shape({8, 9, 9}) Tensor a(Tensor input);
              @Relu Tensor b(Tensor a);
            }
          }
          @Network(input = {3, 9, 9})
          interface Net {
            @Fine(width = 8) @Shape({8, 9, 8}) @Output Tensor a(Tensor input);
            @Fine(width = 9) @Repeat(2) @Shape({8, 9, 9}) Tensor b(Tensor input);
            @Relu Tensor c(Tensor a);
          }
          """,
          at(6, 11, """
              [fovea:output] @Output on b means nothing in a block, which gives the one layer that none of its others reads
                help: remove @Output
              """),
          at(18, 27, """
              [fovea:shape] a.b is asserted to be [8, 9, 8] but is [8, 9, 9]
                  width: 9
                  a = @Fine(width = 8)
                help: @Shape({8, 9, 9})
              """),
          at(19, 3, """
              [fovea:shape] b[0].a is asserted to be [8, 9, 9] but is [9, 9, 9]
                  b[0] = @Fine(width = 9)
              """),
          at(19, 3, """
              [fovea:unused] nobody reads b, and it is not an output
                help: mark it with @Output, read it in another layer, or remove it
              """),
          at(20, 16, """
              [fovea:unused] nobody reads c, and it is not an output
                help: mark it with @Output, read it in another layer, or remove it
              """)),
      of("numbers that the block's layers cannot use, told where they were given", """
          @Block @interface Bottle {
            int width();
            int stride() default 1;
            interface Body {
              @Conv(kernel = 3, padding = 1) @With("filters = width, stride = stride") Tensor a(Tensor input);
              @Conv(kernel = 3, bias = Bias.TRUE, padding = 1) @With("filters = 4 * width, groups = 3") @BatchNorm Tensor b(Tensor a);
              @Conv(kernel = 3, padding = 1) @With("filters = width - stride") Tensor d(Tensor b);
            }
          }
          @Network(input = {3, 9, 9})
          interface Net {
            @Bottle(width = -1) @Repeat(3) Tensor a(Tensor input);
            @Bottle(width = 3, stride = 0) Tensor b(Tensor input);
            @Bottle(width = 4) @Repeat(2) Tensor c(Tensor input);
            @Concat Tensor d(Tensor a, Tensor b, Tensor c);
          }
          """,
          at(13, 19, """
              [fovea:number] a[0].a: filters must be at least 1, but is -1
                  a[0] = @Bottle(stride = 1, width = -1)
              """),
          at(13, 3, """
              [fovea:number] a[0].d: filters must be at least 1, but is -2
                  @With: filters = width - stride
                  a[0] = @Bottle(stride = 1, width = -1)
              """),
          at(14, 31, """
              [fovea:number] b.a: stride must be at least 1, but is 0
                  b = @Bottle(stride = 0, width = 3)
                help: stride = 1
              """),
          at(15, 3, """
              [fovea:groups] c[0].b cannot share its 16 filters evenly among 3 groups
                  filters % groups = 0: 16 % 3 = 1
                  @With: filters = 4 * width
                  c[0] = @Bottle(stride = 1, width = 4)
              """),
          warning(7, 34, """
              [fovea:useless-bias] b has a bias that its batch norm takes away again
                  a batch norm subtracts each channel's mean, and the bias with it
                help: leave bias out: there is none where a batch norm follows
              """)),
      of("numbers that one block gives to another", """
          @Block @interface Inner {
            int width();
            interface Body {
              @Conv(kernel = 1) @With("filters = width") Tensor a(Tensor input);
              @Conv(kernel = 1) @With("filters = 8 / width") Tensor b(Tensor a);
            }
          }
          @Block @interface Outer {
            int k();
            interface Body {
              @Inner(width = 0) Tensor a(Tensor input);
              @Inner(width = 0) @With("width = k - 1") Tensor b(Tensor a);
              @Inner(width = 0) @With("width = 2 * k") @Repeat(2) Tensor c(Tensor b);
            }
          }
          @Network(input = {3, 9, 9})
          interface Net {
            @Outer(k = 1) @Repeat(3) Tensor a(Tensor input);
          }
          @Network(input = {3, 9, 9})
          interface Second {
            @Outer(k = 0) @Repeat(3) Tensor a(Tensor input);
          }
          """,
          at(12, 20, """
              [fovea:expression] a.b: division by zero
                  @With: filters = 8 / width
                                     ^
                  with width = 0
                  a = @Inner(width = 0)
              """),
          at(19, 14, """
              [fovea:expression] a[0].b.b: division by zero
                  @With: filters = 8 / width
                                     ^
                  with width = 0
                  a[0] = @Outer(k = 1)
                  a[0].b = @Inner(width = 0)
              """),
          at(23, 14, """
              [fovea:expression] a[0].c[0].b: division by zero
                  @With: filters = 8 / width
                                     ^
                  with width = 0
                  a[0] = @Outer(k = 0)
                  a[0].c[0] = @Inner(width = 0)
              """)),
      of("names, circles and outputs are told by the network's own methods", """
          @Block @interface Bottle {
            interface Body {
              @Relu Tensor a(Tensor input);
              @BatchNorm Tensor b(Tensor a);
            }
          }
          @Network(input = {3, 9, 9})
          interface Net {
            @Bottle Tensor one(Tensor two);
            @Bottle @Repeat(2) Tensor two(Tensor one);
            @Bottle Tensor three(Tensor three);
            @Relu @Repeat(3) Tensor four(Tensor four);
            @Relu Tensor five(Tensor fourr);
            @Relu Tensor six(Tensor oneb);
          }
          @Network(input = {3, 9, 9})
          interface Unread {
            @Bottle Tensor one(Tensor input);
            @Bottle @Repeat(2) Tensor two(Tensor input);
          }
          @Network(input = {3, 9, 9})
          interface Unused {
            @Bottle @Output Tensor one(Tensor input);
            @Bottle @Repeat(2) Tensor two(Tensor input);
          }
          """,
          at(10, 3, """
              [fovea:cycle] layers read each other in a circle
                  one reads two reads one
                help: let one of them read input or another layer that does not depend on it
              """),
          at(12, 31, """
              [fovea:cycle] three reads itself
                  a parameter names the layer that is read, and a network runs from its input to its outputs
                help: name another layer, or input
              """),
          at(13, 39, """
              [fovea:cycle] four reads itself
                  a parameter names the layer that is read, and a network runs from its input to its outputs
                help: name another layer, or input
              """),
          at(14, 28, """
              [fovea:unknown-input] five reads fourr, but no layer is called so
                help: did you mean four?
              """),
          at(15, 27, """
              [fovea:unknown-input] six reads oneb, but no layer is called so
                help: did you mean one?
              """),
          at(17, 1, """
              [fovea:output] several layers are read by nobody and none is marked as an output: one, two
                help: mark each output with @Output, and read or remove the others
              """),
          at(25, 3, """
              [fovea:unused] nobody reads two, and it is not an output
                help: mark it with @Output, read it in another layer, or remove it
              """)),
      of("layers within blocks are not offered to be read", """
          @Block @interface Bottle {
            int s();
            interface Body {
              @Conv(filters = 4, kernel = 1) @With("stride = s") Tensor a(Tensor input);
              @Relu Tensor b(Tensor a);
            }
          }
          @Network(input = {3, 9, 9})
          interface Net {
            @Bottle(s = 1) Tensor one(Tensor input);
            @Bottle(s = 2) @Repeat(2) Tensor two(Tensor one);
            @Bottle(s = 1) @Repeat(2) Tensor other(Tensor input);
            @Add Tensor sum(Tensor one, Tensor two);
          }
          """,
          at(9, 1, """
              [fovea:output] several layers are read by nobody and none is marked as an output: other, sum
                help: mark each output with @Output, and read or remove the others
              """),
          at(14, 3, """
              [fovea:add] sum adds tensors of different shapes: one.b is [4, 9, 9], two[1].b is [4, 3, 3]
                  height of one.b: 9
                  height of two[1].b: 9 -two[0].a-> 5 -two[1].a-> 3
                  height: 9 = 3 is false
                help: read other [4, 9, 9] instead of two; or add @Shortcut Tensor skip(Tensor one, Tensor two) and read skip instead of one
              """)),
      of("a warning is told of the first repetition", """
          @Block @interface Bottle {
            int s();
            interface Body {
              @MaxPool(kernel = 2) @With("stride = s") Tensor a(Tensor input);
              @BatchNorm Tensor b(Tensor a);
            }
          }
          @Network(input = {3, 19, 19})
          interface Net {
            @Bottle(s = 2) @Repeat(3) Tensor two(Tensor input);
          }
          @Network(input = {3, 19, 19})
          interface Second {
            @MaxPool(kernel = 2) @Repeat(3) Tensor two(Tensor input);
          }
          """,
          warning(11, 3, """
              [fovea:dropped-pixels] two[0].a never looks at the last row and the last column of its 19x19 input
                  height: 9 windows of 2, 2 apart, end after row 18 of 19
                  width: 9 windows of 2, 2 apart, end after column 18 of 19
                  two[0] = @Bottle(s = 2)
                help: ceil = true on a of @Bottle; or padding = 1 on a of @Bottle; or @Allow(Warning.DROPPED_PIXELS) if it is meant
              """),
          warning(15, 21, """
              [fovea:dropped-pixels] two[0] never looks at the last row and the last column of its 19x19 input
                  height: 9 windows of 2, 2 apart, end after row 18 of 19
                  width: 9 windows of 2, 2 apart, end after column 18 of 19
                help: ceil = true; or padding = 1; or @Allow(Warning.DROPPED_PIXELS) if it is meant
              """)),
      of("warnings silenced in blocks and at their uses", """
          @Block @interface Bottle {
            interface Body {
              @MaxPool(kernel = 2) @Allow(Warning.DROPPED_PIXELS) Tensor a(Tensor input);
              @MaxPool(kernel = 2) Tensor b(Tensor a);
              @Conv(kernel = 1, filters = 2, bias = Bias.TRUE) @Allow(Warning.USELESS_BIAS) @BatchNorm Tensor c(Tensor b);
            }
          }
          @Block @Allow(Warning.DROPPED_PIXELS) @interface Quiet {
            interface Body {
              @MaxPool(kernel = 2) Tensor a(Tensor input);
              @MaxPool(kernel = 2) Tensor b(Tensor a);
              @Conv(kernel = 1, filters = 2, bias = Bias.TRUE) @BatchNorm Tensor c(Tensor b);
            }
          }
          @Network(input = {3, 19, 19})
          interface Net {
            @Bottle Tensor a(Tensor input);
          }
          @Network(input = {3, 19, 19})
          interface Net2 {
            @Quiet @Repeat(2) Tensor a(Tensor input);
          }
          @Network(input = {3, 19, 19})
          interface Net3 {
            @Bottle @Allow(Warning.DROPPED_PIXELS) Tensor a(Tensor input);
          }
          """,
          warning(13, 47, """
              [fovea:useless-bias] c has a bias that its batch norm takes away again
                  a batch norm subtracts each channel's mean, and the bias with it
                help: leave bias out: there is none where a batch norm follows
              """),
          warning(18, 3, """
              [fovea:dropped-pixels] a.b never looks at the last row and the last column of its 9x9 input
                  height: 4 windows of 2, 2 apart, end after row 8 of 9
                  width: 4 windows of 2, 2 apart, end after column 8 of 9
                  a = @Bottle
                help: ceil = true on b of @Bottle; or padding = 1 on b of @Bottle; or @Allow(Warning.DROPPED_PIXELS) if it is meant
              """)));

  private BlockUseMistakes() {}
}
