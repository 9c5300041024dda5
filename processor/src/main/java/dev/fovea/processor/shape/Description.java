package dev.fovea.processor.shape;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the catalogue keeps of an operation.
 *
 * @param kind what it does; the names are those of the runtime's {@code Operation.Kind}, which lists the numbers of each
 * @param numbers counts and sizes as integers, others as doubles, by name
 */
public record Description(String kind, Map<String, List<Number>> numbers) {
  /** An operation without numbers. */
  public static Description of(String kind) {
    return new Description(kind, Map.of());
  }

  /** The same with one more attribute. */
  public Description with(String name, Number... values) {
    Map<String, List<Number>> more = new LinkedHashMap<>(numbers);
    more.put(name, List.of(values));
    return new Description(kind, more);
  }

  /** The same with all that two windows say. */
  public Description with(Window rows, Window columns) {
    return with("kernel", rows.kernel(), columns.kernel()).with("stride", rows.stride(), columns.stride())
        .with("dilation", rows.dilation(), columns.dilation())
        .with("padding", rows.before(), columns.before(), rows.after(), columns.after());
  }
}
