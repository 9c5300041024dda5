package dev.fovea.processor;

import static dev.fovea.processor.Mistake.at;
import static dev.fovea.processor.Mistake.of;

import java.util.List;

/** Layers that do not join: names, circles, inputs and shapes. */
final class WiringMistakes {
  static final List<Mistake> ALL = List.of(
      of("a network without layers", """
          @Network(input = {1, 28, 28})
          interface Net {

          }
          """,
          at(2, 1, """
              [fovea:output] Net has no layers
                help: declare one: @Conv(filters = 8, kernel = 3) Tensor conv1(Tensor input);
              """)),
      of("a misspelt input", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Relu Tensor relu(Tensor input);
            @Relu Tensor second(Tensor rellu);
          }
          """,
          at(5, 30, """
              [fovea:unknown-input] second reads rellu, but no layer is called so
                help: did you mean relu?
              """)),
      of("an input that is nothing like a layer", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Relu Tensor relu(Tensor input);
            @Relu Tensor second(Tensor somethingElse);
          }
          """,
          at(5, 30, """
              [fovea:unknown-input] second reads somethingElse, but no layer is called so
                  it can read input, relu
              """)),
      of("a layer that reads itself", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Relu Tensor relu(Tensor relu);
          }
          """,
          at(4, 28, """
              [fovea:cycle] relu reads itself
                  a parameter names the layer that is read, and a network runs from its input to its outputs
                help: name another layer, or input
              """)),
      of("layers in a circle", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Relu Tensor a(Tensor c);
            @Relu Tensor b(Tensor a);
            @Conv(filters = 8, kernel = 3, stride = 0) Tensor c(Tensor b);
          }
          """,
          at(4, 25, """
              [fovea:cycle] layers read each other in a circle
                  a reads c reads b reads a
                help: let one of them read input or another layer that does not depend on it
              """),
          at(6, 43, """
              [fovea:number] c: stride must be at least 1, but is 0
                help: stride = 1
              """)),
      of("layers that nobody reads", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Relu Tensor a(Tensor input);
            @Relu Tensor b(Tensor input);
            @Relu Tensor c(Tensor b);
          }
          """,
          at(2, 1, """
              [fovea:output] several layers are read by nobody and none is marked as an output: a, c
                help: mark each output with @Output, and read or remove the others
              """)),
      of("a layer that nobody reads beside an output", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Output @Relu Tensor a(Tensor input);
            @Relu Tensor b(Tensor input);
          }
          """,
          at(5, 16, """
              [fovea:unused] nobody reads b, and it is not an output
                help: mark it with @Output, read it in another layer, or remove it
              """)),
      of("a layer without inputs", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Conv(filters = 8, kernel = 0) Tensor conv();
          }
          """,
          at(4, 41, """
              [fovea:inputs] @Conv takes one input, but conv has none
                help: add a parameter named as the layer that is read, or input
              """),
          at(4, 31, """
              [fovea:number] conv: kernel must be at least 1, but is 0
              """)),
      of("a layer of two inputs that takes one", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Relu Tensor a(Tensor input);
            @Conv(filters = 8, kernel = 3) Tensor b(Tensor a, Tensor input);
          }
          """,
          at(5, 41, """
              [fovea:inputs] @Conv takes one input, but b has 2
                help: join them first: @Concat or @Add as the first operation of b
              """)),
      of("an addition of one", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Add Tensor sum(Tensor input);
          }
          """,
          at(4, 15, """
              [fovea:inputs] @Add takes at least 2 inputs, but sum has 1
                help: add a parameter for each layer that is joined, two or more
              """)),
      of("a concatenation of nothing", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Concat Tensor both();
          }
          """,
          at(4, 18, """
              [fovea:inputs] @Concat takes at least 2 inputs, but both has none
                help: add a parameter for each layer that is joined, two or more
              """)),
      of("a join that is not first", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Relu Tensor a(Tensor input);
            @Relu @Add Tensor b(Tensor a);
          }
          """,
          at(5, 9, """
              [fovea:operation] @Add joins the parameters of b, so it must be its first operation
                help: put @Add first; or put it on a method of its own
              """)),
      of("a size where none is taken", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Relu Tensor a(Tensor input);
            @Conv(filters = 8, kernel = 3) Tensor b(Tensor a, @ShapeOf Tensor input);
          }
          """,
          at(5, 69, """
              [fovea:inputs] b has no operation that takes its size from another layer
                help: remove @ShapeOf; or remove the parameter
              """)),
      of("two sizes", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Relu Tensor a(Tensor input);
            @Relu Tensor b(Tensor a);
            @TransposedConv(filters = 8, kernel = 1) Tensor up(Tensor b, @ShapeOf Tensor a, @ShapeOf Tensor input);
          }
          """,
          at(6, 99, """
              [fovea:inputs] up can take its size from one layer only
                help: remove @ShapeOf; or remove the parameter
              """)),
      of("a size and nothing to read", """
          @Network(input = {1, 28, 28})
          interface Net {
            @TransposedConv(filters = 8, kernel = 1) Tensor up(@ShapeOf Tensor input);
          }
          """,
          at(4, 51, """
              [fovea:inputs] @TransposedConv takes one input, but up has none
                help: add a parameter without @ShapeOf: of those marked so, only height and width are read
              """)),
      of("an addition of a layer and its pool", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Conv(filters = 8, kernel = 3, padding = 1) Tensor conv1(Tensor input);
            @MaxPool(kernel = 2) Tensor pool1(Tensor conv1);
            @Conv(filters = 8, kernel = 3, padding = 1) Tensor conv2(Tensor pool1);
            @Add Tensor sum(Tensor conv1, Tensor conv2);
          }
          """,
          at(7, 3, """
              [fovea:add] sum adds tensors of different shapes: conv1 is [8, 28, 28], conv2 is [8, 14, 14]
                  height of conv1: 28
                  height of conv2: 28 -pool1-> 14
                  height: 28 = 14 is false
                help: read pool1 [8, 14, 14] instead of conv1; or add @Shortcut Tensor skip(Tensor conv1, Tensor conv2) and read skip instead of conv1
              """)),
      of("an addition of different channels", """
          @Network(input = {3, 32, 32})
          interface Net {
            @Conv(filters = 16, kernel = 3, padding = 1) Tensor conv(Tensor input);
            @Add Tensor sum(Tensor input, Tensor conv);
          }
          """,
          at(5, 3, """
              [fovea:add] sum adds tensors of different shapes: input is [3, 32, 32], conv is [16, 32, 32]
                  channels: 3 = 16 is false
                help: add @Shortcut Tensor skip(Tensor input, Tensor conv) and read skip instead of input; or filters = 3 on conv
              """)),
      of("an addition across a stride", """
          @Network(input = {3, 32, 32})
          interface Net {
            @Conv(filters = 16, kernel = 3, stride = 2, padding = 1) Tensor conv(Tensor input);
            @Add Tensor sum(Tensor conv, Tensor input);
          }
          """,
          at(5, 3, """
              [fovea:add] sum adds tensors of different shapes: conv is [16, 16, 16], input is [3, 32, 32]
                  height of conv: 32 -conv-> 16
                  height of input: 32
                  channels: 16 = 3 is false
                  height: 16 = 32 is false
                help: add @Shortcut Tensor skip(Tensor input, Tensor conv) and read skip instead of input
              """)),
      of("an addition of three, of which one differs", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Pointwise(filters = 4) Tensor a(Tensor input);
            @Pointwise(filters = 4) Tensor b(Tensor input);
            @Conv(filters = 4, kernel = 3) Tensor d(Tensor input);
            @Add Tensor sum(Tensor a, Tensor b, Tensor d);
          }
          """,
          at(7, 46, """
              [fovea:add] sum adds tensors of different shapes: a is [4, 28, 28], d is [4, 26, 26]
                  height of a: 28
                  height of d: 28 -d-> 26
                  height: 28 = 26 is false
                help: padding = 1 on d
              """)),
      of("a concatenation of different sizes", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Conv(filters = 8, kernel = 3) Tensor a(Tensor input);
            @Conv(filters = 8, kernel = 5) Tensor b(Tensor input);
            @Concat Tensor both(Tensor a, Tensor b);
          }
          """,
          at(6, 3, """
              [fovea:concat] both joins tensors of different height or width: a is [8, 26, 26], b is [8, 24, 24]
                  height of a: 28 -a-> 26
                  height of b: 28 -b-> 24
                  height: 26 = 24 is false
                help: a padding of half the kernel on a and b
              """)),
      of("a concatenation that skips to the wrong layer", """
          @Network(input = {1, 32, 32})
          interface Net {
            @Conv(filters = 8, kernel = 3, padding = 1) Tensor down1(Tensor input);
            @MaxPool(kernel = 2) Tensor pool1(Tensor down1);
            @Conv(filters = 16, kernel = 3, padding = 1) Tensor down2(Tensor pool1);
            @TransposedConv(filters = 8, kernel = 2, stride = 2) Tensor up(Tensor down2);
            @Concat Tensor skip(Tensor up, Tensor pool1);
          }
          """,
          at(8, 3, """
              [fovea:concat] skip joins tensors of different height or width: up is [8, 32, 32], pool1 is [8, 16, 16]
                  height of up: 32 -pool1-> 16 -up-> 32
                  height of pool1: 32 -pool1-> 16
                  height: 32 = 16 is false
                help: read down1 [8, 32, 32] instead of pool1
              """)),
      of("layers named as members of generated classes", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Relu Tensor all(Tensor input);
            @Relu Tensor layers(Tensor all);
            @Relu Tensor version(Tensor layers);
            @Relu Tensor forward(Tensor version);
            @Relu Tensor Mode(Tensor forward);
          }
          """,
          at(4, 16, """
              [fovea:name] a layer cannot be called all
                  generated classes have members of each layer's name, and it would meet all() of the generated parameters
                help: choose another name
              """),
          at(5, 16, """
              [fovea:name] a layer cannot be called layers
                  generated classes have members of each layer's name, and it would meet layers() of the generated parameters
                help: choose another name
              """),
          at(6, 16, """
              [fovea:name] a layer cannot be called version
                  generated classes have members of each layer's name, and it would meet version() of the generated parameters
                help: choose another name
              """),
          at(7, 16, """
              [fovea:name] a layer cannot be called forward
                  generated classes have members of each layer's name, and it would meet forward() of the generated deconvnet
                help: choose another name
              """),
          at(8, 16, """
              [fovea:name] a layer cannot be called Mode
                  a constant or a parameter of that name would hide the type Mode in generated code
                help: choose another name
              """)),
      of("several mistakes at once, each told once", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Conv(filters = 8, kernel = 33) Tensor a(Tensor input);
            @Conv(filters = 8, kernel = 3) Tensor b(Tensor a);
            @Dropout(2) Tensor d(Tensor b);
            @Relu Tensor e(Tensor dd);
            @Add Tensor sum(Tensor d, Tensor e);
          }
          """,
          at(4, 31, """
              [fovea:kernel] a needs a 33x33 window but its input is 28x28
                  height: 28
                  kernel <= height + 2*padding: 33 <= 28 + 0 is false
                help: padding = 16 keeps 28x28; or an input of at least 35x35
              """),
          at(6, 12, """
              [fovea:number] d: the rate is the share that is dropped, at least 0 and below 1, but is 2.0
              """),
          at(7, 25, """
              [fovea:unknown-input] e reads dd, but no layer is called so
                help: did you mean d?
              """)));

  private WiringMistakes() {}
}
