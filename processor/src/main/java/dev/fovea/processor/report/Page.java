package dev.fovea.processor.report;

import dev.fovea.processor.plan.SeparableCosts;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.shape.ShapedNetwork;
import java.util.List;

/** The page of one network: one file that needs no other, well-formed as XML too. */
public final class Page {
  /** Of very many problems the first: as many as compilers print. */
  private static final int MOST_PROBLEMS = 30;

  private final Html html = new Html();
  private final Facts facts;

  private Page(Facts facts) {
    this.facts = facts;
  }

  /** Writes the page; {@code problems} are what was said of the network. */
  public static String write(Report report, List<Problem> problems) {
    return new Page(new Facts(report, problems)).write();
  }

  private String write() {
    html.raw("<!DOCTYPE html>\n");
    html.open("html", "lang", "en").line().open("head").line();
    html.empty("meta", "charset", "utf-8").line();
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
    html.element("title", facts.name()).line();
    html.open("style").raw(Style.CSS).close().line().close().line();
    html.open("body").line();
    header();
    problems();
    GraphSection.write(html, facts);
    LayerTable.write(html, facts);
    if (facts.isWhole()) {
      new MemorySection(html, facts.report().plans().inference()).write();
      KernelTable.write(html, facts);
    }
    html.open("script").raw(Style.SORTING).close().line();
    html.close().line().close().line();
    return html.toString();
  }

  private void header() {
    ShapedNetwork network = facts.report().network();
    html.open("header").open("h1").text(facts.name());
    long errors = facts.problems().stream().filter(problem -> !problem.warning()).count();
    if (!facts.isWhole()) {
      String told = errors == 0 ? "" : ": " + Words.plural(errors, "error");
      html.text(" ").element("span", "does not compile" + told, "class", "badge bad");
    }
    html.close().line();
    String packageName = facts.report().graph().network().packageName();
    html.open("p", "class", "hint").text(packageName.isEmpty() ? "in the unnamed package" : packageName).close();
    html.open("nav").element("a", "graph", "href", "#graph").text(" ").element("a", "layers", "href", "#layers");
    if (facts.isWhole()) {
      html.text(" ").element("a", "memory", "href", "#memory").text(" ").element("a", "kernels", "href", "#kernels");
    }
    html.close().line();
    html.open("dl", "class", "totals");
    total("input", network.input() == null ? "unknown" : network.input().toString(), "one image, "
        + (facts.report().graph().network().channelsLast() ? "given with channels last" : "channels, height, width"));
    int known = (int) facts.all().stream().filter(LayerFacts::isKnown).count();
    total("layers", Words.count(facts.all().size()), known == facts.all().size() ? Words.plural(operations(), "operation")
        : Words.count(known) + " of known shape");
    String part = facts.isWhole() ? "" : " in known layers";
    total("parameters", Words.rounded(facts.parameters()), Words.count(facts.parameters()) + " trained" + part);
    total("multiply-adds", Words.rounded(facts.multiplyAdds()), Words.count(facts.multiplyAdds()) + part);
    long stored = facts.all().stream().mapToLong(LayerFacts::stored).sum();
    total("weights", Words.memory(stored), Words.count(stored) + " numbers with statistics");
    html.close();
    if (facts.isWhole()) {
      html.open("dl", "class", "totals");
      memory();
      html.close();
    }
    html.close().line();
    notes();
  }

  private long operations() {
    return facts.report().network().layers().stream().mapToLong(layer -> layer.operations().size()).sum();
  }

  private void memory() {
    Report.Plans plans = facts.report().plans();
    String steps = Words.plural(plans.inference().steps().size(), "fused step");
    total("memory of inference", Words.memory(plans.inference().floats()), "for each image; " + steps);
    total("of recording and training", Words.memory(plans.recorded().floats()), "for each image; every activation is kept"
        + inTraining(plans.recorded().transformed(), "for transformed filters")
        + inTraining(plans.recorded().scratch(), "for each thread"));
    total("of the backward pass", "+ " + Words.memory(plans.backward().floats()), "for each image, beside a recorded pass"
        + inTraining(plans.backward().threadScratch(), "for each thread"));
    total("of the deconvnet", "+ " + Words.memory(plans.deconvnet().floats()), "for each image, beside a recorded pass");
  }

  private static String inTraining(int floats, String what) {
    return floats == 0 ? "" : "; in training " + Words.memory(floats) + " " + what;
  }

  private void total(String name, String value, String remark) {
    html.open("div").element("dt", name).element("dd", value).element("dd", remark, "class", "remark").close().line();
  }

  private void notes() {
    if (facts.isWhole()) {
      List<String> notes = SeparableCosts.of(facts.report().plans().flow());
      if (!notes.isEmpty()) {
        html.open("details", "class", "notes").element("summary", "What separable convolutions save").open("ul");
        notes.forEach(note -> html.element("li", note));
        html.close().close().line();
      }
    }
  }

  private void problems() {
    List<Problem> problems = facts.problems();
    if (problems.isEmpty() && facts.isWhole()) {
      return;
    }
    html.open("section", "id", "problems").element("h2", "Problems").line();
    if (problems.isEmpty()) {
      html.element("p", "What is wrong stands in a block, or in a network that this one extends, and is told there.");
    }
    for (Problem problem : problems.stream().limit(MOST_PROBLEMS).toList()) {
      LayerFacts layer = facts.layerOf(problem);
      html.open("div", "class", problem.warning() ? "problem warning" : "problem error");
      html.element("pre", problem.text());
      if (layer != null) {
        html.open("p").text("at ").element("a", layer.name(), "href", "#layer-" + layer.index(), "class", "name").text(", ")
            .element("a", "in the graph", "href", "#graph-" + layer.index()).close();
      }
      html.close().line();
    }
    if (problems.size() > MOST_PROBLEMS) {
      html.element("p", "and " + Words.count(problems.size() - MOST_PROBLEMS) + " more");
    }
    html.close().line();
  }
}
