package dev.fovea.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The catalogue of a network as aligned text. */
final class LayerTable {
  private LayerTable() {}

  static String of(Layers layers) {
    List<String[]> rows = new ArrayList<>();
    rows.add(new String[] {"layer", "operations", "shape", "receptive field", "parameters", "multiply-adds"});
    int[] input = layers.input();
    rows.add(new String[] {"input", "", shape(input[0], input[1], input[2]), "1x1/1", "", ""});
    for (Layer layer : layers.all()) {
      rows.add(new String[] {layer.name(), layer.label(), shape(layer.channels(), layer.height(), layer.width()),
          layer.receptiveField().toString(), number(layer.parameters()), number(layer.multiplyAdds())});
    }
    rows.add(new String[] {"total", "", "", "", number(layers.parameters()), number(layers.multiplyAdds())});
    StringBuilder text = new StringBuilder(format(rows));
    layers.notes().forEach(note -> text.append(note).append('\n'));
    return text.toString();
  }

  private static String format(List<String[]> rows) {
    int[] widths = new int[rows.get(0).length];
    for (String[] row : rows) {
      for (int column = 0; column < row.length; column++) {
        widths[column] = Math.max(widths[column], row[column].length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.length; column++) {
        String padding = " ".repeat(widths[column] - row[column].length());
        boolean numeric = column >= row.length - 2;
        line.append(numeric ? padding + row[column] : row[column] + padding).append("  ");
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static String shape(int channels, int height, int width) {
    return "[" + channels + ", " + height + ", " + width + "]";
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
