package dev.fovea.examples.benchmarks.peers;

import dev.fovea.Network;
import dev.fovea.processor.graph.NetworkSpec;
import dev.fovea.processor.graph.Wiring;
import dev.fovea.processor.plan.Flow;
import dev.fovea.processor.plan.InferencePlan;
import dev.fovea.processor.problem.Problems;
import dev.fovea.processor.read.BlockReader;
import dev.fovea.processor.read.Companions;
import dev.fovea.processor.read.NetworkReader;
import dev.fovea.processor.shape.Inference;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The plan of a network's fused pass as the processor has it before it writes code: read again, from the network's source, which is a
 * resource of this module.
 */
record NetworkPlan(Flow flow, InferencePlan plan) {
  /** Reads the plan of a network of this class name. */
  static NetworkPlan of(String network) throws IOException {
    String path = "sources/" + network.replace('.', '/') + ".java";
    String text;
    try (InputStream source = NetworkPlan.class.getClassLoader().getResourceAsStream(path)) {
      text = new String(source.readAllBytes(), StandardCharsets.UTF_8);
    }
    JavaFileObject file = new SimpleJavaFileObject(URI.create("string:///" + path), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
    Reader reader = new Reader();
    JavaCompiler.CompilationTask task = ToolProvider.getSystemJavaCompiler().getTask(null, null, null,
        List.of("-proc:only", "-classpath", System.getProperty("java.class.path")), null, List.of(file));
    task.setProcessors(List.of(reader));
    if (!task.call() || reader.read == null) {
      throw new IOException(path + " could not be read");
    }
    return reader.read;
  }

  /** A processor that plans and writes nothing. */
  @SupportedAnnotationTypes("dev.fovea.Network")
  private static final class Reader extends AbstractProcessor {
    private NetworkPlan read;

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      Companions companions = new Companions(processingEnv.getElementUtils());
      companions.addRound(round);
      BlockReader blocks = new BlockReader(processingEnv.getElementUtils(), companions);
      NetworkReader networks = new NetworkReader(processingEnv.getElementUtils(), processingEnv.getTypeUtils(), blocks, companions);
      for (TypeElement network : ElementFilter.typesIn(round.getElementsAnnotatedWith(Network.class))) {
        Problems problems = new Problems();
        NetworkSpec spec = networks.read(network, problems).orElseThrow();
        Flow flow = new Flow(Inference.infer(Wiring.join(spec, problems), problems));
        read = new NetworkPlan(flow, new InferencePlan(flow));
      }
      return false;
    }
  }
}
