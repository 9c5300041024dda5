package dev.fovea.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedOptions;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fault of the processor is one line on the network. */
class InternalFaultsTest {
  @TempDir private Path folder;

  /** Fails on each network in another way. */
  @SupportedOptions("fovea.debug")
  public static final class Fails extends AbstractProcessor {
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
        new InternalFaults(processingEnv).guard(network, () -> fail(network.getSimpleName().toString()));
      }
      return false;
    }

    private static void fail(String how) throws IOException {
      switch (how) {
        case "Deep":
          fail(how);
          break;
        case "Disk":
          throw new IOException("disk full\nsecond line");
        case "Link":
          throw new NoClassDefFoundError("gone/Class");
        default:
          throw new IllegalStateException("no rule for @Blur\nsecond line");
      }
    }
  }

  @Test
  void faultsOfEveryKindAreOneLineOnTheirNetwork() {
    Compilation compilation = faults(folder);
    assertEquals(List.of(
        "2 [fovea:internal] a fault in Fovea itself, not in the network: StackOverflowError; -Afovea.debug=true shows where",
        "3 [fovea:internal] cannot write the generated classes: disk full",
        "4 [fovea:internal] a fault in Fovea itself, not in the network: NoClassDefFoundError: gone/Class; "
            + "-Afovea.debug=true shows where",
        "5 [fovea:internal] a fault in Fovea itself, not in the network: IllegalStateException: no rule for @Blur; "
            + "-Afovea.debug=true shows where"),
        compilation.messages().stream().map(said -> said.line() + " " + said.text()).toList());
  }

  @Test
  void theStackIsShownOnRequestOnly() {
    Compilation compilation = faults(folder, "-Afovea.debug=true");
    assertTrue(compilation.messages().get(3).text().contains("at dev.fovea.processor.InternalFaultsTest"));
  }

  /** What is said of networks on each of which the processor fails in another way. */
  static Compilation faults(Path folder, String... options) {
    return Compilers.JAVAC.compile(Sources.of(folder, "p/Net.java", """
        package p; import dev.fovea.*;
        @Network(input = 1) interface Deep {}
        @Network(input = 1) interface Disk {}
        @Network(input = 1) interface Link {}
        @Network(input = 1) interface State {}
        """).processedBy(Fails.class).with(options));
  }
}
