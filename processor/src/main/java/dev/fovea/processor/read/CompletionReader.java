package dev.fovea.processor.read;

import dev.fovea.processor.graph.Attributes;
import dev.fovea.processor.graph.BlockSpec;
import dev.fovea.processor.graph.LayerDraft;
import dev.fovea.processor.graph.NetworkSpec;
import dev.fovea.processor.problem.Problems;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/** Reads what stands around the place where something is being written. Mistakes are not reported: the user is at work there. */
public final class CompletionReader {
  private final NetworkReader networks;
  private final BlockReader blocks;
  private final Companions companions;

  public CompletionReader(NetworkReader networks, BlockReader blocks, Companions companions) {
    this.networks = networks;
    this.blocks = blocks;
    this.companions = companions;
  }

  /** The layer that an element is, or belongs to; null for others. */
  public static ExecutableElement layer(Element element) {
    Element method = element.getKind() == ElementKind.PARAMETER ? element.getEnclosingElement() : element;
    return method instanceof ExecutableElement && method.getEnclosingElement() instanceof TypeElement ? (ExecutableElement) method : null;
  }

  /** Whether an element is a parameter of which only height and width are read. */
  public static boolean isSized(Element element) {
    return Annotations.find(element, "ShapeOf").isPresent();
  }

  /** The network that a layer is declared in, as it stands in the source now. */
  public Optional<NetworkSpec> network(ExecutableElement layer) {
    TypeElement type = (TypeElement) layer.getEnclosingElement();
    if (!Annotations.isNetwork(type)) {
      return Optional.empty();
    }
    begin(type);
    return networks.read(type, new Problems());
  }

  /** The block in whose body a layer is declared. */
  public Optional<BlockSpec> block(ExecutableElement layer) {
    TypeElement type = (TypeElement) layer.getEnclosingElement();
    if (!Annotations.isBody(type)) {
      return Optional.empty();
    }
    begin(type);
    return Optional.of(blocks.read((TypeElement) type.getEnclosingElement(), new Problems()));
  }

  /** A layer of a block's body. */
  public static Optional<LayerDraft> draft(BlockSpec block, ExecutableElement layer) {
    return block.layers().stream().filter(draft -> layer.getSimpleName().contentEquals(draft.name())).findFirst();
  }

  /** An annotation's simple name, if it is one of Fovea's; else nothing. */
  public static Optional<String> kind(AnnotationMirror annotation) {
    return Annotations.isResolved(annotation) && Annotations.isOurs(Annotations.type(annotation))
        ? Optional.of(Annotations.name(annotation)) : Optional.empty();
  }

  /** The members of an annotation, as far as they are written and make sense. */
  public static Attributes attributes(AnnotationMirror annotation) {
    return Members.of(annotation).attributes();
  }

  /** What is being edited has changed since it was last read, and is read from its source. */
  private void begin(TypeElement type) {
    blocks.beginRound();
    companions.addSource(type);
  }
}
