package dev.fovea.processor.read;

import dev.fovea.processor.graph.Attributes;
import dev.fovea.processor.graph.BlockSpec;
import dev.fovea.processor.graph.LayerDraft;
import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Place;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.problem.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Reads annotations that are marked {@code @Block}. Blocks that contain each other are cut where the circle closes. */
public final class BlockReader {
  /** A block, and what is wrong with its Java. */
  private record Read(BlockSpec block, List<Problem> problems) {}

  private final Elements elements;
  private final Companions companions;
  private final Map<String, Read> known = new HashMap<>();
  private final Map<String, BlockSpec> open = new HashMap<>();

  public BlockReader(Elements elements, Companions companions) {
    this.elements = elements;
    this.companions = companions;
  }

  /** Forgets what was read: in another round of the compiler there may be more to read. */
  public void beginRound() {
    known.clear();
  }

  /** Reads a block, and reports what is wrong with its Java. */
  public BlockSpec read(TypeElement block, Problems problems) {
    String binaryName = elements.getBinaryName(block).toString();
    if (open.containsKey(binaryName)) {
      return open.get(binaryName);
    }
    Read read = known.get(binaryName);
    if (read == null) {
      Problems found = new Problems();
      read = new Read(read(block, binaryName, found), found.all());
      known.put(binaryName, read);
    }
    read.problems().forEach(problems::add);
    return read.block();
  }

  private BlockSpec read(TypeElement block, String binaryName, Problems problems) {
    TypeElement body = body(block);
    Place place = Places.of(body == null ? block : body, elements);
    List<String> inputs = inputs(block);
    boolean readable = body != null && checkBody(block, body, problems) & checkInputs(block, inputs, problems)
        && NameRules.check(Methods.layers(body), inputs, elements, problems);
    if (body == null) {
      problems.add(Problem.error(Code.BLOCK, place, "@" + block.getSimpleName() + " is a block without a Body")
          .help("add a nested interface: interface Body { ... }"));
    }
    Set<String> allowed = new TreeSet<>(Marks.allowed(block));
    if (body != null) {
      allowed.addAll(Marks.allowed(body));
    }
    List<LayerDraft> layers = new ArrayList<>();
    BlockSpec spec = new BlockSpec(block.getSimpleName().toString(), binaryName, elements.getPackageOf(block).getQualifiedName().toString(),
        Companions.name(block), companions.origin(block), readable, inputs, numbers(block), layers, allowed, place);
    open.put(binaryName, spec);
    if (body != null) {
      LayerReader reader = new LayerReader(body, inputs, elements, this, companions.ofBlock(block), problems);
      Set<String> names = new HashSet<>();
      Methods.layers(body).stream().filter(method -> names.add(method.getSimpleName().toString())).map(reader::read).forEach(layers::add);
    }
    open.remove(binaryName);
    return spec;
  }

  private boolean checkBody(TypeElement block, TypeElement body, Problems problems) {
    if (body.getInterfaces().isEmpty()) {
      return true;
    }
    problems.add(Problem.error(Code.BLOCK, Places.of(body, elements), "the Body of @" + block.getSimpleName()
        + " extends an interface, but a block's layers are declared in its Body itself").help("remove extends"));
    return false;
  }

  private boolean checkInputs(TypeElement block, List<String> inputs, Problems problems) {
    Place place = Places.of(block, elements).annotation("Block").member("inputs");
    if (inputs.isEmpty()) {
      problems.add(Problem.error(Code.BLOCK, place, "@" + block.getSimpleName() + " has no input, but a block reads at least one")
          .help("leave inputs out: it is {\"input\"} then"));
      return false;
    }
    Set<String> names = new HashSet<>();
    for (String input : inputs) {
      if (!SourceVersion.isName(input) || input.contains(".")) {
        problems.add(Problem.error(Code.NAME, place, "\"" + printable(input) + "\" cannot be an input of @" + block.getSimpleName())
            .because("a parameter of that name reads it, so it must be a name in Java"));
        return false;
      }
      if (!names.add(input)) {
        problems.add(Problem.error(Code.NAME, place, "two inputs of @" + block.getSimpleName() + " are called " + input)
            .because("a parameter names what it reads, so names are unique").help("rename one of them"));
        return false;
      }
    }
    return true;
  }

  private static String printable(String text) {
    return text.codePoints().map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
  }

  /** The nested interface that holds a block's layers; null if there is none. */
  static TypeElement body(TypeElement block) {
    return ElementFilter.typesIn(block.getEnclosedElements()).stream().filter(type -> type.getSimpleName().contentEquals("Body"))
        .filter(type -> type.getKind().isInterface()).findFirst().orElse(null);
  }

  private static List<String> inputs(TypeElement block) {
    Attributes members = Members.of(Annotations.find(block, "Block").orElseThrow()).attributes();
    return members.has("inputs") ? members.constants("inputs") : List.of("input");
  }

  /** The members that may stand in expressions. */
  private static List<String> numbers(TypeElement block) {
    return ElementFilter.methodsIn(block.getEnclosedElements()).stream()
        .filter(member -> member.getReturnType().getKind() == TypeKind.INT).map(member -> member.getSimpleName().toString()).toList();
  }
}
