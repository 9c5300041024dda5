package dev.fovea.processor.shape;

import dev.fovea.processor.graph.Attributes;
import dev.fovea.processor.graph.Given;
import dev.fovea.processor.graph.LayerSpec;
import dev.fovea.processor.graph.OperationSpec;
import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Place;
import dev.fovea.processor.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One use of an operation in a network, as its rule sees it: the members as written, and where problems go.
 *
 * @param followers the operations that follow on the same method
 * @param shapeOf the shape of the {@code @ShapeOf} parameter, or null
 * @param histories how the shapes of the inputs came to be, for messages; null where a shape is unknown
 */
public record Use(LayerSpec layer, OperationSpec operation, List<OperationSpec> followers, Shape shapeOf, List<History> histories,
    Findings findings) {
  private static final Set<String> RECTIFIERS = Set.of("Relu", "Relu6", "LeakyRelu");
  private static final List<String> AXES = List.of("height", "width");
  private static final List<String> SIDES = List.of("top", "left", "bottom", "right");

  /** The members of the annotation. */
  public Attributes attributes() {
    return operation.attributes();
  }

  /** How the shape of the first input came to be. */
  public History history() {
    return histories.get(0);
  }

  /** Where a member stands. */
  public Place at(String member) {
    return operation.at(member);
  }

  /** The layer's name, which messages begin with. */
  public String name() {
    return layer.name();
  }

  /** Whether it is the first operation on its method, which reads what the parameters name. */
  public boolean isFirst() {
    return layer.operations().get(0).kind().equals(operation.kind());
  }

  /** Whether a batch norm follows on the same method, so that a bias would be useless. */
  public boolean batchNormFollows() {
    return !followers.isEmpty() && followers.get(0).kind().equals("BatchNorm");
  }

  /** Whether a rectifier is the next activation on the same method. */
  public boolean rectifierFollows() {
    return followers.stream().map(OperationSpec::kind).filter(kind -> !kind.equals("BatchNorm") && !kind.equals("Dropout"))
        .findFirst().filter(RECTIFIERS::contains).isPresent();
  }

  /** Reports a problem that tells itself how it is mended. */
  public void report(Problem problem) {
    findings.add(problem);
  }

  /** Reports a problem with fixes, the least intrusive first, that are tried before they are offered. */
  public void report(Problem problem, List<Fix> candidates) {
    findings.add(problem, candidates);
  }

  /** Reports an error at a member. */
  public void error(Code code, String member, String headline, String... details) {
    report(Problem.error(code, at(member), headline).because(details));
  }

  /** A fix that sets a member; none where it is not written here. In a block it is set for all its uses, unless the use gives it. */
  public Fix fix(String text, String member, Object value) {
    Given given = operation.given().get(member);
    return given == null ? Edits.of(text, layer, operation.kind(), Map.of(member, value))
        : Edits.ofUse(text, layer, operation.kind(), member, value, given);
  }

  /** A fix that sets several members; none where one is computed. */
  public Fix fix(String text, Map<String, Object> members) {
    return members.keySet().stream().anyMatch(operation.given()::containsKey) ? trial -> Optional.empty()
        : Edits.of(text, layer, operation.kind(), members);
  }

  /** Whether a member was written, or computed by {@code @With}. */
  public boolean isGiven(String member) {
    return attributes().isWritten(member) || operation.given().containsKey(member);
  }

  /** A fix that leaves a member to its default; none where it is not written here, or computed. */
  public Fix leaveOut(String member, Object byDefault) {
    if (!layer.isWrittenHere() || operation.given().containsKey(member)) {
      return trial -> Optional.empty();
    }
    String text = "leave out " + member + (layer.isInBlock() ? " on " + layer.declaration() : "");
    return Fix.of(text, network -> network.with(layer, each -> each.withOperations(each.operations().stream()
        .map(other -> other.kind().equals(operation.kind()) ? other.with(other.attributes().without(member, byDefault)) : other)
        .toList())));
  }

  /** A member that is one whole number of at least a minimum; reports and returns null otherwise. */
  public Integer atLeast(String member, int minimum) {
    int value = attributes().integer(member);
    if (value < minimum) {
      tooSmall(member, subject(member) + " must be at least " + minimum + ", but is " + value, minimum);
      return null;
    }
    return value;
  }

  /** A member that is one number, or two for height and width, each at least a minimum; reports and returns null otherwise. */
  public int[] pair(String member, int minimum) {
    List<Integer> values = attributes().integers(member);
    if (values.size() != 1 && values.size() != 2) {
      error(Code.NUMBER, member, taker(member) + " takes one number, or two for height and width, " + notSoMany(values));
      return null;
    }
    if (!allAtLeast(member, values, AXES, minimum)) {
      return null;
    }
    return new int[] {values.get(0), values.get(values.size() - 1)};
  }

  /** The least is meant by no one who writes filters, units, kernels or neighbourhoods, and by everyone else: it is the default. */
  private void tooSmall(String member, String headline, Object least) {
    boolean needed = operation.attributes().names().contains("value") || List.of("filters", "kernel", "size").contains(member);
    report(Problem.error(Code.NUMBER, at(member), headline),
        needed ? List.of() : List.of(fix(member + " = " + (least instanceof List ? ((List<?>) least).get(0) : least), member, least)));
  }

  /** A member that is one, two (height, width) or four (top, left, bottom, right) numbers, as the latter; null if reported. */
  public int[] border(String member) {
    List<Integer> values = attributes().integers(member);
    int count = values.size();
    if (count != 1 && count != 2 && count != 4) {
      error(Code.NUMBER, member, taker(member) + " takes one number, two (height, width) or four (top, left, bottom, right), "
          + notSoMany(values));
      return null;
    }
    if (!allAtLeast(member, values, count == 4 ? SIDES : AXES, 0)) {
      return null;
    }
    if (count == 4) {
      return values.stream().mapToInt(Integer::intValue).toArray();
    }
    int rows = values.get(0);
    int columns = values.get(count - 1);
    return new int[] {rows, columns, rows, columns};
  }

  private boolean allAtLeast(String member, List<Integer> values, List<String> names, int minimum) {
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) < minimum) {
        String which = values.size() == 1 ? "is " : "its " + names.get(i) + " is ";
        tooSmall(member, subject(member) + " must be at least " + minimum + ", but " + which + values.get(i), List.of(minimum));
        return false;
      }
    }
    return true;
  }

  /** The only member of an annotation has no name that its user has written. */
  private String subject(String member) {
    return name() + ": " + (member.equals("value") ? "the number of @" + operation.kind() : member);
  }

  private String taker(String member) {
    return name() + ": " + (member.equals("value") ? "@" + operation.kind() : member);
  }

  private static String notSoMany(List<Integer> values) {
    return values.isEmpty() ? "but has none" : "not " + values.size();
  }
}
