package dev.fovea.processor;

import static dev.fovea.processor.Mistake.at;
import static dev.fovea.processor.Mistake.of;

import java.util.List;

/** The mistakes in the Java around a network, each alone in a network that is otherwise sound. */
final class Mistakes {
  private static final String OPERATIONS = "@AdaptiveAvgPool, @Add, @AvgPool, @BatchNorm, @Concat, @Conv, @Dense, @Depthwise, @Dropout, @Flatten, "
      + "@GlobalAvgPool, @GlobalMaxPool, @LeakyRelu, @LocalResponseNorm, @MaxPool, @Multiply, @Pointwise, @Relu, "
      + "@Relu6, @Shortcut, @Sigmoid, @Softmax, @Tanh, @TransposedConv";

  static final List<Mistake> ALL = List.of(
      of("a network that is an enum", """
          @Network(input = {1, 28, 28})
          enum Net { ONE }
          """,
          at(3, 1, """
              [fovea:java] Net is an enum, but a network is an interface or an abstract class
                help: declare it as an interface: interface Net
              """)),
      of("a network that is a record", """
          @Network(input = {1, 28, 28})
          record Net(int x) {}
          """,
          at(-3, 1, """
              [fovea:java] Net is a record, but a network is an interface or an abstract class
                help: declare it as an interface: interface Net
              """)),
      of("a network that is an annotation type", """
          @Network(input = {1, 28, 28})
          @interface Net {}
          """,
          at(3, 2, """
              [fovea:java] Net is an annotation type, but a network is an interface or an abstract class
                help: declare it as an interface: interface Net
              """)),
      of("a network that is a class of objects", """
          @Network(input = {1, 28, 28})
          class Net {}
          """,
          at(3, 1, """
              [fovea:java] Net is a class that is not abstract, but a network is an interface or an abstract class
                help: make it abstract, or an interface
              """)),
      of("a private network", """
          class Outer {
            @Network(input = {1, 28, 28})
            private interface Net {
              @Relu Tensor relu(Tensor input);
            }
          }
          """,
          at(4, 11, """
              [fovea:java] Net is private, so generated classes cannot see it
                help: remove private from Net
              """)),
      of("a network inside a private class", """
          class Outer {
            private static class Middle {
              @Network(input = {1, 28, 28})
              interface Net {
                @Relu Tensor relu(Tensor input);
              }
            }
          }
          """,
          at(5, 5, """
              [fovea:java] Net is declared inside Middle, which is private, so generated classes cannot see it
                help: remove private from Middle
              """)),
      of("a network that needs an outer object", """
          class Outer {
            @Network(input = {1, 28, 28})
            abstract class Net {
              @Relu abstract Tensor relu(Tensor input);
            }
          }
          """,
          at(4, 12, """
              [fovea:java] Net is an inner class, so each object needs one of Outer around it
                help: make it static, or an interface
              """)),
      of("a sealed network", """
          @Network(input = {1, 28, 28})
          sealed interface Net permits One {
            @Relu Tensor relu(Tensor input);
          }
          final class One implements Net {
            public Tensor relu(Tensor input) { return input; }
          }
          """,
          at(3, 8, """
              [fovea:java] Net is sealed, so generated classes cannot extend it
                help: remove sealed and permits
              """)),
      of("a network with type parameters", """
          @Network(input = {1, 28, 28})
          interface Net<T> {
            @Relu Tensor relu(Tensor input);
          }
          """,
          at(3, 1, """
              [fovea:java] Net has type parameters, but all that a network reads and gives is Tensor
                help: remove the type parameters, and write Tensor instead
              """)),
      of("a network whose constructor takes something", """
          @Network(input = {1, 28, 28})
          abstract class Net {
            Net(int x) {}
            @Relu abstract Tensor relu(Tensor input);
          }
          """,
          at(3, 10, """
              [fovea:java] Net has no constructor that generated classes can call
                help: add a constructor that takes nothing, is not private and throws no checked exception
              """)),
      of("a network whose constructor throws a checked exception", """
          @Network(input = {1, 28, 28})
          abstract class Net {
            Net() throws java.io.IOException {}
            @Relu abstract Tensor relu(Tensor input);
          }
          """,
          at(3, 10, """
              [fovea:java] Net has no constructor that generated classes can call
                help: add a constructor that takes nothing, is not private and throws no checked exception
              """)),
      of("a network that inherits abstract methods", """
          interface Base {
            void close();
            Tensor relu(Tensor input);
            default void settled() {}
            boolean equals(Object other);
          }
          @Network(input = {1, 28, 28})
          interface Net extends Base, java.util.Comparator<String> {
            @Relu Tensor relu(Tensor input);
          }
          """,
          at(9, 1, """
              [fovea:java] Net inherits abstract methods: close of Base, compare of Comparator
                  a layer is an abstract method that the network itself declares
                help: declare them again in Net with their operations; or give them a body if they are no layers
              """)),
      of("a network that inherits layers from what is no network", """
          interface Base {
            @Pointwise(filters = 8) Tensor conv(Tensor input);
            @Relu Tensor relu(Tensor conv);
          }
          @Network(input = {1, 28, 28})
          interface Net extends Base {
            @Relu Tensor own(Tensor input);
          }
          """,
          at(7, 1, """
              [fovea:java] Net inherits abstract methods: conv of Base, relu of Base
                  a layer is an abstract method that the network itself declares
                help: mark Base with @Network(input = {channels, height, width}); or declare them again in Net with their operations; or give them a body if they are no layers
              """)),
      of("a layer that returns something else", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Relu float[] relu(Tensor input);
          }
          """,
          at(4, 17, """
              [fovea:java] relu returns float[], but a layer returns dev.fovea.runtime.Tensor
                help: return Tensor; or give relu a body if it is no layer
              """)),
      of("a layer that returns another library's tensor", """
          @Network(input = {1, 28, 28})
          interface Net {
            class Tensor {}
            @Relu Net.Tensor relu(dev.fovea.runtime.Tensor input);
          }
          """,
          at(5, 20, """
              [fovea:java] relu returns p.Net.Tensor, but a layer returns dev.fovea.runtime.Tensor
                help: return Tensor; or give relu a body if it is no layer
              """)),
      of("a layer with type parameters", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Relu <T> Tensor relu(Tensor input);
          }
          """,
          at(4, 20, """
              [fovea:java] relu has type parameters, but all that a layer reads and gives is Tensor
                help: remove the type parameters, and write Tensor instead
              """)),
      of("a parameter that is a number", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Relu Tensor relu(Tensor input, int kernel);
          }
          """,
          at(4, 39, """
              [fovea:java] parameter kernel of relu is int, but a layer reads dev.fovea.runtime.Tensor
                  numbers are members of the operations, as in @Conv(kernel = 3)
                help: remove kernel
              """)),
      of("a parameter of the wrong type still reads the layer it names", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Relu Tensor first(Tensor input);
            @Relu Tensor second(Object first);
          }
          """,
          at(5, 30, """
              [fovea:java] parameter first of second is java.lang.Object, but a layer reads dev.fovea.runtime.Tensor
                help: declare it as Tensor first
              """)),
      of("a layer of any number of tensors", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Add Tensor sum(Tensor... input);
          }
          """,
          at(4, 29, """
              [fovea:java] sum takes any number of tensors as input
                  a parameter names the one layer that it reads
                help: write a parameter for each layer that is read
              """)),
      of("a layer without operation", """
          @Network(input = {1, 28, 28})
          interface Net {
            Tensor nothing(Tensor input);
          }
          """,
          at(4, 10, """
              [fovea:operation] nothing has no operation
                  operations: %s
                help: annotate it with what it does; or give it a body if it is no layer
              """.formatted(OPERATIONS))),
      of("an operation on a method with a body", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Relu Tensor relu(Tensor input);
            @Sigmoid @Tanh
            default Tensor twice(Tensor relu) { return relu; }
          }
          """,
          at(5, 3, """
              [fovea:operation] @Sigmoid on twice means nothing: the method has a body, and layers are abstract methods
                help: remove the body; or remove the annotations if twice is no layer
              """)),
      of("a block on a method with a body", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Relu Tensor relu(Tensor input);
            @Twice default Tensor twice(Tensor relu) { return relu; }
          }
          @Block @interface Twice {
            interface Body {
              @Pointwise(filters = 2) Tensor once(Tensor input);
              @Pointwise(filters = 2) Tensor twice(Tensor once);
            }
          }
          """,
          at(5, 3, """
              [fovea:operation] @Twice on twice means nothing: the method has a body, and layers are abstract methods
                help: remove the body; or remove the annotations if twice is no layer
              """)),
      of("an operation on a static method", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Relu Tensor relu(Tensor input);
            @Tanh static Tensor twice(Tensor relu) { return relu; }
          }
          """,
          at(5, 3, """
              [fovea:operation] @Tanh on twice means nothing: the method is static, and layers are abstract methods
                help: remove the body; or remove the annotations if twice is no layer
              """)),
      of("operations in a type that is no network", """
          interface Net {
            @Conv(filters = 6, kernel = 5)
            Tensor conv(Tensor input);
            @Relu Tensor relu(Tensor conv);
          }
          """,
          at(3, 3, """
              [fovea:operation] @Conv on conv means nothing: Net is no network
                help: mark Net with @Network(input = {channels, height, width})
              """)),
      of("a layer named as a method of every object", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Relu Tensor hashCode(Tensor input);
            @Relu Tensor wait(Tensor hashCode);
          }
          """,
          at(4, 16, """
              [fovea:name] a layer cannot be called hashCode
                  generated views have a method of each layer's name, and every object already has hashCode()
                help: choose another name
              """),
          at(5, 16, """
              [fovea:name] a layer cannot be called wait
                  generated views have a method of each layer's name, and every object already has wait()
                help: choose another name
              """)),
      of("blocks and repetitions named as members of the generated classes", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Twice Tensor table(Tensor input);
            @Relu @Repeat(2) Tensor back(Tensor table);
            @Pointwise(filters = 2) Tensor outputs(Tensor back);
            @Twice @Repeat(2) Tensor notes(Tensor outputs);
          }
          @Block @interface Twice {
            interface Body {
              @Pointwise(filters = 2) Tensor table(Tensor input);
              @Pointwise(filters = 2) Tensor at(Tensor table);
            }
          }
          """,
          at(4, 17, """
              [fovea:name] a block cannot be called table
                  generated classes have members of each layer's name, and it would meet table() of the generated catalogue
                help: choose another name
              """),
          at(5, 27, """
              [fovea:name] a repeated layer cannot be called back
                  generated classes have members of each layer's name, and it would meet back(int) of the generated deconvnet
                help: choose another name
              """)),
      of("a layer named as the image", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Relu Tensor input(Tensor input);
          }
          """,
          at(4, 16, """
              [fovea:name] a layer cannot be called input
                  a parameter of that name reads the image
                help: choose another name
              """)),
      of("two layers of one name", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Relu Tensor relu(Tensor input);
            @Add Tensor relu(Tensor input, Tensor relu);
          }
          """,
          at(5, 15, """
              [fovea:name] two layers are called relu
                  a parameter names the layer that it reads, so names are unique
                help: rename one of them
              """)),
      of("names that differ by case only", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Relu Tensor relu(Tensor input);
            @Relu Tensor reLU(Tensor relu);
          }
          """,
          at(5, 16, """
              [fovea:name] relu and reLU differ by case only
                  their generated classes would share a file where disks ignore case
                help: rename one of them
              """)),
      of("a generated class that the user has written", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Relu Tensor relu(Tensor input);
          }
          class NetForward {}
          """,
          at(3, 1, """
              [fovea:name] NetForward is generated for Net, but a type of that name exists
                help: rename one of them
              """)),
      of("a generated class that differs from the user's by case", """
          @Network(input = {1, 28, 28})
          interface Net {
            @Relu Tensor relu(Tensor input);
          }
          class NETlayers {}
          """,
          at(3, 1, """
              [fovea:name] NetLayers is generated for Net, but p.NETlayers, which differs by case only, exists
                help: rename one of them
              """)),
      of("two networks whose generated classes meet", """
          class Net {
            @Network(input = {1, 28, 28})
            interface Small {
              @Relu Tensor relu(Tensor input);
            }
          }
          @Network(input = {1, 28, 28})
          interface Net_Small {
            @Relu Tensor relu(Tensor input);
          }
          """,
          at(9, 1, """
              [fovea:name] generated classes of Net_Small and Net.Small meet: both have a Net_SmallParameters
                help: rename one of them
              """)));

  private Mistakes() {}
}
