package dev.fovea.processor;

import static dev.fovea.processor.Mistake.at;
import static dev.fovea.processor.Mistake.of;

import java.util.List;

/** Mistakes that come in twos on one layer, hide one another, or cannot be seen. */
final class SubtleMistakes {
  static final List<Mistake> ALL = List.of(
      of("groups that do not divide, and a window that does not fit", """
          @Network(input = {3, 64, 64})
          interface Net {
            @Conv(filters = 8, kernel = 3, groups = 2, dilation = 40) @Relu Tensor a(Tensor input);
            @MaxPool(kernel = 2) Tensor b(Tensor a);
          }
          """,
          at(4, 43, """
              [fovea:groups] a cannot share the 3 channels of its input evenly among 2 groups
                  channels % groups = 0: 3 % 2 = 1
                help: groups = 1
              """),
          at(4, 31, """
              [fovea:kernel] a needs an 81x81 window but its input is 64x64
                  height: 64
                  dilation*(kernel-1)+1 <= height + 2*padding: 40*(3-1)+1 = 81 <= 64 + 0 is false
                help: padding = 40 keeps 64x64; or dilation <= 31; or an input of at least 81x81
              """)),
      of("filters that cannot be shared, by a window that does not fit, before another", """
          @Network(input = {3, 32, 32})
          interface Net {
            @Conv(filters = 8, kernel = 33, groups = 3, dilation = 2) @BatchNorm @MaxPool(kernel = 40) Tensor a(Tensor input);
          }
          """,
          at(4, 44, """
              [fovea:groups] a cannot share its 8 filters evenly among 3 groups
                  filters % groups = 0: 8 % 3 = 2
                help: groups = 1; or filters = 9
              """),
          at(4, 31, """
              [fovea:kernel] a needs a 65x65 window but its input is 32x32
                  height: 32
                  dilation*(kernel-1)+1 <= height + 2*padding: 2*(33-1)+1 = 65 <= 32 + 0 is false
                help: padding = 32 keeps 32x32; or an input of at least 65x65
              """)),
      of("a transposed convolution of groups that do not divide, and of a size that it cannot reach", """
          @Network(input = {3, 32, 32})
          interface Net {
            @TransposedConv(filters = 4, kernel = 2, stride = 2, groups = 2, outputSize = 67) Tensor up(Tensor input);
          }
          """,
          at(4, 65, """
              [fovea:groups] up cannot share the 3 channels of its input evenly among 2 groups
                  channels % groups = 0: 3 % 2 = 1
                help: groups = 1
              """),
          at(4, 81, """
              [fovea:output-size] up cannot reach the height of its outputSize: 67 is not between 64 and 65
                  height: 32
                  stride*(height-1) + kernel - padding = 2*(32-1) + 2 - 0 = 64, and at most stride-1 = 1 more
                help: outputSize = 65
              """)),
      of("a sum of different shapes before a window that does not fit", """
          @Network(input = {3, 64, 64})
          interface Net {
            @Conv(filters = 8, kernel = 3) Tensor a(Tensor input);
            @Conv(filters = 8, kernel = 3) Tensor b(Tensor a);
            @Add @Conv(filters = 16, kernel = 70) Tensor c(Tensor a, Tensor b);
          }
          """,
          at(6, 3, """
              [fovea:add] c adds tensors of different shapes: a is [8, 62, 62], b is [8, 60, 60]
                  height of a: 64 -a-> 62
                  height of b: 64 -a-> 62 -b-> 60
                  height: 62 = 60 is false
                help: padding = 1 on b
              """)),
      of("a batch norm of two numbers that make no sense", """
          @Network(input = {3, 32, 32})
          interface Net {
            @BatchNorm(epsilon = -1, momentum = 2) Tensor a(Tensor input);
          }
          """,
          at(4, 24, """
              [fovea:number] a: epsilon must be a finite number above 0, but is -1.0
              """),
          at(4, 39, """
              [fovea:number] a: momentum must be between 0 and 1, but is 2.0
              """)),
      of("a size that would help one use of a block, and harm the next", """
          @Block(inputs = {"x", "skip"}) @interface Up {
            int filters();
            interface Body {
              @TransposedConv(kernel = 2, stride = 2) @With("filters = filters") Tensor up(Tensor x);
              @Concat Tensor cat(Tensor skip, Tensor up);
              @Conv(kernel = 3, padding = 1) @With("filters = filters") @Relu Tensor out(Tensor cat);
            }
          }
          @Network(input = {3, 60, 60})
          interface Net {
            @Conv(filters = 8, kernel = 3, padding = 1) Tensor e1(Tensor input);
            @MaxPool(kernel = 2) Tensor p1(Tensor e1);
            @Conv(filters = 8, kernel = 3, padding = 1) Tensor e2(Tensor p1);
            @MaxPool(kernel = 2) Tensor p2(Tensor e2);
            @Conv(filters = 8, kernel = 3, padding = 1) Tensor e3(Tensor p2);
            @MaxPool(kernel = 2, ceil = true) @Allow(Warning.DROPPED_PIXELS) Tensor p3(Tensor e3);
            @Up(filters = 8) Tensor u3(Tensor p3, Tensor e3);
            @Up(filters = 8) Tensor u2(Tensor u3, Tensor e2);
            @Up(filters = 8) Tensor u1(Tensor e1, Tensor u2);
          }
          """,
          at(18, 3, """
              [fovea:concat] u3.cat joins tensors of different height or width: e3 is [8, 15, 15], u3.up is [8, 16, 16]
                  height of e3: 60 -p1-> 30 -p2-> 15
                  height of u3.up: 60 -p1-> 30 -p2-> 15 -p3-> 8 -u3.up-> 16
                  height: 15 = 16 is false
                  u3 = @Up(filters = 8)
                help: an input of 56x56 or 64x64
              """)),
      of("a letter of another alphabet that looks the same", """
          @Network(input = {3, 64, 64})
          interface Net {
            @Conv(filters = 8, kernel = 3) Tensor c1(Tensor input);
            @Conv(filters = 8, kernel = 3) Tensor c2(Tensor \u04411);
          }
          """,
          at(5, 51, """
              [fovea:unknown-input] c2 reads \u04411, but no layer is called so
                  \u04411 is written with U+0441 CYRILLIC SMALL LETTER ES, c1 without
                help: did you mean c1?
              """)),
      of("a letter and its accent, written as one and as two", """
          @Network(input = {3, 64, 64})
          interface Net {
            @Conv(filters = 8, kernel = 3) Tensor caf\u00e9(Tensor input);
            @Conv(filters = 8, kernel = 3) Tensor c2(Tensor cafe\u0301);
          }
          """,
          at(5, 51, """
              [fovea:unknown-input] c2 reads cafe\u0301, but no layer is called so
                  cafe\u0301 is written with U+0301 COMBINING ACUTE ACCENT, caf\u00e9 without
                help: did you mean caf\u00e9?
              """)),
      of("a text for an operation that has no members", """
          @Block @interface Twice {
            int filters();
            interface Body {
              @Relu @With("filters = filters") Tensor out(Tensor input);
            }
          }
          """,
          at(5, 17, """
              [fovea:expression] out: @Relu has no member filters
                  @With: filters = filters
                         ^
              """)),
      of("methods of a class without the word abstract", """
          @Network(input = {3, 32, 32})
          abstract class Net {
            @Conv(filters = 8, kernel = 3) abstract Tensor a(Tensor input);
            @Conv(filters = 8, kernel = 3) Tensor b(Tensor a) { return a; }
            @Tanh static Tensor c(Tensor a) { return a; }
          }
          """,
          at(5, 3, """
              [fovea:operation] @Conv on b means nothing: the method is not abstract, and layers are abstract methods
                help: declare it abstract, without a body; or remove the annotations if b is no layer
              """),
          at(6, 3, """
              [fovea:operation] @Tanh on c means nothing: the method is static, and layers are abstract methods
                help: remove the body; or remove the annotations if c is no layer
              """)),
      of("a network of any tensors", """
          @Network(input = {3, 64, 64})
          interface Net<T extends Tensor> {
            @Conv(filters = 8, kernel = 3) T a(T input);
            @Conv(filters = 8, kernel = 3) Tensor b(T a);
          }
          """,
          at(3, 1, """
              [fovea:java] Net has type parameters, but all that a network reads and gives is Tensor
                help: remove the type parameters, and write Tensor instead
              """)),
      of("a size that no upsampling was needed for", """
          @Network(input = {3, 100, 100})
          interface Net {
            @Conv(filters = 16, kernel = 3) Tensor c1(Tensor input);
            @TransposedConv(filters = 16, kernel = 2, stride = 2) Tensor up(Tensor c1, @ShapeOf Tensor input);
          }
          """,
          at(5, 94, """
              [fovea:output-size] up cannot reach the height of input: 100 is not between 196 and 197
                  height: 100 -c1-> 98
                  stride*(height-1) + kernel - padding = 2*(98-1) + 2 - 0 = 196, and at most stride-1 = 1 more
                help: stride = 1, kernel = 3
              """)));

  private SubtleMistakes() {}
}
