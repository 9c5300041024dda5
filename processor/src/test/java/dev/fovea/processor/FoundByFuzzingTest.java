package dev.fovea.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Mistakes that random networks made and that were once accepted, or ended in a fault: each in its smallest form. */
class FoundByFuzzingTest {
  private static final String BASE = """
      interface Base {
        @Pointwise(filters = 1) Tensor a(Tensor input);
        @Pointwise(filters = 1) Tensor b(Tensor a);
      }
      """;

  @TempDir
  private Path folder;

  /** The headlines, each after its line. */
  private List<String> said(Compilers compiler, String source) {
    Compilation compilation = compiler.compile(Sources.of(folder, "p/Net.java",
        "package p; import dev.fovea.*; import dev.fovea.runtime.Tensor;\n" + source));
    return compilation.messages().stream().map(message -> message.line() + " " + message.text().lines().findFirst().orElse("")).toList();
  }

  @ParameterizedTest
  @EnumSource(names = {"JAVAC", "ECJ"})
  void paddingsWhoseSumIsBeyondAnIntStandBesideAModeToo(Compilers compiler) {
    assertEquals(List.of("3 [fovea:number] a has padding and paddingMode = SAME, which decides the padding itself"), said(compiler, """
        @Network(input = {1, 4, 4}) interface Net {
          @MaxPool(kernel = 2, padding = 1 << 30, paddingMode = PaddingMode.SAME) Tensor a(Tensor input);
        }
        """));
  }

  @ParameterizedTest
  @EnumSource(names = {"JAVAC", "ECJ"})
  void twoLayersOfOneNameAreToldWhereTheyStandAndNotWhereTheyAreInherited(Compilers compiler) {
    assertEquals(List.of("7 [fovea:name] two layers are called a"), said(compiler, """
        @Block @interface Unit { interface Body { @Relu Tensor out(Tensor input); } }
        @Network(input = {1, 4, 4})
        interface Net {

          @Relu Tensor a(Tensor input);
          @Unit Tensor a(Tensor a, Tensor input);
        }
        @Network(input = {1, 4, 4}) interface Child extends Net {}
        """));
  }

  @ParameterizedTest
  @EnumSource(names = {"JAVAC", "ECJ"})
  void aForbiddenNameIsToldWhereItStandsAndNotWhereItIsInherited(Compilers compiler) {
    assertEquals(List.of("2 [fovea:name] a layer cannot be called hashCode"), said(compiler, """
        @Network(input = {1, 4, 4}) interface Net { @Relu Tensor hashCode(Tensor input); }
        @Network(input = {1, 4, 4}) interface Child extends Net {}
        """));
  }

  @ParameterizedTest
  @EnumSource(names = {"JAVAC", "ECJ"})
  void aLayerThatJavaTakesForAnotherThanTheInheritedOneIsToldSo(Compilers compiler) {
    assertEquals(List.of("7 [fovea:name] b cannot replace b of Base, which has one parameter, not 2"), said(compiler, """
        @Network(input = {1, 4, 4})
        %s@Network(input = {1, 4, 4}) interface Net extends Base { @Add Tensor b(Tensor a, Tensor input); }
        """.formatted(BASE)));
  }

  @ParameterizedTest
  @EnumSource(names = {"JAVAC", "ECJ"})
  void aLayerThatReplacesAnInheritedOneIsNoMistake(Compilers compiler) {
    assertEquals(List.of(), said(compiler, """
        @Network(input = {1, 4, 4})
        %s@Network(input = {1, 4, 4}) interface Net extends Base {
          @Tanh Tensor b(Tensor input);
          @Pointwise(filters = 1) Tensor c(Tensor b);
          @Add Tensor d(Tensor a, Tensor c);
        }
        """.formatted(BASE)));
  }

  @ParameterizedTest
  @EnumSource(names = {"JAVAC", "ECJ"})
  void namesThatDifferByCaseOnlyAreToldOfInheritedLayersToo(Compilers compiler) {
    assertEquals(List.of("7 [fovea:name] b and B differ by case only"), said(compiler, """
        @Network(input = {1, 4, 4})
        %s@Network(input = {1, 4, 4}) interface Net extends Base { @Relu Tensor B(Tensor b); }
        """.formatted(BASE)));
  }

  @ParameterizedTest
  @EnumSource(names = {"JAVAC", "ECJ"})
  void aLayerOfAVeryLongNameIsOneClearError(Compilers compiler) {
    assertEquals(List.of("2 [fovea:name] the file of a class that is generated for Net would have a name of 284 bytes"), said(compiler,
        "@Network(input = {1, 4, 4}) interface Net { @Conv(filters = 2, kernel = 3) Tensor " + "l".repeat(240) + "(Tensor input); }"));
  }

  @ParameterizedTest
  @EnumSource(names = {"JAVAC", "ECJ"})
  void aNetworkOfAVeryLongNameIsOneClearError(Compilers compiler) {
    String name = "N".repeat(230);
    assertEquals(List.of("2 [fovea:name] the file of a class that is generated for " + "N".repeat(60)
        + "... would have a name of 258 bytes"),
        said(compiler, "@Network(input = {1, 4, 4}) interface " + name + " { @Relu Tensor a(Tensor input); }"));
  }
}
