package dev.fovea.processor;

import static dev.fovea.processor.Mistake.at;
import static dev.fovea.processor.Mistake.of;

import java.util.List;

/** Mistakes in the text of {@code @With}, told at the text, or at the use if it takes what is given there. */
final class ExpressionMistakes {
  static final List<Mistake> ALL = List.of(
      of("an expression with a misspelt member, in a block that is used: its stub has all that users name", """
          @Block @interface Bottle {
            int width();
            interface Body {
              @Conv(kernel = 3) @With("filters = 2 * widht") Tensor conv(Tensor input);
            }
          }
          @Network(input = {3, 32, 32})
          interface Net {
            @Bottle(width = 8) @Repeat(3) Tensor a(Tensor input);
            @Bottle(width = 8) Tensor b(Tensor a);
          }
          class User {
            Object o(NetParameters parameters, NetLayers layers) { parameters.a(1).conv().weights(); parameters.b().conv().bias(); return NetLayers.b().conv(); }
          }
          """,
          at(5, 29, """
              [fovea:expression] conv: unknown member widht
                  @With: filters = 2 * widht
                                       ^
                help: did you mean width?
              """)),
      of("texts that are no assignments", """
          @Block @interface Bottle {
            int width();
            interface Body {
              @Conv(kernel = 3) @With("filters = 2 * (width + 1, stride = 2") Tensor conv(Tensor input);
              @Conv(kernel = 3) @With("filters 3") Tensor conv2(Tensor conv);
              @Conv(kernel = 3) @With("") Tensor conv3(Tensor conv2);
              @Conv(kernel = 3) @With("filters = pow(width, 2)") Tensor conv4(Tensor conv3);
              @Conv(kernel = 3) @With("filters = width!") Tensor conv5(Tensor conv4);
            }
          }
          """,
          at(5, 29, """
              [fovea:expression] conv: expected ')', but found ','
                  @With: filters = 2 * (width + 1, stride = 2
                                                 ^
              """),
          at(6, 29, """
              [fovea:expression] conv2: expected '=', but found '3'
                  @With: filters 3
                                 ^
              """),
          at(7, 29, """
              [fovea:expression] conv3: expected a member, as in filters = width, but found the end
                  @With:\s
                         ^
              """),
          at(8, 29, """
              [fovea:expression] conv4: there is no function pow; there are min(a, b) and max(a, b)
                  @With: filters = pow(width, 2)
                                   ^
              """),
          at(9, 29, """
              [fovea:expression] conv5: expected an operator, a comma or the end, but found '!'
                  @With: filters = width!
                                        ^
              """)),
      of("a division by zero whatever is given", """
          @Block @interface Bottle {
            int width();
            interface Body {
              @Conv(kernel = 3) @With("filters = width / (2 - 2), stride = 1 / (2 - 2)") Tensor conv(Tensor input);
            }
          }
          @Network(input = {3, 32, 32})
          interface Net {
            @Bottle(width = 8) Tensor a(Tensor input);
          }
          """,
          at(5, 29, """
              [fovea:expression] conv: division by zero
                  @With: filters = width / (2 - 2), stride = 1 / (2 - 2)
                                         ^
              """)),
      of("members that operations do not have", """
          @Block @interface Bottle {
            int width();
            interface Body {
              @Conv(filters = 3, kernel = 3) @With("filter = width") Tensor a(Tensor input);
              @Conv(filters = 3, kernel = 3) @MaxPool(kernel = 2) @With("kernel = width") Tensor b(Tensor a);
              @Conv(filters = 3, kernel = 3) @MaxPool(kernel = 2) @With("pool.kernel = width") Tensor c(Tensor b);
              @Conv(filters = 3, kernel = 3) @MaxPool(kernel = 2) @With("maxPool.kernels = width") Tensor d(Tensor c);
              @Conv(filters = 3, kernel = 3) @Relu @With("width = width") Tensor e(Tensor d);
              @Conv(filters = 3, kernel = 3) @With("bias = width") Tensor f(Tensor e);
              @Conv(filters = 3, kernel = 3) @With("filters = {width, 1}") Tensor g(Tensor f);
              @Conv(filters = 3, kernel = 3) @With("kernel = width, kernel = 3") Tensor h(Tensor g);
            }
          }
          """,
          at(5, 42, """
              [fovea:expression] a: @Conv has no member filter; did you mean filters?
                  @With: filter = width
                         ^
              """),
          at(6, 63, """
              [fovea:expression] b: several operations have a member kernel: say which, as in conv.kernel = ...
                  @With: kernel = width
                         ^
              """),
          at(7, 63, """
              [fovea:expression] c: no operation is called pool; there are conv, maxPool
                  @With: pool.kernel = width
                         ^
              """),
          at(8, 63, """
              [fovea:expression] d: maxPool has no member kernels; did you mean kernel?
                  @With: maxPool.kernels = width
                                 ^
              """),
          at(9, 48, """
              [fovea:expression] e: none of its operations has a member width
                  @With: width = width
                         ^
              """),
          at(10, 42, """
              [fovea:expression] f: bias is not a whole number, so it cannot be computed
                  @With: bias = width
                         ^
              """),
          at(11, 42, """
              [fovea:expression] g: filters is one number, without braces
                  @With: filters = {width, 1}
                         ^
              """),
          at(12, 42, """
              [fovea:expression] h: kernel is set twice
                  @With: kernel = width, kernel = 3
                                         ^
              """)),
      of("members of other types in expressions", """
          @Block @interface Bottle {
            boolean flag() default true;
            String text() default "";
            int[] sizes() default {1, 2};
            int zero() default 0;
            interface Body {
              @Conv(kernel = 3, filters = 3) @With("padding = zero") Tensor a(Tensor input);
              @Conv(kernel = 3, filters = 3) @With("padding = flag") Tensor b(Tensor a);
              @Conv(kernel = 3, filters = 3) @With("padding = {zero, sizes}") Tensor c(Tensor b);
            }
          }
          @Network(input = {3, 9, 9})
          interface Net {
            @Bottle Tensor a(Tensor input);
          }
          """,
          at(9, 42, """
              [fovea:expression] b: unknown member flag
                  @With: padding = flag
                                   ^
                help: its members of type int are zero
              """),
          at(10, 42, """
              [fovea:expression] c: unknown member sizes
                  @With: padding = {zero, sizes}
                                          ^
                help: its members of type int are zero
              """)),
      of("hostile texts", """
          @Block @interface Bottle {
            int width();
            interface Body {
              @Conv(kernel = 3) @With("filters = wi\\u0000dth + \\u202e 1") Tensor a(Tensor input);
              @Conv(kernel = 3) @With("filters =\\n 2 *\\t(größe + 1)") Tensor b(Tensor a);
              @Conv(kernel = 3) @With("filters = 99999999999999999999") Tensor c(Tensor b);
              @Conv(kernel = 3) @With("filters = ((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((width") Tensor d(Tensor c);
              @Conv(kernel = 3) @With("filters = width + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + widht + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1") Tensor e(Tensor d);
              @Conv(kernel = 3) @With("filters = \\uD83D\\uDE00") Tensor f(Tensor e);
            }
          }
          """,
          at(5, 29, """
              [fovea:expression] a: expected a number, a member, min(a, b), max(a, b) or a parenthesis, but found '?'
                  @With: filters = wi?dth + ? 1
                                            ^
              """),
          at(6, 29, """
              [fovea:expression] b: unknown member größe
                  @With: filters =  2 * (größe + 1)
                                         ^
                help: its members of type int are width
              """),
          at(7, 29, """
              [fovea:expression] c: the number is too large
                  @With: filters = 99999999999999999999
                                   ^
              """),
          at(8, 29, """
              [fovea:expression] d: nested more than 100 deep
                  @With: ...((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((width
                                                                                        ^
              """),
          at(9, 29, """
              [fovea:expression] e: unknown member widht
                  @With: ...1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + widht + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + ...
                                                                                        ^
                help: did you mean width?
              """),
          at(10, 29, """
              [fovea:expression] f: expected a number, a member, min(a, b), max(a, b) or a parenthesis, but found '😀'
                  @With: filters = 😀
                                   ^
              """)),
      of("an expression that does not end", """
          @Block @interface Bottle {
            int width();
            interface Body {
              @Conv(kernel = 3) @With("filters = width%s") Tensor conv(Tensor input);
            }
          }
          """.formatted(" + 1".repeat(1001)),
          at(5, 29, """
              [fovea:expression] conv: more than 1000 operators
                  @With: ...%s+ 1
                  %s^
              """.formatted("+ 1 ".repeat(15), " ".repeat(70)))),
      of("a division by a zero that was given, told once", """
          @Block @interface Bottle {
            int width();
            int groups() default 1;
            interface Body {
              @Conv(kernel = 3) @With("filters = width / groups") Tensor conv(Tensor input);
              @Conv(kernel = 3) @With("filters = 64 / groups") Tensor conv2(Tensor conv);
            }
          }
          @Network(input = {3, 32, 32})
          interface Net {
            @Bottle(width = 8, groups = 0) @Repeat(3) Tensor a(Tensor input);
          }
          """,
          at(12, 31, """
              [fovea:expression] a[0].conv: division by zero
                  @With: filters = width / groups
                                         ^
                  with groups = 0, width = 8
                  a[0] = @Bottle(groups = 0, width = 8)
              """)),
      of("a result beyond int", """
          @Block @interface Bottle {
            int width();
            interface Body {
              @Conv(kernel = 3) @With("filters = width * width") Tensor conv(Tensor input);
            }
          }
          @Network(input = {3, 32, 32})
          interface Net {
            @Bottle(width = 65536) Tensor a(Tensor input);
          }
          """,
          at(10, 19, """
              [fovea:expression] a.conv: filters would be 4294967296, beyond what an int holds
                  @With: filters = width * width
                                   ^
                  with width = 65536
                  a = @Bottle(width = 65536)
              """)),
      of("a result beyond long", """
          @Block @interface Bottle {
            int width();
            interface Body {
              @Conv(kernel = 3) @With("filters = width * width * width") Tensor conv(Tensor input);
            }
          }
          @Network(input = {3, 32, 32})
          interface Net {
            @Bottle(width = 2147483647) Tensor a(Tensor input);
          }
          """,
          at(10, 19, """
              [fovea:expression] a.conv: the result of 4611686014132420609 * 2147483647 is too large
                  @With: filters = width * width * width
                                                 ^
                  with width = 2147483647
                  a = @Bottle(width = 2147483647)
              """)));

  private ExpressionMistakes() {}
}
