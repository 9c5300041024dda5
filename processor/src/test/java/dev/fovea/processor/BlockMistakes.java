package dev.fovea.processor;

import static dev.fovea.processor.Mistake.at;
import static dev.fovea.processor.Mistake.of;
import static dev.fovea.processor.Mistake.warning;

import java.util.List;

/** What is wrong with a block wherever it is used, told once in its body. */
final class BlockMistakes {
  static final List<Mistake> ALL = List.of(
      of("members that are given nowhere", """
          @Block @interface Inner {
            int width() default 0;
            int depth() default 1;
            interface Body {
              @Conv(kernel = 3) @With("filters = width + depth") Tensor conv(Tensor input);
            }
          }
          @Block @interface Bottle {
            int width();
            interface Body {
              @Conv(kernel = 3) Tensor a(Tensor input);
              @Conv(filters = 3) @With("stride = width") Tensor b(Tensor a);
              @Relu Tensor c(Tensor b);
            }
          }
          @Network(input = {3, 32, 32})
          interface Net {
            @Bottle(width = 2) Tensor a(Tensor input);
          }
          """,
          at(12, 5, """
              [fovea:number] @Conv on a does not say filters
                help: write @Conv(filters = ...); or @With("filters = ...")
              """),
          at(13, 5, """
              [fovea:number] @Conv on b does not say kernel
                help: write @Conv(kernel = ...); or @With("kernel = ...")
              """)),
      of("a block without a body", """
          @Block @interface Bottle {
            int width();
          }
          @Network(input = {3, 32, 32})
          interface Net {
            @Bottle(width = 2) Tensor a(Tensor input);
            @Relu Tensor b(Tensor a);
          }
          """,
          at(2, 9, """
              [fovea:block] @Bottle is a block without a Body
                help: add a nested interface: interface Body { ... }
              """)),
      of("bodies without layers of their own", """
          @Block @interface Empty {
            interface Body {
            }
          }
          interface Some { @Relu Tensor relu(Tensor input); }
          @Block @interface Extends {
            interface Body extends Some {
              @Relu Tensor out(Tensor relu);
            }
          }
          @Network(input = {3, 32, 32})
          interface Net {
            @Empty Tensor a(Tensor input);
            @Extends Tensor b(Tensor a);
          }
          """,
          at(3, 3, """
              [fovea:block] the Body of @Empty has no layers
                help: declare one: @Relu Tensor out(Tensor input);
              """),
          at(6, 18, """
              [fovea:operation] @Relu on relu means nothing: Some is no network
                help: mark Some with @Network(input = {channels, height, width})
              """),
          at(8, 3, """
              [fovea:block] the Body of @Extends extends an interface, but a block's layers are declared in its Body itself
                help: remove extends
              """)),
      of("a body with several layers that nobody reads", """
          @Block @interface Bottle {
            interface Body {
              @Relu Tensor a(Tensor input);
              @Relu Tensor b(Tensor input);
              @Tanh Tensor c(Tensor input);
            }
          }
          @Network(input = {3, 32, 32})
          interface Net {
            @Bottle Tensor a(Tensor input);
            @Relu Tensor b(Tensor a);
          }
          """,
          at(3, 3, """
              [fovea:output] @Bottle must give one layer, but several are read by nobody: a, b, c
                help: let all but one be read within the block, or remove them
              """)),
      of("layers of a body that read themselves", """
          @Block @interface Bottle {
            interface Body {
              @Add Tensor a(Tensor input, Tensor b);
              @Relu Tensor b(Tensor a);
              @Relu Tensor c(Tensor c);
            }
          }
          @Block @interface Round {
            interface Body {
              @Add Tensor a(Tensor input, Tensor b);
              @Relu Tensor b(Tensor a);
              @Relu Tensor c(Tensor input);
            }
          }
          @Network(input = {3, 32, 32})
          interface Net {
            @Bottle Tensor a(Tensor input);
            @Round Tensor b(Tensor a);
          }
          """,
          at(6, 27, """
              [fovea:cycle] c reads itself
                  a parameter names the layer that is read, and a block runs from its inputs to its last layer
                help: name another layer, or input
              """),
          at(11, 40, """
              [fovea:cycle] layers read each other in a circle
                  a reads b reads a
                help: let one of them read input or another layer that does not depend on it
              """)),
      of("a name that a body does not know", """
          @Block(inputs = {"skip", "up"}) @interface Bottle {
            interface Body {
              @Add Tensor joined(Tensor skp, Tensor up);
              @Relu Tensor b(Tensor input, Tensor skip);
            }
          }
          @Network(input = {3, 32, 32})
          interface Net {
            @Relu Tensor b(Tensor input);
            @Bottle Tensor a(Tensor input, Tensor b);
          }
          """,
          at(4, 31, """
              [fovea:unknown-input] joined reads skp, which is neither a layer nor an input of @Bottle
                help: did you mean skip?
              """),
          at(5, 18, """
              [fovea:inputs] @Relu takes one input, but b has 2
                help: join them first: @Concat or @Add as the first operation of b
              """),
          at(5, 27, """
              [fovea:unknown-input] b reads input, which is neither a layer nor an input of @Bottle
                  it can read joined, skip, up
                help: declare it as an input: @Block(inputs = {"skip", "up", "input"})
              """)),
      of("inputs that cannot be bound", """
          @Block(inputs = {"skip", "up"}) @interface Bottle {
            interface Body {
              @Add Tensor joined(Tensor skip, Tensor up);
            }
          }
          @Block(inputs = {"skip", "up"}) @interface Half {
            interface Body {
              @Relu Tensor joined(Tensor skip);
            }
          }
          @Block(inputs = {}) @interface None {
            interface Body {
              @Relu Tensor joined(Tensor input);
            }
          }
          @Block(inputs = {"a b", "c"}) @interface Blank {
            interface Body {
              @Relu Tensor joined(Tensor c);
            }
          }
          @Block(inputs = {"c", "c"}) @interface Twice {
            interface Body {
              @Relu Tensor joined(Tensor c);
            }
          }
          @Network(input = {3, 32, 32})
          interface Net {
            @Bottle Tensor a(Tensor input);
            @Half Tensor b(Tensor a, Tensor input);
            @None Tensor c(Tensor b);
            @Blank Tensor d(Tensor c, Tensor b);
            @Twice Tensor e(Tensor c, Tensor d);
          }
          """,
          at(8, 3, """
              [fovea:unused] no layer of @Half reads its input up
                help: read it; or remove it from @Block(inputs = {...})
              """),
          at(12, 17, """
              [fovea:block] @None has no input, but a block reads at least one
                help: leave inputs out: it is {"input"} then
              """),
          at(17, 17, """
              [fovea:name] "a b" cannot be an input of @Blank
                  a parameter of that name reads it, so it must be a name in Java
              """),
          at(22, 17, """
              [fovea:name] two inputs of @Twice are called c
                  a parameter names what it reads, so names are unique
                help: rename one of them
              """),
          at(29, 18, """
              [fovea:inputs] @Bottle reads skip, up, but a has one parameter
                help: give it 2 parameters, in that order
              """)),
      of("blocks that contain themselves", """
          @Block @interface Self {
            interface Body {
              @Self Tensor a(Tensor input);
            }
          }
          @Block @interface One {
            interface Body {
              @Relu Tensor b(Tensor input);
              @Two Tensor a(Tensor b);
            }
          }
          @Block @interface Two {
            interface Body {
              @One Tensor a(Tensor input);
            }
          }
          @Network(input = {3, 32, 32})
          interface Net {
            @Self Tensor a(Tensor input);
            @One Tensor b(Tensor a);
            @Two @Repeat(2) Tensor c(Tensor b);
          }
          """,
          at(4, 5, """
              [fovea:block] @Self contains itself, so its expansion would never end
                  @Self uses @Self
                help: use another block here
              """),
          at(10, 5, """
              [fovea:block] @One contains itself, so its expansion would never end
                  @One uses @Two uses @One
                help: use another block here
              """)),
      of("what is wrong whatever the block is given is told once, and nothing of it where it is used", """
          @Block @interface Bottle {
            int width();
            interface Body {
              @Conv(kernel = 0, stride = -1) @With("filters = width") Tensor a(Tensor input);
              @Conv(kernel = 3, bias = Bias.TRUE) @With("filters = width") @BatchNorm Tensor b(Tensor a);
              @Add Tensor c(Tensor b);
              @Conv(kernel = 3, filters = 4, groups = 3) Tensor d(Tensor c);
            }
          }
          @Network(input = {3, 9, 9})
          interface Net {
            @Bottle(width = 3) @Repeat(3) Tensor a(Tensor input);
            @Bottle(width = 0) Tensor b(Tensor a);
          }
          class User {
            Object o(NetParameters parameters, NetForward forward) { forward.activations().a(2).c(); parameters.a(1).b().scale(); parameters.b().a().weights(); return NetLayers.b().c(); }
          }
          """,
          at(5, 20, """
              [fovea:number] a: kernel must be at least 1, but is 0
              """),
          at(5, 32, """
              [fovea:number] a: stride must be at least 1, but is -1
              """),
          warning(6, 34, """
              [fovea:useless-bias] b has a bias that its batch norm takes away again
                  a batch norm subtracts each channel's mean, and the bias with it
                help: leave bias out: there is none where a batch norm follows
              """),
          at(7, 17, """
              [fovea:inputs] @Add takes at least 2 inputs, but c has 1
                help: add a parameter for each layer that is joined, two or more
              """),
          at(8, 45, """
              [fovea:groups] d cannot share its 4 filters evenly among 3 groups
                  filters % groups = 0: 4 % 3 = 1
              """),
          at(14, 19, """
              [fovea:number] b.a: filters must be at least 1, but is 0
                  b = @Bottle(width = 0)
              """)),
      of("a layer of a body with the name of an input", """
          @Block(inputs = {"skip", "up"}) @interface Merge {
            interface Body {
              @Relu Tensor skip(Tensor up);
            }
          }
          @Network(input = {8, 32, 32})
          interface Net {
            @Relu Tensor relu(Tensor input);
            @Merge Tensor merged(Tensor input, Tensor relu);
          }
          """,
          at(4, 18, """
              [fovea:name] a layer cannot be called skip
                  a parameter of that name reads what the block is given
                help: choose another name
              """)),
      of("mistakes in the Java of a body", """
          @Block @interface Bottle {
            interface Body {
              @Relu int a(Tensor input);
              Tensor b(Tensor a);
              @Relu Tensor c(Tensor b, int k);
              @Relu Tensor input(Tensor c);
              @Relu default Tensor d(Tensor c) { return c; }
            }
          }
          @Network(input = {3, 9, 9})
          interface Net {
            @Bottle Tensor a(Tensor input);
          }
          """,
          at(4, 15, """
              [fovea:java] a returns int, but a layer returns dev.fovea.runtime.Tensor
                help: return Tensor; or give a a body if it is no layer
              """),
          at(5, 12, """
              [fovea:operation] b has no operation
                  operations: @AdaptiveAvgPool, @Add, @AvgPool, @BatchNorm, @Concat, @Conv, @Dense, @Depthwise, @Dropout, @Flatten, @GlobalAvgPool, @GlobalMaxPool, @LeakyRelu, @LocalResponseNorm, @MaxPool, @Multiply, @Pointwise, @Relu, @Relu6, @Shortcut, @Sigmoid, @Softmax, @Tanh, @TransposedConv
                help: annotate it with what it does; or give it a body if it is no layer
              """),
          at(6, 34, """
              [fovea:java] parameter k of c is int, but a layer reads dev.fovea.runtime.Tensor
                  numbers are members of the operations, as in @Conv(kernel = 3)
                help: remove k
              """),
          at(7, 18, """
              [fovea:name] a layer cannot be called input
                  a parameter of that name reads what the block is given
                help: choose another name
              """),
          at(8, 5, """
              [fovea:operation] @Relu on d means nothing: the method has a body, and layers are abstract methods
                help: remove the body; or remove the annotations if d is no layer
              """)));

  private BlockMistakes() {}
}
