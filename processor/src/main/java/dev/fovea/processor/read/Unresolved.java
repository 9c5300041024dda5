package dev.fovea.processor.read;

import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Place;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.problem.Spelling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;

/**
 * Finds what a network, or a block, refers to and what does not exist, perhaps because another processor has yet to write it. Only layers
 * are looked at: the user's own methods may well name the classes that are generated from the network. javac 17 shows processors no
 * annotation whose type is unknown, so there a layer may seem to have no operation; javac names the missing type beside that.
 */
final class Unresolved {
  private final TypeElement network;
  private final Elements elements;
  private final Places places;
  private final Map<String, Problem> found = new LinkedHashMap<>();

  private Unresolved(TypeElement network, Elements elements) {
    this.network = network;
    this.elements = elements;
    this.places = new Places(elements);
  }

  /** What is missing, each once; empty if the network can be read. */
  static List<Problem> in(TypeElement network, Elements elements) {
    Unresolved unresolved = new Unresolved(network, elements);
    unresolved.walk();
    return new ArrayList<>(unresolved.found.values());
  }

  /** Whether there is all that blocks, and the blocks within them, refer to; what there is not is reported with the block. */
  private static boolean blocksAreComplete(TypeElement type, Elements elements, Set<String> seen) {
    for (ExecutableElement method : Methods.layers(type)) {
      for (AnnotationMirror mirror : Annotations.blocks(method)) {
        TypeElement block = Annotations.type(mirror);
        TypeElement body = BlockReader.body(block);
        if (body != null && seen.add(elements.getBinaryName(block).toString())
            && !(in(block, elements).isEmpty() && blocksAreComplete(body, elements, seen))) {
          return false;
        }
      }
    }
    return true;
  }

  private void walk() {
    Place place = Places.of(network, elements);
    annotations(network, place);
    type(network.getSuperclass(), place);
    network.getInterfaces().forEach(type -> type(type, place));
    layers(network);
    TypeElement body = BlockReader.body(network);
    if (Annotations.isBlock(network) && body != null) {
      layers(body);
    }
  }

  private void layers(TypeElement type) {
    for (ExecutableElement method : Methods.layers(type)) {
      Place methodPlace = places.of(method);
      annotations(method, methodPlace);
      type(method.getReturnType(), methodPlace);
      for (VariableElement parameter : method.getParameters()) {
        Place parameterPlace = methodPlace.parameter(method.getParameters().indexOf(parameter));
        annotations(parameter, parameterPlace);
        type(parameter.asType(), parameterPlace);
      }
    }
  }

  /** Whether everything exists that a network's, or a block's, own blocks refer to. */
  static boolean areBlocksComplete(TypeElement type, Elements elements) {
    TypeElement body = Annotations.isBlock(type) ? BlockReader.body(type) : type;
    return body == null || blocksAreComplete(body, elements, new HashSet<>(Set.of(elements.getBinaryName(type).toString())));
  }

  private void annotations(Element element, Place place) {
    for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
      if (!Annotations.isResolved(mirror)) {
        annotation(Annotations.name(mirror), place);
      }
    }
    List<AnnotationMirror> read = new ArrayList<>(Annotations.ours(element));
    read.addAll(Annotations.blocks(element));
    for (AnnotationMirror mirror : read) {
      Place annotation = place.annotation(Annotations.name(mirror));
      for (String member : Members.of(mirror).unreadable()) {
        add(annotation.member(member), member + " of @" + Annotations.name(mirror) + " on " + element.getSimpleName()
            + " refers to a constant that does not exist, or that is of another type");
      }
    }
  }

  private void annotation(String name, Place place) {
    Problem problem = missing("@" + name, place.annotation(name));
    List<String> known = Annotations.all(network);
    found.putIfAbsent(problem.headline(), known.contains("@" + name) ? problem.help("import " + Annotations.PACKAGE + "." + name)
        : Spelling.nearest("@" + name, known).map(near -> problem.help("did you mean " + near + "?")).orElse(problem));
  }

  private void type(TypeMirror type, Place place) {
    if (type.getKind() == TypeKind.ARRAY) {
      type(((ArrayType) type).getComponentType(), place);
    } else if (type.getKind() == TypeKind.ERROR) {
      String name = ((DeclaredType) type).asElement().getSimpleName().toString();
      Problem problem = missing(name, place);
      found.putIfAbsent(problem.headline(), name.equals("Tensor")
          ? problem.help("import " + Methods.TENSOR + ", of the module dev.fovea.runtime in dev.fovea:fovea-runtime")
          : problem);
    }
  }

  private Problem missing(String name, Place place) {
    return Problem.error(Code.JAVA, place, network.getSimpleName() + " refers to a type that does not exist: " + name);
  }

  private void add(Place place, String headline) {
    found.putIfAbsent(headline, Problem.error(Code.JAVA, place, headline));
  }
}
