package dev.fovea.processor.graph;

import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.problem.Problems;
import dev.fovea.processor.problem.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What must hold of a block whatever it is given; told once, in its body. */
public final class BlockRules {
  private final BlockSpec block;
  private final Problems problems;

  private BlockRules(BlockSpec block, Problems problems) {
    this.block = block;
    this.problems = problems;
  }

  /** Reports what is wrong with a block wherever it is used. */
  public static void check(BlockSpec block, Problems problems) {
    if (block.readable()) {
      new BlockRules(block, problems).check();
    } else {
      problems.noteToldElsewhere();
    }
  }

  private void check() {
    if (block.layers().isEmpty()) {
      problems.add(Problem.error(Code.BLOCK, block.place(), "the Body of @" + block.name() + " has no layers")
          .help("declare one: @Relu Tensor out(Tensor " + block.inputs().get(0) + ");"));
      return;
    }
    boolean joined = true;
    for (LayerDraft layer : block.layers()) {
      checkLayer(layer);
      for (InputSpec input : layer.layer().inputs()) {
        joined &= checkInput(layer, input);
      }
    }
    Recursion.check(block, problems);
    if (joined) {
      checkCircles();
      checkOutput();
      checkInputsRead();
    }
  }

  private void checkLayer(LayerDraft layer) {
    if (layer.isBroken()) {
      problems.noteToldElsewhere();
      return;
    }
    new With(layer).check(block.members(), problems);
    checkUse(layer, problems);
    if (layer.layer().output()) {
      problems.add(Problem.error(Code.OUTPUT, layer.layer().place().annotation("Output"), "@Output on " + layer.name()
          + " means nothing in a block, which gives the one layer that none of its others reads").help("remove @Output"));
    }
  }

  /** Whether a layer's repetition, or the block that it uses, fits the number of its parameters; reports otherwise. */
  static boolean checkUse(LayerDraft layer, Problems problems) {
    int inputs = layer.layer().inputs().size();
    Integer repeat = layer.repeat();
    if (repeat != null && repeat < 1) {
      problems.add(Problem.error(Code.NUMBER, layer.repeatPlace(),
          layer.name() + " is repeated at least once, but @Repeat says " + repeat));
      return false;
    }
    boolean told = layer.block() == null || !layer.block().block().readable() || readsUndeclared(layer.block().block());
    int wanted = told ? inputs : layer.block().block().inputs().size();
    if (inputs != wanted) {
      BlockSpec block = layer.block().block();
      problems.add(Problem.error(Code.INPUTS, layer.layer().place(), "@" + block.name() + " reads " + String.join(", ", block.inputs())
          + ", but " + layer.name() + " has " + (inputs == 0 ? "no parameter" : inputs == 1 ? "one parameter" : inputs + " parameters"))
          .help(wanted == 1 ? "give it one parameter" : "give it " + wanted + " parameters, in that order"));
      return false;
    }
    if (repeat != null && inputs != 1) {
      problems.add(Problem.error(Code.INPUTS, layer.repeatPlace(), layer.name() + " is repeated, so it must read one layer, not " + inputs)
          .because("each repetition reads the one before it"));
      return false;
    }
    return true;
  }

  /** Whether a block lacks inputs that its layers read, which is told in its body: how many its uses should have is not known. */
  private static boolean readsUndeclared(BlockSpec block) {
    Set<String> names = names(block);
    return block.layers().stream().flatMap(each -> each.layer().inputs().stream()).anyMatch(each -> !names.contains(each.name()));
  }

  /** What a layer of a block may read. */
  private static Set<String> names(BlockSpec block) {
    Set<String> names = new TreeSet<>(block.inputs());
    block.layers().forEach(each -> names.add(each.name()));
    return names;
  }

