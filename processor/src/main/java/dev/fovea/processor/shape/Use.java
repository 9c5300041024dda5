package dev.fovea.processor.shape;

import dev.fovea.processor.graph.Attributes;
import dev.fovea.processor.graph.LayerSpec;
import dev.fovea.processor.graph.OperationSpec;
import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Place;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.problem.Problems;
import java.util.List;
import java.util.function.Function;

/**
 * One use of an operation in a network, as its rule sees it: the members as written, and where problems go.
 *
 * @param followers the operations that follow on the same method
 * @param shapeOf the shape of the {@code @ShapeOf} parameter, or null
 * @param history how the shape of the first input came to be, for messages
 */
public record Use(LayerSpec layer, OperationSpec operation, List<OperationSpec> followers, Shape shapeOf, History history,
    Problems problems) {
  /** The members of the annotation. */
  public Attributes attributes() {
    return operation.attributes();
  }

  /** Where a member stands. */
  public Place at(String member) {
    return operation.at(member);
  }

  /** The layer's name, which messages begin with. */
  public String name() {
    return layer.name();
  }

  /** Whether a batch norm follows on the same method, so that a bias would be useless. */
  public boolean batchNormFollows() {
    return !followers.isEmpty() && followers.get(0).kind().equals("BatchNorm");
  }

  /** Whether a rectifier is the next activation on the same method. */
  public boolean rectifierFollows() {
    return followers.stream().map(OperationSpec::kind).filter(kind -> !kind.equals("BatchNorm") && !kind.equals("Dropout"))
        .findFirst().filter(kind -> kind.equals("Relu") || kind.equals("LeakyRelu")).isPresent();
  }

  /** Reports an error. */
  public void report(Problem problem) {
    problems.add(problem);
  }

  /** Reports an error at a member. */
  public void error(Code code, String member, String headline, String... details) {
    report(Problem.error(code, at(member), headline).because(details));
  }

  /** A member that is one whole number of at least a minimum; reports and returns null otherwise. */
  public Integer atLeast(String member, int minimum) {
    int value = attributes().integer(member);
    if (value < minimum) {
      error(Code.NUMBER, member, name() + ": " + member + " must be at least " + minimum + ", but is " + value);
      return null;
    }
    return value;
  }

  /** A member that is one number, or two for height and width, each at least a minimum; reports and returns null otherwise. */
  public int[] pair(String member, int minimum) {
    List<Integer> values = attributes().integers(member);
    if (values.size() != 1 && values.size() != 2) {
      error(Code.NUMBER, member, name() + ": " + member + " takes one number, or two for height and width, not " + values.size());
      return null;
    }
    if (!allAtLeast(member, values, minimum)) {
      return null;
    }
    return new int[] {values.get(0), values.get(values.size() - 1)};
  }

  /** A member that is one, two (height, width) or four (top, left, bottom, right) numbers, as the latter; null if reported. */
  public int[] border(String member) {
    List<Integer> values = attributes().integers(member);
    int count = values.size();
    if (count != 1 && count != 2 && count != 4) {
      error(Code.NUMBER, member,
          name() + ": " + member + " takes one number, two (height, width) or four (top, left, bottom, right), not " + count);
      return null;
    }
    if (!allAtLeast(member, values, 0)) {
      return null;
    }
    if (count == 4) {
      return values.stream().mapToInt(Integer::intValue).toArray();
    }
    int rows = values.get(0);
    int columns = values.get(count - 1);
    return new int[] {rows, columns, rows, columns};
  }

  private boolean allAtLeast(String member, List<Integer> values, int minimum) {
    for (int value : values) {
      if (value < minimum) {
        error(Code.NUMBER, member, name() + ": " + member + " must be at least " + minimum + ", but is " + value);
        return false;
      }
    }
    return true;
  }

  /** The same use with a member changed, its problems kept apart: to check a fix before it is offered. */
  public <T> T attempt(String member, Object value, Function<Use, T> rule) {
    Problems apart = new Problems();
    OperationSpec changed = new OperationSpec(operation.kind(), attributes().with(member, value), operation.place());
    T result = rule.apply(new Use(layer, changed, followers, shapeOf, history, apart));
    return apart.all().isEmpty() ? result : null;
  }
}
