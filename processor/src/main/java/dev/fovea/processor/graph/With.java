package dev.fovea.processor.graph;

import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Place;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.problem.Problems;
import dev.fovea.processor.problem.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Computes members of operations, or of an inner block, from the members of the block around them. */
final class With {
  private final LayerDraft draft;
  private final String layer;
  private final Place place;
  private final Problems problems;

  /**
   * @param layer the layer's name in messages
   * @param place where mistakes that depend on the members' values are reported: the use of the block
   */
  With(LayerDraft draft, String layer, Place place, Problems problems) {
    this.draft = draft;
    this.layer = layer;
    this.place = place;
    this.problems = problems;
  }

  /** Checks the text by itself, whatever the members' values: reports at the text, and returns whether it is sound. */
  boolean check(Collection<String> members) {
    Map<String, Long> any = new HashMap<>();
    members.forEach(member -> any.put(member, 1L));
    try {
      for (WithParser.Assignment assignment : WithParser.parse(draft.with())) {
        target(assignment);
        for (Expression value : assignment.values()) {
          try {
            value.value(any);
          } catch (Expression.Fault fault) {
            // Other faults depend on the values, and are told where the values are.
            if (fault.unknown() != null) {
              throw fault;
            }
          }
        }
      }
      return true;
    } catch (Expression.Fault fault) {
      Problem problem = problem(fault, draft.withPlace());
      problems.add(fault.unknown() == null ? problem : Spelling.nearest(fault.unknown(), new TreeSet<>(members))
          .map(name -> problem.help("did you mean " + name + "?"))
          .orElseGet(() -> members.isEmpty() ? problem : problem.help("members: " + String.join(", ", new TreeSet<>(members)))));
      return false;
    }
  }

  /** Reports members that must be given and are given neither in an annotation nor here; returns whether there are none. */
  boolean checkComplete() {
    List<Attributes> targets = targets();
    List<Set<String>> missing = new ArrayList<>();
    targets.forEach(target -> missing.add(new TreeSet<>(target.missing())));
    if (draft.with() != null) {
      for (WithParser.Assignment assignment : WithParser.parse(draft.with())) {
        missing.get(target(assignment)).remove(assignment.member());
      }
    }
    boolean complete = true;
    for (int i = 0; i < targets.size(); i++) {
      if (!missing.get(i).isEmpty()) {
        complete = false;
        String names = String.join(" and ", missing.get(i));
        String kind = draft.block() != null ? draft.block().block().name() : draft.layer().operations().get(i).kind();
        problems.add(Problem.error(Code.NUMBER, draft.layer().place().annotation(kind), "@" + kind + " on " + layer + " does not say " + names)
            .help("write @" + kind + "(" + missing.get(i).iterator().next() + " = ...)", "@With(\"" + missing.get(i).iterator().next() + " = ...\")"));
      }
    }
    return complete;
  }

  /** The attributes of each operation, or of the block, with what the text says; null if something was reported. */
  List<Attributes> apply(Map<String, Long> members) {
    List<Attributes> attributes = new ArrayList<>(targets());
    if (draft.with() == null) {
      return attributes;
    }
    try {
      for (WithParser.Assignment assignment : WithParser.parse(draft.with())) {
        int target = target(assignment);
        Attributes before = attributes.get(target);
        attributes.set(target, before.with(assignment.member(), value(assignment, members, before.get(assignment.member()))));
      }
      return attributes;
    } catch (Expression.Fault fault) {
      problems.add(problem(fault, place));
      return null;
    }
  }

  private List<Attributes> targets() {
    return draft.block() != null ? List.of(draft.block().members())
        : draft.layer().operations().stream().map(OperationSpec::attributes).toList();
  }

  /** Which operation an assignment means: the only one that has the member, or the one that is named. */
  private int target(WithParser.Assignment assignment) {
    List<Attributes> targets = targets();
    List<Integer> having = new ArrayList<>();
    for (int i = 0; i < targets.size(); i++) {
      boolean named = assignment.operation() == null || assignment.operation().equals(qualifier(i));
      if (named && targets.get(i).has(assignment.member())) {
        having.add(i);
      }
    }
    if (having.size() == 1) {
      return having.get(0);
    }
    if (having.size() > 1) {
      throw new Expression.Fault("several operations have a member " + assignment.member() + ": say which, as in "
          + qualifier(having.get(0)) + "." + assignment.member() + " = ...", assignment.position());
    }
    String what = assignment.operation() == null ? "no operation of " + draft.name() : assignment.operation();
    String help = Spelling.nearest(assignment.member(), names()).map(name -> "; did you mean " + name + "?").orElse("");
    throw new Expression.Fault(what + " has no member " + assignment.member() + help, assignment.position());
  }

  private Collection<String> names() {
    TreeSet<String> names = new TreeSet<>();
    targets().forEach(target -> names.addAll(target.names()));
    return names;
  }

  private String qualifier(int target) {
    String kind = draft.block() != null ? draft.block().block().name() : draft.layer().operations().get(target).kind();
    return Character.toLowerCase(kind.charAt(0)) + kind.substring(1);
  }

  private static Object value(WithParser.Assignment assignment, Map<String, Long> members, Object before) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < assignment.values().size(); i++) {
      long value = assignment.values().get(i).value(members);
      if (value != (int) value) {
        throw new Expression.Fault(assignment.member() + " would be " + value + ", which is no int", assignment.positions().get(i));
      }
      numbers.add((int) value);
    }
    if (before instanceof List) {
      return numbers;
    }
    if (!(before instanceof Integer) || assignment.list()) {
      throw new Expression.Fault(assignment.member() + " is not " + (assignment.list() ? "a list of numbers" : "a whole number")
          + " and cannot be set here", assignment.position());
    }
    return numbers.get(0);
  }

  private Problem problem(Expression.Fault fault, Place where) {
    return Problem.error(Code.EXPRESSION, where, layer + ": " + fault.getMessage())
        .because("@With: " + draft.with().replaceAll("\\s", " "), " ".repeat(7 + fault.position()) + "^");
  }
}
