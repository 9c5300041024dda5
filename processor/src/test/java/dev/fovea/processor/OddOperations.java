package dev.fovea.processor;

import static dev.fovea.processor.Mistake.at;
import static dev.fovea.processor.Mistake.of;
import static dev.fovea.processor.Mistake.warning;

import java.util.List;

/** Operations that surely were not meant to follow one another, each with what is like it and is meant. */
final class OddOperations {
  static final List<Mistake> ALL = List.of(
      of("a rectifier of what is rectified", """
          @Network(input = {3, 32, 32})
          interface Net {
            @Conv(filters = 8, kernel = 3) @Relu Tensor a(Tensor input);
            @MaxPool(kernel = 2) Tensor b(Tensor a);
            @Conv(filters = 8, kernel = 1) @Sigmoid Tensor c(Tensor b);
            @Concat @Relu @Conv(filters = 4, kernel = 1) Tensor d(Tensor b, Tensor c);
            @LocalResponseNorm @Relu Tensor e(Tensor d);
          }
          """,
          warning(7, 11, """
              [fovea:redundant] d: @Relu changes nothing: what it reads is never negative
                  a has rectified it already
                help: leave out @Relu of d; or @Allow(Warning.REDUNDANT) if it is meant
              """)),
      of("a rectifier of what may be negative", """
          @Network(input = {3, 32, 32})
          interface Net {
            @Conv(filters = 3, kernel = 1) @BatchNorm Tensor a(Tensor input);
            @Relu Tensor b(Tensor a);
            @Add @Relu Tensor c(Tensor a, Tensor b);
            @BatchNorm @Relu Tensor d(Tensor c);
            @Concat @Relu Tensor e(Tensor d, Tensor input);
          }
          """),
      of("normalisation and clipping twice", """
          @Network(input = {3, 32, 32})
          interface Net {
            @BatchNorm Tensor a(Tensor input);
            @BatchNorm @Relu6 Tensor b(Tensor a);
            @Flatten Tensor c(Tensor b);
            @Relu6 Tensor d(Tensor c);
          }
          """,
          warning(5, 3, """
              [fovea:redundant] b: @BatchNorm changes nothing: it follows another @BatchNorm
                  what it reads has been normalised already
                help: leave out @BatchNorm of b; or @Allow(Warning.REDUNDANT) if it is meant
              """),
          warning(7, 3, """
              [fovea:redundant] d: @Relu6 changes nothing: it follows another @Relu6
                  what it reads lies between 0 and 6 already
                help: leave out d; or @Allow(Warning.REDUNDANT) if it is meant
              """)),
      of("a dropout of nothing and a pool of nothing", """
          @Network(input = {3, 32, 32})
          interface Net {
            @Dropout(0) Tensor a(Tensor input);
            @MaxPool(kernel = 1) Tensor b(Tensor a);
            @AvgPool(kernel = 1, stride = 2) Tensor c(Tensor b);
            @AvgPool(kernel = {1, 1}, stride = 1) Tensor d(Tensor c);
            @Conv(filters = 4, kernel = 3) @Dropout(0) Tensor e(Tensor d);
          }
          """,
          warning(4, 12, """
              [fovea:redundant] a: @Dropout of rate 0 drops nothing
                help: leave out a; or @Allow(Warning.REDUNDANT) if it is meant
              """),
          warning(5, 21, """
              [fovea:redundant] b: @MaxPool with a kernel of 1 and a stride of 1 changes nothing
                help: leave out b; or @Allow(Warning.REDUNDANT) if it is meant
              """),
          warning(7, 21, """
              [fovea:redundant] d: @AvgPool with a kernel of 1 and a stride of 1 changes nothing
                help: leave out d; or @Allow(Warning.REDUNDANT) if it is meant
              """),
          warning(8, 43, """
              [fovea:redundant] e: @Dropout of rate 0 drops nothing
                help: leave out @Dropout of e; or @Allow(Warning.REDUNDANT) if it is meant
              """)),
      of("activations in a row", """
          @Network(input = {3, 32, 32})
          interface Net {
            @Conv(filters = 8, kernel = 3) @Tanh @LeakyRelu Tensor a(Tensor input);
            @Dense(10) @Relu Tensor b(Tensor a);
            @Softmax Tensor c(Tensor b);
            @Dense(10) @Softmax @Tanh Tensor d(Tensor c);
          }
          """,
          warning(4, 40, """
              [fovea:double-activation] a: @LeakyRelu directly follows another activation, @Tanh
                  @LeakyRelu sees only what @Tanh has left of the numbers
                help: leave out @LeakyRelu of a; or leave out @Tanh of a; or @Allow(Warning.DOUBLE_ACTIVATION) if it is meant
              """),
          warning(6, 3, """
              [fovea:double-activation] c: @Softmax directly follows another activation, @Relu of b
                  a softmax turns scores of any size into shares, and @Relu has squeezed them before
                help: leave out @Relu of b; or @Allow(Warning.DOUBLE_ACTIVATION) if it is meant
              """),
          warning(7, 23, """
              [fovea:double-activation] d: @Tanh directly follows another activation, @Softmax
                  a softmax gives shares that add up to 1, and @Tanh spoils them
                help: leave out @Tanh of d; or leave out @Softmax of d; or @Allow(Warning.DOUBLE_ACTIVATION) if it is meant
              """)),
      of("activations with something between them", """
          @Network(input = {3, 32, 32})
          interface Net {
            @Conv(filters = 8, kernel = 3) @Relu @GlobalAvgPool Tensor a(Tensor input);
            @Softmax Tensor b(Tensor a);
            @Dense(8) @Sigmoid Tensor gate(Tensor a);
            @Multiply @Tanh Tensor d(Tensor b, Tensor gate);
          }
          """),
      of("a softmax of one score", """
          @Network(input = {3, 32, 32})
          interface Net {
            @Dense(1) @Softmax Tensor score(Tensor input);
          }
          """,
          warning(4, 13, """
              [fovea:constant] score gives 1 everywhere: a softmax over one channel, [1, 1, 1]
                  a softmax gives shares that add up to 1 over the channels, and the share of one is the whole
                help: @Sigmoid, for one score between 0 and 1; or @Allow(Warning.CONSTANT) if it is meant
              """)),
      of("an image that was written with its channels last", """
          @Network(input = {224, 224, 3})
          interface Net {
            @Conv(filters = 8, kernel = 3) @Relu Tensor a(Tensor input);
          }
          """,
          warning(2, 18, """
              [fovea:input-order] input = {224, 224, 3} is an image of 224 channels, 224 rows and 3 columns
                  the numbers are channels, height and width, in that order
                help: input = {3, 224, 224}: channels come first; or @Allow(Warning.INPUT_ORDER) if it is meant
              """)),
      of("images of few columns that are meant", """
          @Network(input = {1, 64, 4})
          interface Net {
            @Conv(filters = 8, kernel = 3) @Relu Tensor a(Tensor input);
          }
          @Network(input = {8, 9, 1}) @Allow(Warning.INPUT_ORDER)
          interface Second {
            @Conv(filters = 8, kernel = {3, 1}) @Relu Tensor a(Tensor input);
          }
          """),
      of("odd operations that are allowed", """
          @Network(input = {3, 32, 32}) @Allow(Warning.DOUBLE_ACTIVATION)
          interface Net {
            @Relu Tensor a(Tensor input);
            @Relu @Allow(Warning.REDUNDANT) Tensor b(Tensor a);
            @Tanh Tensor c(Tensor b);
            @Dense(1) @Softmax @Allow(Warning.CONSTANT) Tensor d(Tensor c);
          }
          """),
      of("nothing is called odd where something is wrong", """
          @Network(input = {3, 32, 32})
          interface Net {
            @Relu Tensor a(Tensor input);
            @Relu Tensor b(Tensor a);
            @Conv(filters = 8, kernel = 0) Tensor c(Tensor b);
          }
          """,
          at(6, 31, """
              [fovea:number] c: kernel must be at least 1, but is 0
              """)));

  private OddOperations() {}
}
