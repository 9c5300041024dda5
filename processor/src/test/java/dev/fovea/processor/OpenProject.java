package dev.fovea.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;

/** A user's project as an IDE has it open: networks, and what was generated for them. */
final class OpenProject {
  private static final String HEADER = "package p; import dev.fovea.*; import dev.fovea.runtime.Tensor;\n";

  private OpenProject() {}

  /** Compiles the project into a folder. */
  static Sources compile(Path folder) {
    Sources sources = Sources.of(folder, "p/LeNet5.java", HEADER + """
        @Network(input = {1, 28, 28})
        public interface LeNet5 {
          @Conv(filters = 6, kernel = 5, padding = 2) @Relu   Tensor c1(Tensor input);
          @MaxPool(kernel = 2)                                Tensor s2(Tensor c1);
          @Conv(filters = 16, kernel = 5) @BatchNorm @Relu    Tensor c3(Tensor s2);
          @MaxPool(kernel = 2)                                Tensor s4(Tensor c3);
          @Dense(120) @Relu                                   Tensor f5(Tensor s4);
          @Dense(84) @Relu                                    Tensor f6(Tensor f5);
          @Dense(10)                                          Tensor scores(Tensor f6);
        }
        """).and("p/Bottleneck.java", HEADER + """
        @Block
        public @interface Bottleneck {
          int width();
          int stride() default 1;
          interface Body {
            @Conv(kernel = 1) @With("filters = width") @BatchNorm @Relu                               Tensor reduce(Tensor input);
            @Conv(kernel = 3, padding = 1) @With("filters = width, stride = stride") @BatchNorm @Relu Tensor conv(Tensor reduce);
            @Conv(kernel = 1) @With("filters = 4 * width") @BatchNorm                                 Tensor expand(Tensor conv);
            @Shortcut(batchNorm = true)                     Tensor skip(Tensor input, Tensor expand);
            @Add @Relu                                      Tensor out(Tensor expand, Tensor skip);
          }
        }
        """).and("p/Deep.java", HEADER + """
        @Network(input = {3, 32, 32})
        public interface Deep {
          @Conv(filters = 8, kernel = 3, padding = 1) @Relu   Tensor stem(Tensor input);
          @Conv(filters = 8, kernel = 3) @Repeat(2)           Tensor twice(Tensor stem);
          @Bottleneck(width = 4) @Repeat(3)                   Tensor conv2(Tensor twice);
          @Bottleneck(width = 8, stride = 2)                  Tensor down3(Tensor conv2);
          @Pointwise(filters = 4)                             Tensor left(Tensor down3);
          @AvgPool(kernel = 3, stride = 1, padding = 1)       Tensor right(Tensor down3);
          @Concat                                             Tensor joined(Tensor left, Tensor right);
          @GlobalAvgPool                                      Tensor gap(Tensor joined);
          @Dense(10) @Softmax                                 Tensor scores(Tensor gap);
        }
        """);
    Compilation compilation = Compilers.JAVAC.compile(sources);
    assertEquals(List.of(), compilation.diagnostics());
    return sources;
  }
}
