package dev.fovea.processor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Completion;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** Asks Fovea's processor what may be written, within a compiler's run and with its elements: as an editor does. */
public final class Asking extends AbstractProcessor {
  private static Consumer<Asking> questions;
  private static RuntimeException failure;

  private final FoveaProcessor fovea = new FoveaProcessor();
  private RoundEnvironment round;

  /** Lets questions be asked about some files. */
  static synchronized void about(Compilers compiler, Sources sources, Consumer<Asking> asked) {
    questions = asked;
    failure = null;
    compiler.compile(sources.processedBy(Asking.class));
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of("*");
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment currentRound) {
    if (!currentRound.processingOver()) {
      fovea.init(processingEnv);
      round = currentRound;
      try {
        questions.accept(this);
      } catch (RuntimeException e) {
        failure = e;
      }
    }
    return false;
  }

  /** What may be written for a member of an annotation, as in {@code c1}, {@code Conv} and {@code padding}: messages by value. */
  Map<String, String> ask(String type, String method, String annotation, String member, String text) {
    ExecutableElement element = method(type, method);
    AnnotationMirror mirror = element.getAnnotationMirrors().stream().filter(each -> simpleName(each).equals(annotation))
        .findFirst().orElseThrow();
    ExecutableElement asked = ElementFilter.methodsIn(mirror.getAnnotationType().asElement().getEnclosedElements()).stream()
        .filter(each -> each.getSimpleName().contentEquals(member)).findFirst().orElseThrow();
    return answers(fovea.getCompletions(element, mirror, asked, text));
  }

  /** What a parameter may be called. */
  Map<String, String> askForNames(String type, String method, String text) {
    return askForNames(type, method, 0, text);
  }

  Map<String, String> askForNames(String type, String method, int parameter, String text) {
    return answers(fovea.getCompletions(method(type, method).getParameters().get(parameter), null, null, text));
  }

  /** Asks everything that can be asked, senseless or not; how many answers there were. */
  int askEverything(List<String> texts) {
    int answers = 0;
    for (Element root : round.getRootElements()) {
      answers += askEverything(root, texts);
    }
    return answers;
  }

  private int askEverything(Element element, List<String> texts) {
    int answers = 0;
    for (String text : texts) {
      answers += answers(fovea.getCompletions(element, null, null, text)).size();
      for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
        answers += answers(fovea.getCompletions(element, mirror, null, text)).size();
        for (ExecutableElement member : ElementFilter.methodsIn(mirror.getAnnotationType().asElement().getEnclosedElements())) {
          answers += answers(fovea.getCompletions(element, mirror, member, text)).size();
        }
      }
    }
    List<Element> inside = new ArrayList<>(element.getEnclosedElements());
    if (element instanceof ExecutableElement) {
      inside.addAll(((ExecutableElement) element).getParameters());
    }
    return answers + inside.stream().mapToInt(each -> askEverything(each, texts)).sum();
  }

  private ExecutableElement method(String type, String method) {
    return ElementFilter.methodsIn(processingEnv.getElementUtils().getTypeElement(type).getEnclosedElements()).stream()
        .filter(each -> each.getSimpleName().contentEquals(method)).findFirst().orElseThrow();
  }

  private static String simpleName(AnnotationMirror mirror) {
    return mirror.getAnnotationType().asElement().getSimpleName().toString();
  }

  private static Map<String, String> answers(Iterable<? extends Completion> completions) {
    Map<String, String> answers = new LinkedHashMap<>();
    completions.forEach(completion -> answers.put(completion.getValue(), completion.getMessage()));
    return answers;
  }

  /** A file in an empty folder. */
  static Sources file(Path folder, String text) {
    return Sources.of(folder, "p/Net.java", "package p; import dev.fovea.*; import dev.fovea.runtime.Tensor;\n" + text);
  }
}
