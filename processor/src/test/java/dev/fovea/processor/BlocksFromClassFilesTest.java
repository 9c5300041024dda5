package dev.fovea.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fovea.processor.fuzz.CataloguedShapes;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Blocks and parent networks that were compiled before, without the names of parameters in their class files. */
class BlocksFromClassFilesTest {
  private static final String BLOCK = """
      package p;
      import dev.fovea.*;
      import dev.fovea.runtime.Tensor;
      public class Blocks {
        @Block(inputs = {"skip", "up"}) public @interface Merge {
          int filters();
          interface Body {
            @Pointwise @With("filters = filters")  Tensor narrow(Tensor up);
            @Concat                                Tensor both(Tensor narrow, Tensor skip);
          }
        }
      }
      """;
  private static final String PARENT = """
      package p;
      import dev.fovea.*;
      import dev.fovea.runtime.Tensor;
      @Network(input = {3, 8, 8})
      public interface Parent {
        @Conv(filters = 4, kernel = 3, padding = 1) Tensor a(Tensor input);
        @Conv(filters = 6, kernel = 3, padding = 1) Tensor b(Tensor a);
        @Blocks.Merge(filters = 2)                  Tensor merged(Tensor a, Tensor b);
      }
      """;
  private static final String CHILD = """
      package q;
      import dev.fovea.*;
      import dev.fovea.runtime.Tensor;
      @Network(input = {3, 16, 16})
      public interface Child extends p.Parent {
        @p.Blocks.Merge(filters = 5) Tensor again(Tensor b, Tensor merged);
      }
      """;

  @TempDir
  Path folder;

  @ParameterizedTest
  @EnumSource(Compilers.class)
  void areWiredAsTheirSourcesSaid(Compilers compiler) {
    String layers = child(compiler, "first", BLOCK);
    assertEquals(List.of(2, 16, 16), CataloguedShapes.read(layers).get("merged.narrow"));
    assertEquals(List.of(11, 16, 16), CataloguedShapes.read(layers).get("again.both")); // 5 + b's 6
    assertTrue(layers.contains("Blocks_MergeWiring.class"), layers);
  }

  @ParameterizedTest
  @EnumSource(Compilers.class)
  void twoParametersSwappedInABlockReachTheNetworksThatUseIt(Compilers compiler) {
    String before = child(compiler, "before", BLOCK);
    String after = child(compiler, "after", BLOCK.replace("both(Tensor narrow, Tensor skip)", "both(Tensor skip, Tensor narrow)"));
    assertNotEquals(before, after);
  }

  /** The catalogue of a child whose parent and block come from class files. */
  private String child(Compilers compiler, String name, String block) {
    assumeTrue(compiler.whyMissing().isEmpty(), () -> compiler.whyMissing().orElse(""));
    Sources library = Sources.of(folder.resolve(name + "Library"), "p/Blocks.java", block).and("p/Parent.java", PARENT);
    Compilation compiled = compiler.compile(library);
    assertEquals(List.of(), compiled.diagnostics());
    Sources user = Sources.of(folder.resolve(name), "q/Child.java", CHILD)
        .with("-classpath", Compilers.classPath() + File.pathSeparator + library.classes());
    Compilation compilation = compiler.compile(user);
    assertEquals(List.of(), compilation.diagnostics());
    return compilation.generated().get("q/ChildLayers.java").replaceAll("\\s+", " ");
  }
}
