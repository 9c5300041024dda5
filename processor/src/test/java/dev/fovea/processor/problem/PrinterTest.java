package dev.fovea.processor.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fovea.processor.Compilation;
import dev.fovea.processor.Probe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Places are found again by name; javac points at the character, Eclipse's compiler at the line. */
class PrinterTest {
  private static final String SOURCE = """
      package p;
      import dev.fovea.*;
      import dev.fovea.runtime.Tensor;
      class Outer$ {
        @Network(
            input = {1, 28, 28})
        interface Net {
          default Tensor conv(int x) { return null; }
          @Conv(filters = 6,
              kernel = 5)
          @Relu
          Tensor conv(
              Tensor input,
              @ShapeOf
              Tensor size);
        }
      }
      """;
  private static final Place TYPE = Place.type("p.Outer$$Net");
  private static final Place METHOD = TYPE.method("conv", 1);

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void aMemberIsMarkedAtItsValue(Probe.Compiler compiler) {
    assertPlace(compiler, METHOD.annotation("Conv").member("kernel"), 10, 18);
    assertPlace(compiler, TYPE.annotation("Network").member("input"), 6, 15);
  }

  @ParameterizedTest
  @EnumSource
  void anAnnotationIsMarkedAtItsStart(Probe.Compiler compiler) {
    assertPlace(compiler, METHOD.annotation("Relu"), 11, 5);
    assertPlace(compiler, METHOD.parameter(1).annotation("ShapeOf"), 14, 9);
  }

  @ParameterizedTest
  @EnumSource
  void aMemberLeftAtItsDefaultIsMarkedAtTheAnnotation(Probe.Compiler compiler) {
    assertPlace(compiler, METHOD.annotation("Conv").member("stride"), 9, 5);
  }

  @ParameterizedTest
  @EnumSource
  void elementsAreMarkedAtTheirNames(Probe.Compiler compiler) {
    assertPlace(compiler, METHOD, 12, 12);
    assertPlace(compiler, TYPE.method("conv", 0), 8, 20);
    assertPlace(compiler, METHOD.parameter(0), 13, 16);
  }

  @ParameterizedTest
  @EnumSource
  void whatTheSourceDoesNotHaveIsMarkedAtWhatIsAroundIt(Probe.Compiler compiler) {
    assertPlace(compiler, METHOD.annotation("Tanh").member("x"), 12, 12);
    assertPlace(compiler, METHOD.parameter(7), 12, 12);
  }

  @ParameterizedTest
  @EnumSource
  void aTypeThatCannotBeFoundIsNamedInTheMessage(Probe.Compiler compiler) {
    Compilation compilation = print(compiler, List.of(Problem.error(Code.KERNEL, Place.type("q.Gone$Net"), "headline")));
    assertEquals(List.of("q.Gone$Net: [fovea:kernel] headline"),
        compilation.diagnostics().stream().map(Compilation.Diagnosis::text).toList());
  }

  @ParameterizedTest
  @EnumSource
  void veryManyErrorsAreCut(Probe.Compiler compiler) {
    List<Problem> problems = new ArrayList<>();
    IntStream.range(0, 37).forEach(i -> problems.add(Problem.error(Code.KERNEL, METHOD, "error " + i)));
    problems.add(Problem.warning(Code.CHECKERBOARD, METHOD, "a warning"));
    List<Compilation.Diagnosis> said = print(compiler, problems).diagnostics();
    assertEquals(32, said.size());
    assertEquals(1, said.stream().filter(each -> each.text().equals("[fovea:kernel] and 7 more errors")).count());
    assertEquals(1, said.stream().filter(each -> each.kind() != Diagnostic.Kind.ERROR).count());
  }

  private void assertPlace(Probe.Compiler compiler, Place place, int line, int column) {
    List<Compilation.Diagnosis> said =
        print(compiler, List.of(Problem.error(Code.KERNEL, place, "headline").because("detail").help("fix"))).messages();
    assertEquals(1, said.size());
    assertEquals("[fovea:kernel] headline\n    detail\n  help: fix", said.get(0).text());
    assertEquals(line, said.get(0).line());
    if (compiler == Probe.Compiler.JAVAC) {
      assertEquals(column, said.get(0).column());
    }
  }

  private Compilation print(Probe.Compiler compiler, List<Problem> problems) {
    return Probe.run(compiler, folder, "Outer$", SOURCE, (network, environment) ->
        new Printer(environment.getElementUtils(), environment.getMessager()).print(problems));
  }
}
