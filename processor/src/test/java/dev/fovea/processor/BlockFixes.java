package dev.fovea.processor;

import static dev.fovea.processor.Mistake.at;
import static dev.fovea.processor.Mistake.of;
import static dev.fovea.processor.Mistake.warning;

import java.util.List;

/** What mends a mistake in a block: in its body where that holds for all uses, else at the use. */
final class BlockFixes {
  static final List<Mistake> ALL = List.of(
      of("numbers that a text computes", """
          @Block @interface Res {
            int width();
            int depth() default 2;
            interface Body {
              @Conv(kernel = 3, padding = 1) @With("filters = width * (depth - 2), stride = 0") @BatchNorm @Relu Tensor a(Tensor input);
              @Conv(kernel = 3, padding = 1) @MaxPool(kernel = 2) @With("filters = 8, maxPool.kernel = 2 - 2") Tensor b(Tensor a);
            }
          }
          @Network(input = {3, 64, 64})
          interface Net {
            @Res(width = 16) Tensor a(Tensor input);
            @Res(width = 32, depth = 1) Tensor b(Tensor a);
          }
          """,
          at(12, 3, """
              [fovea:number] a.a: filters must be at least 1, but is 0
                  @With: filters = width * (depth - 2)
                  a = @Res(depth = 2, width = 16)
              """),
          at(13, 3, """
              [fovea:number] b.a: filters must be at least 1, but is -32
                  @With: filters = width * (depth - 2)
                  b = @Res(depth = 1, width = 32)
              """),
          at(6, 42, """
              [fovea:number] a: stride must be at least 1, but is 0
              """),
          at(7, 63, """
              [fovea:number] b: kernel must be at least 1, but is 0
                  @With: maxPool.kernel = 2 - 2
              """)),
      of("a block without shortcut", """
          @Block @interface Basic {
            int width();
            int stride() default 1;
            interface Body {
              @Conv(kernel = 3, padding = 1) @With("filters = width, stride = stride") @BatchNorm @Relu Tensor a(Tensor input);
              @Conv(kernel = 3, padding = 1) @With("filters = width") @BatchNorm Tensor b(Tensor a);
              @Add @Relu Tensor out(Tensor b, Tensor input);
            }
          }
          @Network(input = {3, 32, 32})
          interface Net {
            @Conv(filters = 16, kernel = 3, padding = 1) @BatchNorm @Relu Tensor stem(Tensor input);
            @Basic(width = 16) @Repeat(2) Tensor s1(Tensor stem);
            @Basic(width = 32, stride = 2) Tensor d2(Tensor s1);
            @Basic(width = 32) Tensor s2(Tensor d2);
            @Basic(width = 64, stride = 2) Tensor d3(Tensor s2);
            @GlobalAvgPool Tensor gap(Tensor d3);
            @Dense(10) Tensor logits(Tensor gap);
          }
          """,
          at(15, 3, """
              [fovea:add] d2.out adds tensors of different shapes: d2.b is [32, 16, 16], s1[1].out is [16, 32, 32]
                  height of d2.b: 32 -d2.a-> 16
                  height of s1[1].out: 32
                  channels: 32 = 16 is false
                  height: 16 = 32 is false
                  d2 = @Basic(stride = 2, width = 32)
                help: in @Basic add @Shortcut(batchNorm = true) Tensor skip(Tensor input, Tensor b) and read skip instead of input
              """)),
      of("a block whose kernel its uses outgrow", """
          @Block @interface Stage {
            int k();
            interface Body {
              @Conv(filters = 8, kernel = 1) @With("kernel = k") @Relu Tensor conv(Tensor input);
              @MaxPool(kernel = 2) Tensor pool(Tensor conv);
            }
          }
          @Network(input = {3, 16, 16})
          interface Net {
            @Stage(k = 3) Tensor a(Tensor input);
            @Stage(k = 9) Tensor b(Tensor a);
            @Dense(10) Tensor scores(Tensor b);
          }
          """,
          at(12, 14, """
              [fovea:kernel] b.conv needs a 9x9 window but its input is 7x7
                  height: 16 -a.conv-> 14 -a.pool-> 7
                  kernel <= height + 2*padding: 9 <= 7 + 0 is false
                  b = @Stage(k = 9)
                help: padding = 4 on conv of @Stage; or an input of at least 22x22
              """)),
      of("a block that is entered too often", """
          @Block @interface Basic {
            int width();
            interface Body {
              @Conv(kernel = 5) @With("filters = width") @BatchNorm @Relu Tensor a(Tensor input);
              @MaxPool(kernel = 2) Tensor b(Tensor a);
            }
          }
          @Network(input = {3, 32, 32})
          interface Net {
            @Basic(width = 16) @Repeat(4) Tensor s1(Tensor input);
            @Dense(10) Tensor logits(Tensor s1);
          }
          """,
          at(11, 3, """
              [fovea:kernel] s1[2].b needs a 2x2 window but its input is 1x1
                  height: 32 -s1[0].a-> 28 -s1[0].b-> 14 -s1[1].a-> 10 -s1[1].b-> 5 -s1[2].a-> 1
                  kernel <= height + 2*padding: 2 <= 1 + 0 is false
                  nothing is left to slide over after s1[2].a
                  s1[2] = @Basic(width = 16)
                help: an input of at least 76x76
              """)),
      of("numbers given to a block through another", """
          @Block @interface Inner {
            int k();
            int g();
            interface Body {
              @Conv(filters = 8, kernel = 1) @With("kernel = k, groups = g") Tensor conv(Tensor input);
            }
          }
          @Block @interface Outer {
            int k();
            interface Body {
              @Inner(k = 1, g = 2) @With("k = k") Tensor a(Tensor input);
              @Inner(k = 1, g = 2) @With("k = 2 * k") Tensor b(Tensor a);
            }
          }
          @Network(input = {8, 9, 9})
          interface Net {
            @Outer(k = 4) Tensor first(Tensor input);
            @Inner(k = 1, g = 3) @Repeat(2) Tensor second(Tensor input);
            @Output @Relu Tensor x(Tensor first);
            @Output @Relu Tensor y(Tensor second);
          }
          """,
          at(18, 14, """
              [fovea:kernel] first.b.conv needs an 8x8 window but its input is 6x6
                  height: 9 -first.a.conv-> 6
                  kernel <= height + 2*padding: 8 <= 6 + 0 is false
                  first = @Outer(k = 4)
                  first.b = @Inner(g = 2, k = 8)
                help: padding = 4 on conv of @Inner; or an input of at least 11x11
              """),
          at(19, 21, """
              [fovea:groups] second[0].conv cannot share its 8 filters evenly among 3 groups
                  filters % groups = 0: 8 % 3 = 2
                  second[0] = @Inner(g = 3, k = 1)
                help: g = 2; or g = 4
              """)),
      of("a branch of a block without padding", """
          @Block @interface Branches {
            int width();
            interface Body {
              @Pointwise @With("filters = width") Tensor a(Tensor input);
              @Conv(kernel = 3) @With("filters = width") Tensor b(Tensor input);
              @Concat Tensor both(Tensor a, Tensor b);
            }
          }
          @Network(input = {8, 9, 9})
          interface Net {
            @Branches(width = 4) Tensor first(Tensor input);
            @Branches(width = 8) Tensor second(Tensor first);
          }
          """,
          at(12, 3, """
              [fovea:concat] first.both joins tensors of different height or width: first.a is [4, 9, 9], first.b is [4, 7, 7]
                  height of first.a: 9
                  height of first.b: 9 -first.b-> 7
                  height: 9 = 7 is false
                  first = @Branches(width = 4)
                help: padding = 1 on b of @Branches
              """)),
      of("what is odd in a block is told in its body, once", """
          @Block @interface Basic {
            int width();
            interface Body {
              @Relu Tensor r(Tensor input);
              @Conv(kernel = 3, padding = 1) @With("filters = width") @BatchNorm @Relu Tensor a(Tensor r);
              @Relu Tensor b(Tensor a);
              @BatchNorm Tensor d(Tensor b);
              @BatchNorm Tensor c(Tensor d);
            }
          }
          @Network(input = {3, 16, 16})
          interface Other {
            @Basic(width = 4) Tensor only(Tensor input);
          }
          @Network(input = {3, 32, 32})
          interface Net {
            @Basic(width = 16) @Repeat(4) Tensor s1(Tensor input);
            @Relu Tensor x(Tensor s1);
            @Basic(width = 16) Tensor s2(Tensor x);
            @Dense(10) Tensor logits(Tensor s2);
          }
          """,
          warning(7, 5, """
              [fovea:redundant] b: @Relu changes nothing: what it reads is never negative
                  a has rectified it already
                help: leave it out; or @Allow(Warning.REDUNDANT) if it is meant
              """),
          warning(9, 5, """
              [fovea:redundant] c: @BatchNorm changes nothing: it follows another @BatchNorm
                  what it reads has been normalised already
                help: leave it out; or @Allow(Warning.REDUNDANT) if it is meant
              """),
          warning(20, 3, """
              [fovea:redundant] s2.r: @Relu changes nothing: what it reads is never negative
                  x has rectified it already
                  s2 = @Basic(width = 16)
                help: @Allow(Warning.REDUNDANT) if it is meant
              """)),
      of("a network that inherits what its image is too small for", """
          @Network(input = {3, 32, 32})
          interface Base {
            @Conv(filters = 16, kernel = 5) @Relu Tensor a(Tensor input);
            @MaxPool(kernel = 2) Tensor b(Tensor a);
            @Conv(filters = 16, kernel = 5) @Relu Tensor c(Tensor b);
          }
          @Network(input = {3, 10, 10})
          interface Small extends Base {}
          """,
          at(8, 1, """
              [fovea:kernel] c needs a 5x5 window but its input is 3x3
                  height: 10 -a-> 6 -b-> 3
                  kernel <= height + 2*padding: 5 <= 3 + 0 is false
                help: an input of at least 14x14
              """)));

  private BlockFixes() {}
}
