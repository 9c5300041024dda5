package dev.fovea.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Networks wait for what other processors write, and say at the end what never came. */
class RoundsTest {
  private static final String HEADER = "package p; import dev.fovea.*; import dev.fovea.runtime.Tensor;\n";

  @TempDir private Path folder;

  /** Another processor, which writes a constant and a type in its first round. */
  public static final class Writes extends AbstractProcessor {
    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      if (annotations.isEmpty()) {
        return false;
      }
      if (processingEnv.getElementUtils().getTypeElement("p.Sizes") == null) {
        write("p.Sizes", "package p; interface Sizes { int WIDTH = 4; }");
        write("p.Named", "package p; interface Named { default String title() { return \"net\"; } }");
      }
      return false;
    }

    private void write(String name, String text) {
      try (Writer writer = processingEnv.getFiler().createSourceFile(name).openWriter()) {
        writer.write(text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = "OTHER_JAVAC", mode = EnumSource.Mode.EXCLUDE)
  void aNetworkWaitsForConstantsAndTypesThatAreYetToBeWritten(Compilers compiler) {
    Compilation compilation = compiler.compile(Sources.of(folder, "p/Net.java", HEADER + """
        @Network(input = {1, 28, 28})
        interface Net extends Named {
          @Conv(filters = Sizes.WIDTH, kernel = 3) Tensor conv(Tensor input);
        }
        """).processedBy(FoveaProcessor.class, Writes.class));
    assertEquals(List.of(), compilation.diagnostics());
    assertTrue(compilation.generated().containsKey("p/NetForward.java"));
  }

  @ParameterizedTest
  @EnumSource(names = "OTHER_JAVAC", mode = EnumSource.Mode.EXCLUDE)
  void theUsersOwnMethodsMayNameGeneratedClasses(Compilers compiler) {
    Compilation compilation = compiler.compile(Sources.of(folder, "p/Net.java", HEADER + """
        @Network(input = {1, 28, 28})
        interface Net {
          @Conv(filters = 3, kernel = 3) Tensor conv(Tensor input);
          default NetForward none() { return null; }
        }
        """));
    assertEquals(List.of(), compilation.diagnostics());
  }

  @ParameterizedTest
  @EnumSource(names = "OTHER_JAVAC", mode = EnumSource.Mode.EXCLUDE)
  void whatNeverCameIsToldOnceAndNothingIsGenerated(Compilers compiler) {
    Compilation compilation = compiler.compile(Sources.of(folder, "p/Net.java", HEADER + """
        @Network(input = {1, 28, 28})
        interface Net extends Gone {
          @Conv(filters = Gone.WIDTH, kernel = 3) Tensor conv(Tensor input);
          @Relu Tensr relu(Tensr conv);
        }
        """));
    assertEquals(List.of(
        "3 [fovea:java] Net refers to a type that does not exist: Gone",
        "4 [fovea:java] filters of @Conv on conv refers to a constant that does not exist, or that is of another type",
        "5 [fovea:java] Net refers to a type that does not exist: Tensr"),
        compilation.messages().stream().map(said -> said.line() + " " + said.text()).toList());
    assertEquals(Set.of(), compilation.generated().keySet());
    assertFalse(compilation.success());
  }

  @ParameterizedTest
  @EnumSource(names = "OTHER_JAVAC", mode = EnumSource.Mode.EXCLUDE)
  void aMissingRuntimeIsNamed(Compilers compiler) {
    Compilation compilation = compiler.compile(Sources.of(folder, "p/Net.java", """
        package p; import dev.fovea.*;
        @Network(input = {1, 28, 28})
        interface Net {
          @Relu Tensor relu(Tensor input);
        }
        """));
    assertEquals(List.of("""
        [fovea:java] Net refers to a type that does not exist: Tensor
          help: import dev.fovea.runtime.Tensor, of the module dev.fovea.runtime in dev.fovea:fovea-runtime"""),
        compilation.messages().stream().map(Compilation.Diagnosis::text).toList());
  }

  /** Other compilers show it, javac does from some version on. */
  @Test
  void anAnnotationThatWasNotImportedIsNamed() {
    Compilation compilation = Compilers.ECJ.compile(Sources.of(folder, "p/Net.java", """
        package p; import dev.fovea.Network; import dev.fovea.runtime.Tensor;
        @Network(input = {1, 28, 28})
        interface Net {
          @Relu Tensor a(Tensor input);
          @Rellu Tensor b(@ShapeOf Tensor a);
        }
        """));
    assertEquals(List.of("[fovea:java] Net refers to a type that does not exist: @Relu\n  help: import dev.fovea.Relu",
        "[fovea:java] Net refers to a type that does not exist: @Rellu\n  help: did you mean @Relu?",
        "[fovea:java] Net refers to a type that does not exist: @ShapeOf\n  help: import dev.fovea.ShapeOf"),
        compilation.messages().stream().map(Compilation.Diagnosis::text).toList());
  }

  @ParameterizedTest
  @EnumSource(names = "OTHER_JAVAC", mode = EnumSource.Mode.EXCLUDE)
  void aBrokenNetworkLeavesItsClassesNamedAndOtherNetworksWhole(Compilers compiler) {
    Compilation compilation = compiler.compile(Sources.of(folder, "p/Net.java", HEADER + """
        @Network(input = {1, 28, 28})
        interface Net {
          @Relu int relu(Tensor input);
        }
        class User {
          NetForward forward;
          NetParameters parameters;
          SoundForward sound;
        }
        @Network(input = {1, 28, 28})
        interface Sound {
          @Relu Tensor relu(Tensor input);
        }
        """));
    assertEquals(List.of(4L), compilation.messages().stream().map(Compilation.Diagnosis::line).toList());
    assertEquals(List.of(), compilation.others());
  }
}
