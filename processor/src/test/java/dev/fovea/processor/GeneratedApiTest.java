package dev.fovea.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static com.google.testing.compile.Compiler.javac;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/** What users type against the generated classes, and what they see when they mistype. */
class GeneratedApiTest {
  private static final JavaFileObject LENET = JavaFileObjects.forSourceString("p.LeNet5", """
      package p;
      import dev.fovea.*;
      import dev.fovea.runtime.Tensor;
      @Network(input = {1, 28, 28})
      public interface LeNet5 {
        @Conv(filters = 6, kernel = 5, padding = 2) @Relu   Tensor c1(Tensor input);
        @MaxPool(kernel = 2)                                Tensor s2(Tensor c1);
        @Conv(filters = 16, kernel = 5) @BatchNorm @Relu    Tensor c3(Tensor s2);
        @MaxPool(kernel = 2)                                Tensor s4(Tensor c3);
        @Dense(10)                                          Tensor scores(Tensor s4);
      }
      """);

  private static Compilation compile(JavaFileObject... sources) {
    return javac().withProcessors(new FoveaProcessor()).withOptions("-Xlint:all,-processing,-options", "-Werror").compile(sources);
  }

  @Test
  void everyViewThatTheReadmeShowsIsThereWithItsOwnType() {
    assertThat(compile(LENET, JavaFileObjects.forSourceString("p.User", """
        package p;
        import dev.fovea.runtime.*;
        class User {
          Tensor use(Tensor image, java.nio.file.Path file) throws java.io.IOException {
            LeNet5Parameters parameters = file == null ? LeNet5Parameters.random(42) : LeNet5Parameters.from(file);
            Parameter weights = parameters.c3().weights();
            Parameter scale = parameters.c3().scale();
            Parameter mean = parameters.c3().runningMean();
            LeNet5Forward forward = parameters.forward(Mode.RECORDING, 2, 1);
            Tensor scores = forward.run(image);
            Tensor maps = forward.activations().c3();
            Tensor before = forward.preactivations().c3();
            LeNet5Backward backward = forward.backward();
            Tensor byImage = backward.run(scores);
            PackedTensor byWeights = backward.parameters().c3().weights();
            Tensor byMaps = backward.activations().s2();
            LeNet5Deconvnet deconvnet = forward.deconvnet();
            Layer layer = LeNet5Layers.c3;
            String table = LeNet5Layers.catalogue().table();
            LeNet5 eager = new LeNet5Eager(parameters, Mode.TRAINING, 7);
            eager.c1(image);
            return deconvnet.c3().map(5);
          }
        }
        """))).succeededWithoutWarnings();
  }

  /** A single layer is a constant of the catalogue, and repetitions take a number: neither meets the catalogue's own members. */
  @Test
  void layersMayBeCalledAsMembersOfTheCatalogue() {
    assertThat(compile(JavaFileObjects.forSourceString("p.Named", """
        package p;
        import dev.fovea.*;
        import dev.fovea.runtime.Tensor;
        @Network(input = {3, 8, 8})
        interface Named {
          @Conv(filters = 3, kernel = 3) Tensor table(Tensor input);
          @Pointwise(filters = 3) @Repeat(2) Tensor at(Tensor table);
          @Pointwise(filters = 3) @Repeat(2) Tensor notes(Tensor at);
          @Softmax Tensor outputs(Tensor notes);
        }
        """))).succeededWithoutWarnings();
  }

  @Test
  void statisticsHaveNoGradientToAskFor() {
    JavaFileObject user = JavaFileObjects.forSourceString("p.User", """
        package p;
        class User {
          Object use(LeNet5Backward backward) {
            return backward.parameters().c3().runningMean();
          }
        }
        """);
    Compilation compilation = compile(LENET, user);
    assertThat(compilation).hadErrorContaining("cannot find symbol").inFile(user).onLine(4);
    assertThat(compilation).hadErrorCount(1);
  }

  @Test
  void hoversShowShapeFormulaReceptiveFieldAndCost() {
    assertThat(compile(LENET)).generatedSourceFile("p.LeNet5Layers").contentsAsUtf8String().contains("""
          /**
           * {@code c3} [16, 10, 10]: conv 5x5, batch norm, relu. Reads {@code s2}.
           * <ul>
           * <li>conv 5x5: height: floor((14 + 0 + 0 - 5) / 1) + 1 = 10; width: floor((14 + 0 + 0 - 5) / 1) + 1 = 10
           * <li>batch norm, relu: keeps the shape
           * <li>receptive field 14x14, jump 2, first centre 4.5
           * <li>2,432 parameters, 240,000 multiply-adds
           * </ul>
           */
          public static final Layer c3 =""".indent(2).strip());
  }

  @Test
  void aKernelThatDoesNotFitIsShownAtItsNumber() {
    JavaFileObject broken = JavaFileObjects.forSourceString("p.Broken", """
        package p;
        import dev.fovea.*;
        import dev.fovea.runtime.Tensor;
        @Network(input = {1, 4, 4})
        interface Broken {
          @Conv(filters = 2, kernel = 7) Tensor c1(Tensor input);
        }
        """);
    Compilation compilation = compile(broken, JavaFileObjects.forSourceString("p.User", """
        package p;
        class User {
          Object use() {
            return BrokenParameters.random(1).c1().weights();
          }

          Object use(java.nio.file.Path file) {
            try {
              return BrokenParameters.from(file).c1().weights();
            } catch (java.io.IOException e) {
              return e;
            }
          }
        }
        """));
    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation).hadErrorContaining("[fovea:kernel] c1 needs a 7x7 window but its input is 4x4").inFile(broken).onLine(6)
        .atColumn(31);
  }
}
