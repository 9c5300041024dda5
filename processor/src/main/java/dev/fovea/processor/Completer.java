package dev.fovea.processor;

import dev.fovea.processor.complete.Asked;
import dev.fovea.processor.complete.LayerNames;
import dev.fovea.processor.complete.Suggestion;
import dev.fovea.processor.complete.Suggestions;
import dev.fovea.processor.complete.WithTexts;
import dev.fovea.processor.graph.BlockSpec;
import dev.fovea.processor.graph.NetworkSpec;
import dev.fovea.processor.read.CompletionReader;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.Completion;
import javax.annotation.processing.Completions;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;

/** Answers editors that ask what may be written. What is being written is half a program, so that whatever fails means: nothing. */
final class Completer {
  private final CompletionReader reader;

  Completer(CompletionReader reader) {
    this.reader = reader;
  }

  List<Completion> complete(Element element, AnnotationMirror annotation, ExecutableElement member, String text) {
    try {
      ExecutableElement layer = element == null ? null : CompletionReader.layer(element);
      return layer == null ? List.of() : suggest(element, layer, annotation, member, text).stream()
          .<Completion>map(each -> Completions.of(each.value(), each.message())).toList();
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      return List.of();
    }
  }

  private List<Suggestion> suggest(Element element, ExecutableElement layer, AnnotationMirror annotation, ExecutableElement member,
      String text) {
    String method = layer.getSimpleName().toString();
    Optional<NetworkSpec> network = reader.network(layer);
    Optional<BlockSpec> block = reader.block(layer);
    if (element.getKind() == ElementKind.PARAMETER || annotation == null) {
      boolean sized = CompletionReader.isSized(element);
      return network.map(read -> LayerNames.in(read, method, sized, text))
          .or(() -> block.map(read -> LayerNames.in(read, method, sized, text))).orElse(List.of());
    }
    Optional<String> kind = CompletionReader.kind(annotation);
    if (kind.isEmpty() || member == null) {
      return List.of();
    }
    if (kind.get().equals("With")) {
      return block.flatMap(read -> CompletionReader.draft(read, layer).map(draft -> WithTexts.in(draft, read.members(), text)))
          .orElse(List.of());
    }
    Asked asked = new Asked(method, kind.get(), CompletionReader.attributes(annotation), member.getSimpleName().toString());
    return network.map(read -> Suggestions.in(read, asked, text)).orElseGet(() -> Suggestions.withoutShapes(asked, text));
  }
}
