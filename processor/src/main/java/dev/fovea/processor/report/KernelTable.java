package dev.fovea.processor.report;

import dev.fovea.processor.plan.Choice;
import dev.fovea.processor.plan.Fusion;
import java.util.List;

/** What runs each step of the fused pass, and why. */
final class KernelTable {
  private KernelTable() {}

  static void write(Html html, Facts facts) {
    List<Fusion> steps = facts.report().plans().inference().steps();
    List<Choice> choices = facts.report().plans().choices();
    html.open("section", "id", "kernels").element("h2", "Kernels of a fused pass").line();
    html.element("p", "Where activations are recorded, the same kernels run without fusion, each into a buffer of its own; direct ones "
        + "in place of Winograd's, which round differently, but in a training step as the last column says.", "class", "hint");
    html.open("table").open("thead").open("tr").element("th", "step", "class", "number").element("th", "layer").element("th", "operation")
        .element("th", "kernel").element("th", "why").element("th", "fusion").element("th", "in training").close().close()
        .line().open("tbody").line();
    for (int i = 0; i < steps.size(); i++) {
      LayerFacts layer = facts.get(steps.get(i).first().layer().name());
      Choice choice = choices.get(i);
      html.open("tr").element("td", i + 1, "class", "number");
      html.open("td").open("a", "class", "name", "href", "#layer-" + layer.index()).text(layer.name()).close().close();
      html.element("td", steps.get(i).first().operation().label()).element("td", choice.kernel(), "class", "kernel");
      html.element("td", choice.reason()).element("td", choice.fusion()).element("td", choice.training()).close().line();
    }
    html.close().close().close().line();
  }
}
