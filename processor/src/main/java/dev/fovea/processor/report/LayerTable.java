package dev.fovea.processor.report;

import dev.fovea.processor.graph.NetworkSpec;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.shape.ReceptiveField;
import java.util.List;

/** The layers, a row each. */
final class LayerTable {
  private static final String[] HEADS = {"#", "layer", "operations and formulas", "output", "receptive field", "parameters",
      "multiply-adds", "activation"};

  private LayerTable() {}

  static void write(Html html, Facts facts) {
    html.open("section", "id", "layers").element("h2", "Layers").line();
    html.element("p", "Formulas are those of the output's height and width, with their numbers. A unit sees a receptive field of a size;"
        + " units next to each other see fields a jump apart, the first one around a centre in pixels, reaching a padding over the image's"
        + " edge."
        + " Activations are the numbers of one image, without the padding of buffers.", "class", "hint");
    html.open("table", "class", "sortable").open("thead").open("tr");
    for (int i = 0; i < HEADS.length; i++) {
      html.element("th", HEADS[i], "class", i == 0 || i > 4 ? "number" : null, "scope", "col");
    }
    html.close().close().line().open("tbody").line();
    facts.all().forEach(layer -> row(html, facts, layer));
    html.close();
    html.open("tfoot").open("tr").element("td", "").element("td", "total").element("td", "").element("td", "").element("td", "");
    html.element("td", Words.count(facts.parameters()), "class", "number");
    html.element("td", Words.count(facts.multiplyAdds()), "class", "number");
    html.element("td", Words.memory(facts.all().stream().mapToLong(LayerFacts::size).sum()), "class", "number");
    html.close().close().close().close().line();
  }

  private static void row(Html html, Facts facts, LayerFacts layer) {
    html.open("tr", "id", "layer-" + layer.index(), "class", layer.failing() ? "failing" : layer.isKnown() ? null : "unknown");
    html.element("td", layer.index() + 1, "class", "number");
    html.open("td").open("a", "class", "name", "href", "#graph-" + layer.index()).text(layer.name()).close();
    if (layer.output()) {
      html.text(" ").element("span", "output", "class", "badge");
    }
    html.open("div", "class", "reads").text("reads ");
    reads(html, facts, layer.reads());
    html.close().close();
    html.open("td").element("div", layer.label());
    layer.formulas().forEach(formula -> html.element("div", formula, "class", "formula"));
    layer.problems().forEach(problem -> problem(html, problem));
    html.close();
    html.element("td", layer.shape(), "class", "shape", "data-value", layer.size());
    receptiveField(html, layer);
    if (layer.isKnown()) {
      share(html, layer.shaped().parameters(), facts.parameters());
      share(html, layer.shaped().multiplyAdds(), facts.multiplyAdds());
      html.element("td", Words.memory(layer.size()), "class", "number", "data-value", layer.size());
    } else {
      html.element("td", "", "colspan", "3");
    }
    html.close().line();
  }

  private static void reads(Html html, Facts facts, List<String> names) {
    for (int i = 0; i < names.size(); i++) {
      html.text(i == 0 ? "" : ", ");
      LayerFacts read = facts.get(names.get(i));
      if (read != null) {
        html.element("a", names.get(i), "href", "#layer-" + read.index());
      } else {
        html.element("span", names.get(i), "class", names.get(i).equals(NetworkSpec.INPUT) ? null : "missing");
      }
    }
  }

  private static void problem(Html html, Problem problem) {
    html.element("pre", problem.text(), "class", problem.warning() ? "warning" : "error");
  }

  private static void receptiveField(Html html, LayerFacts layer) {
    if (!layer.isKnown() || layer.shaped().receptiveField() == null) {
      html.element("td", "");
      return;
    }
    ReceptiveField field = layer.shaped().receptiveField();
    html.open("td", "class", "reach", "data-value", field.rows().size());
    String described = field.describe();
    int comma = described.indexOf(',');
    html.element("div", comma < 0 ? described.replace(" (misaligned)", "") : described.substring(0, comma), "class", "field");
    if (field.aligned()) {
      html.element("div", described.substring(comma + 2) + ", padding " + pair(field.rows().padding(), field.columns().padding()), "class",
          "formula");
    } else {
      html.element("span", "misaligned", "class", "badge caution", "title",
          "units do not all see fields of one size, evenly spaced: branches that meet here disagree");
    }
    html.close();
  }

  private static String pair(long rows, long columns) {
    return rows == columns ? String.valueOf(rows) : rows + " and " + columns;
  }

  private static void share(Html html, long part, long whole) {
    html.open("td", "class", "number", "data-value", part, "title", Words.share(part, whole) + " of the network's");
    html.text(part == 0 ? "0" : Words.count(part));
    html.open("div", "class", "bar");
    html.empty("i", "style", "width:" + Words.number(whole == 0 ? 0 : 100.0 * part / whole) + "%");
    html.close().close();
  }
}
