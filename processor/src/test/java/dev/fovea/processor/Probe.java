package dev.fovea.processor;

import static org.junit.jupiter.api.Assertions.assertNull;

import dev.fovea.Network;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.BiConsumer;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** Lends a test the compiler's model of a network. */
public final class Probe extends AbstractProcessor {
  /** The compilers that run in the tests' own process. */
  public enum Compiler { JAVAC, ECJ }

  private static BiConsumer<TypeElement, ProcessingEnvironment> visitor;
  private static Throwable failure;

  /** Shows a visitor every network of a file in the package {@code p}. */
  public static synchronized Compilation run(Compiler compiler, Path folder, String file, String text,
      BiConsumer<TypeElement, ProcessingEnvironment> networkVisitor) {
    visitor = networkVisitor;
    failure = null;
    Compilation compilation = Compilers.valueOf(compiler.name())
        .compile(Sources.of(folder, "p/" + file + ".java", text).processedBy(Probe.class));
    assertNull(failure, () -> "the visitor failed: " + failure);
    return compilation;
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of(Network.class.getName());
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    for (TypeElement network : ElementFilter.typesIn(round.getElementsAnnotatedWith(Network.class))) {
      try {
        visitor.accept(network, processingEnv);
      } catch (RuntimeException | Error e) {
        failure = e;
      }
    }
    return false;
  }
}
