package dev.fovea.processor.graph;

import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.problem.Problems;
import dev.fovea.processor.problem.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Computes members of a layer's operations, or of the block that it uses, from the members of the block around it. */
final class With {
  /** An operation's members, or those of a block's use, and which of them were computed. */
  record Applied(Attributes attributes, Map<String, Given> given) {}

  /** Takes what fails with the values of one use. */
  interface Failures {
    /**
     * Takes a failure.
     *
     * @param source what the values that make it fail have in common
     */
    void add(Given source, String headline, List<String> details);
  }

  private final LayerDraft draft;
  private final List<Attributes> targets;

  With(LayerDraft draft) {
    this.draft = draft;
    this.targets = draft.block() != null ? List.of(draft.block().members())
        : draft.layer().operations().stream().map(OperationSpec::attributes).toList();
  }

  /** Reports what is wrong whatever the members' values are, in the text and in what it leaves open; returns whether all is well. */
  boolean check(Collection<String> members, Problems problems) {
    List<WithParser.Assignment> assignments;
    try {
      assignments = assignments();
      Set<List<Object>> set = new HashSet<>();
      for (WithParser.Assignment assignment : assignments) {
        int target = target(assignment);
        checkType(assignment, targets.get(target).get(assignment.member()));
        if (!set.add(List.of(target, assignment.member()))) {
          throw new Expression.Fault(assignment.member() + " is set twice", assignment.position());
        }
        checkValues(assignment, members);
      }
    } catch (Expression.Fault fault) {
      Problem problem = Problem.error(Code.EXPRESSION, draft.withPlace(), headline(fault, draft.name())).because(shown(fault));
      problems.add(fault.unknown() == null ? problem : problem.help(instead(fault.unknown(), new TreeSet<>(members))));
      return false;
    }
    return checkComplete(assignments, problems);
  }

  private static String instead(String unknown, Set<String> members) {
    return Spelling.nearest(unknown, members).map(name -> "did you mean " + name + "?").orElse(members.isEmpty()
        ? "declare it in the annotation: int " + unknown + "();" : "its members of type int are " + String.join(", ", members));
  }

  /** Unknown names, and mistakes in which no member has a part; others depend on the use, and are told there. */
  private static void checkValues(WithParser.Assignment assignment, Collection<String> members) {
    Map<String, Long> any = new HashMap<>();
    members.forEach(member -> any.put(member, 1L));
    for (int i = 0; i < assignment.values().size(); i++) {
      try {
        value(assignment, i, any);
      } catch (Expression.Fault fault) {
        if (fault.members().isEmpty()) {
          throw fault;
        }
      }
    }
  }

  /** Reports members that must be given and are given neither in an annotation nor here; returns whether there are none. */
  private boolean checkComplete(List<WithParser.Assignment> assignments, Problems problems) {
    List<Set<String>> missing = new ArrayList<>();
    targets.forEach(target -> missing.add(new TreeSet<>(target.missing())));
    assignments.forEach(assignment -> missing.get(target(assignment)).remove(assignment.member()));
    boolean complete = true;
    for (int i = 0; i < targets.size(); i++) {
      if (!missing.get(i).isEmpty()) {
        complete = false;
        problems.add(missing(i, missing.get(i), draft.inBlock()));
      }
    }
    return complete;
  }

  private Problem missing(int target, Set<String> names, boolean inBlock) {
    String kind = kind(target);
    String first = names.iterator().next();
    Object type = targets.get(target).get(first);
    List<String> help = new ArrayList<>(List.of("write @" + kind + "("
        + (names.equals(Set.of("value")) ? "..." : String.join(" = ..., ", names) + " = ...") + ")"));
    if (inBlock && (type instanceof Integer || type instanceof List)) {
      help.add("@With(\"" + first + " = ...\")");
    }
    return Problem.error(Code.NUMBER, draft.layer().place().annotation(kind),
        "@" + kind + " on " + draft.name() + " does not say " + String.join(" and ", names)).help(help);
  }

  /**
   * The members of each operation, or of the block, with what the text says.
   *
   * @param members what the block around it was given
   * @param depth how many bodies lie around this one
   * @return null if something fails for values that are known
   */
  List<Applied> apply(Map<String, Given> members, int depth, Failures failures) {
    List<Applied> applied = new ArrayList<>();
    targets.forEach(target -> applied.add(new Applied(target, new TreeMap<>())));
    Map<String, Long> values = new HashMap<>();
    members.forEach((name, given) -> values.put(name, given.value()));
    boolean failed = false;
    for (WithParser.Assignment assignment : assignments()) {
      int target = target(assignment);
      Set<String> mentioned = new TreeSet<>();
      assignment.values().forEach(value -> mentioned.addAll(value.members()));
      Given source = source(mentioned, members, depth);
      List<Integer> numbers = new ArrayList<>();
      for (int i = 0; i < assignment.values().size(); i++) {
        try {
          numbers.add(value(assignment, i, values));
        } catch (Expression.Fault fault) {
          Expression expression = assignment.values().get(i);
          List<String> details = new ArrayList<>(shown(fault));
          details.add("with " + String.join(", ", expression.members().stream().map(name -> name + " = " + values.get(name)).toList()));
          Given culprit = source(fault.members(), members, depth);
          failures.add(culprit, headline(fault, ""), details);
          failed |= culprit.depth() >= 0;
          numbers.add(1);
        }
      }
      boolean list = applied.get(target).attributes().get(assignment.member()) instanceof List;
      Attributes changed = applied.get(target).attributes().with(assignment.member(), list ? numbers : numbers.get(0));
      Map<String, Given> given = new TreeMap<>(applied.get(target).given());
      given.put(assignment.member(), new Given(numbers.get(0), source.depth(), source.source(),
          assignment.isPlain() ? null : printable(assignment.text())));
      applied.set(target, new Applied(changed, given));
    }
    return failed ? null : applied;
  }