  private boolean checkInput(LayerDraft layer, InputSpec input) {
    if (input.name().equals(layer.name())) {
      problems.add(Problem.error(Code.CYCLE, input.place(), layer.name() + " reads itself")
          .because("a parameter names the layer that is read, and a block runs from its inputs to its last layer")
          .help("name another layer, or " + block.inputs().get(0)));
      return false;
    }
    Set<String> names = names(block);
    if (names.contains(input.name())) {
      return true;
    }
    names.remove(layer.name());
    Problem problem = Problem.error(Code.UNKNOWN_INPUT, input.place(), layer.name() + " reads " + input.name()
        + ", which is neither a layer nor an input of @" + block.name());
    problems.add(Spelling.nearest(input.name(), names).map(name -> problem.because(Spelling.unlike(input.name(), name).stream().toList())
        .help("did you mean " + name + "?"))
        .orElseGet(() -> problem.because("it can read " + String.join(", ", names))
            .help("declare it as an input: @Block(inputs = {" + String.join(", ", withInput(input.name())) + "})")));
    return false;
  }

  /** The inputs of the block and another one, in quotes; its own {@code input} only if somebody reads it. */
  private List<String> withInput(String name) {
    List<String> inputs = new ArrayList<>(block.inputs());
    inputs.removeIf(each -> each.equals(NetworkSpec.INPUT) && reads(block).values().stream().noneMatch(read -> read.contains(each)));
    inputs.add(name);
    return inputs.stream().map(each -> '"' + each + '"').toList();
  }

  private void checkCircles() {
    for (List<String> circle : Circles.find(reads(block))) {
      LayerDraft first = layer(block, circle.get(0));
      InputSpec input = first.layer().inputs().stream().filter(i -> i.name().equals(circle.get(1))).findFirst().orElseThrow();
      problems.add(Problem.error(Code.CYCLE, input.place(), "layers read each other in a circle")
          .because(String.join(" reads ", circle) + " reads " + circle.get(0))
          .help("let one of them read " + block.inputs().get(0) + " or another layer that does not depend on it"));
    }
  }

  private void checkOutput() {
    List<String> unread = unread(block);
    if (unread.size() > 1) {
      problems.add(Problem.error(Code.OUTPUT, block.place(), "@" + block.name() + " must give one layer, but several are read by nobody: "
          + String.join(", ", new TreeSet<>(unread))).help("let all but one be read within the block, or remove them"));
    }
  }

  private void checkInputsRead() {
    Set<String> read = new TreeSet<>();
    reads(block).values().forEach(read::addAll);
    for (String input : block.inputs()) {
      if (!read.contains(input)) {
        problems.add(Problem.error(Code.UNUSED, block.place(), "no layer of @" + block.name() + " reads its input " + input)
            .help("read it", "remove it from @Block(inputs = {...})"));
      }
    }
  }

  /** Whether a block contains itself. */
  public static boolean isRecursive(BlockSpec block) {
    return !Recursion.check(block, new Problems());
  }

  /** Whether a block can be expanded; what keeps it from that is reported where it is declared. */
  static boolean isSound(BlockSpec block) {
    Problems problems = new Problems();
    check(block, problems);
    return !problems.hasErrors();
  }

  /**
   * The layer that a block gives: the one that no other layer of it reads. Of a block that is wrong, and has several or none, the last;
   * null if it has no layers.
   */
  static LayerDraft output(BlockSpec block) {
    List<String> unread = unread(block);
    List<LayerDraft> layers = block.layers();
    return layers.isEmpty() ? null : unread.isEmpty() ? layers.get(layers.size() - 1) : layer(block, unread.get(unread.size() - 1));
  }

  private static LayerDraft layer(BlockSpec block, String name) {
    return block.layers().stream().filter(layer -> layer.name().equals(name)).findFirst().orElseThrow();
  }

  private static Map<String, Set<String>> reads(BlockSpec block) {
    Map<String, Set<String>> reads = new TreeMap<>();
    block.layers().forEach(layer -> reads.put(layer.name(),
        new TreeSet<>(layer.layer().inputs().stream().map(InputSpec::name).toList())));
    return reads;
  }

  private static List<String> unread(BlockSpec block) {
    List<String> unread = new ArrayList<>(block.layers().stream().map(LayerDraft::name).distinct().toList());
    block.layers().forEach(layer -> layer.layer().inputs().stream().map(InputSpec::name)
        .filter(name -> !name.equals(layer.name())).forEach(unread::remove));
    return unread;
  }
}