  /** What some members have in common: the outermost place, and the one source if there is one. */
  private static Given source(Set<String> mentioned, Map<String, Given> members, int depth) {
    int outermost = depth;
    Set<String> sources = new TreeSet<>();
    for (String member : mentioned) {
      outermost = Math.min(outermost, members.get(member).depth());
      sources.add(String.valueOf(members.get(member).source()));
    }
    String source = sources.size() == 1 ? members.get(mentioned.iterator().next()).source() : null;
    return new Given(0, outermost, source);
  }

  private List<WithParser.Assignment> assignments() {
    return draft.with() == null ? List.of() : WithParser.parse(draft.with());
  }

  /** Which operation an assignment means: the only one that has the member, or the one that is named. */
  private int target(WithParser.Assignment assignment) {
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
    throw noSuchMember(assignment);
  }

  private Expression.Fault noSuchMember(WithParser.Assignment assignment) {
    List<String> qualifiers = new ArrayList<>();
    Set<String> names = new TreeSet<>();
    for (int i = 0; i < targets.size(); i++) {
      qualifiers.add(qualifier(i));
      if (assignment.operation() == null || assignment.operation().equals(qualifier(i))) {
        names.addAll(targets.get(i).names());
      }
    }
    if (names.isEmpty() && assignment.operation() != null) {
      return new Expression.Fault("no operation is called " + assignment.operation() + "; there "
          + (qualifiers.size() == 1 ? "is " : "are ") + String.join(", ", qualifiers), assignment.operationPosition());
    }
    String what = assignment.operation() != null ? assignment.operation()
        : qualifiers.size() == 1 ? "@" + kind(0) : "none of its operations";
    String help = Spelling.nearest(assignment.member(), names).map(name -> "; did you mean " + name + "?").orElse("");
    return new Expression.Fault(what + " has " + (what.startsWith("none") ? "a" : "no") + " member " + assignment.member() + help,
        assignment.position());
  }

  private String kind(int target) {
    return draft.block() != null ? draft.block().block().name() : draft.layer().operations().get(target).kind();
  }

  private String qualifier(int target) {
    String kind = kind(target);
    return Character.toLowerCase(kind.charAt(0)) + kind.substring(1);
  }

  private static void checkType(WithParser.Assignment assignment, Object before) {
    boolean numbers = before instanceof List && ((List<?>) before).stream().allMatch(each -> each instanceof Integer);
    if (!numbers && !(before instanceof Integer)) {
      throw new Expression.Fault(assignment.member() + " is not a whole number, so it cannot be computed", assignment.position());
    }
    if (!numbers && assignment.list()) {
      throw new Expression.Fault(assignment.member() + " is one number, without braces", assignment.position());
    }
  }

  private static int value(WithParser.Assignment assignment, int position, Map<String, Long> members) {
    long value = assignment.values().get(position).value(members);
    if (value != (int) value) {
      throw new Expression.Fault(assignment.member() + " would be " + value + ", beyond what an int holds",
          assignment.positions().get(position), null, assignment.values().get(position).members());
    }
    return (int) value;
  }

  private static String headline(Expression.Fault fault, String layer) {
    String message = printable(fault.getMessage());
    return layer.isEmpty() ? message : layer + ": " + message;
  }

  private static String printable(String text) {
    return text.codePoints().map(c -> isPrintable(c) ? c : '?')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
  }

  /** The text, or what of a long one is near the mistake, and a caret below it. */
  private List<String> shown(Expression.Fault fault) {
    int[] text = draft.with().codePoints().map(c -> isPrintable(c) ? c : Character.isWhitespace(c) ? ' ' : '?').toArray();
    int caret = draft.with().codePointCount(0, fault.position());
    int from = Math.max(0, caret - 60);
    int to = Math.min(text.length, caret + 40);
    String start = "@With: " + (from > 0 ? "..." : "");
    return List.of(start + new String(text, from, to - from) + (to < text.length ? "..." : ""),
        " ".repeat(start.length() + caret - from) + "^");
  }

  /** Line breaks, and what turns the direction of writing, would spoil the message. */
  private static boolean isPrintable(int c) {
    return !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT && Character.getType(c) != Character.LINE_SEPARATOR
        && Character.getType(c) != Character.PARAGRAPH_SEPARATOR && Character.getType(c) != Character.SURROGATE;
  }
}
