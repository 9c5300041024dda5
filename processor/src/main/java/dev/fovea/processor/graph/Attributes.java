package dev.fovea.processor.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The members of one annotation, as values: {@code Integer}, {@code Double}, {@code Boolean}, {@code String} (enum constants by name)
 * or lists of these. Defaults are filled in.
 */
public final class Attributes {
  private final Map<String, Object> values;
  private final Set<String> missing;
  private final Set<String> written;

  /** Members of which it is not known whether they were written. */
  public Attributes(Map<String, Object> values) {
    this(values, Set.of(), Set.of());
  }

  /**
   * Members of which some were not given though they must be, here or in {@code @With}.
   *
   * @param missing their names; their values only tell their types
   * @param written the names of those that stand in the source; the others have their defaults
   */
  public Attributes(Map<String, Object> values, Set<String> missing, Set<String> written) {
    this.values = Collections.unmodifiableMap(new TreeMap<>(values));
    this.missing = Set.copyOf(missing);
    this.written = Set.copyOf(written);
  }

  /** The members that must be given and were not. */
  Set<String> missing() {
    return missing;
  }

  /** Whether a member must be given and was not. */
  public boolean isMissing(String member) {
    return missing.contains(member);
  }

  /** Whether a member was given, be it as it is by default. */
  public boolean isWritten(String member) {
    return written.contains(member);
  }

  /** Whether a member is a whole number, or a list of them. */
  public boolean isNumeric(String member) {
    Object value = values.get(member);
    return value instanceof Integer || value instanceof List && ((List<?>) value).stream().allMatch(each -> each instanceof Integer);
  }

  /** Whether the annotation has such a member. */
  public boolean has(String member) {
    return values.containsKey(member);
  }

  /** The names of all members. */
  public Set<String> names() {
    return values.keySet();
  }

  /** A member as it is. */
  Object get(String member) {
    return values.get(member);
  }

  /** A member that is one whole number. */
  public int integer(String member) {
    return (Integer) values.get(member);
  }

  /** A member that is one real number. */
  public double real(String member) {
    return ((Number) values.get(member)).doubleValue();
  }

  /** A member that is true or false. */
  public boolean flag(String member) {
    return (Boolean) values.get(member);
  }

  /** A member that is an enum constant, by its name. */
  public String constant(String member) {
    return (String) values.get(member);
  }

  /** A member that is a list of texts or of enum constants. */
  public List<String> constants(String member) {
    List<String> constants = new ArrayList<>();
    for (Object constant : (List<?>) values.get(member)) {
      constants.add((String) constant);
    }
    return constants;
  }

  /** A member that is a list of whole numbers, or one. */
  public List<Integer> integers(String member) {
    List<Integer> numbers = new ArrayList<>();
    Object value = values.get(member);
    for (Object number : value instanceof List ? (List<?>) value : List.of(value)) {
      numbers.add((Integer) number);
    }
    return numbers;
  }

  /** The same with one member changed, to try what would mend a mistake. */
  public Attributes with(String member, Object value) {
    Map<String, Object> changed = new TreeMap<>(values);
    changed.put(member, value);
    Set<String> left = new HashSet<>(missing);
    left.remove(member);
    Set<String> given = new HashSet<>(written);
    given.add(member);
    return new Attributes(changed, left, given);
  }

  /** The same with one member left to its default. */
  public Attributes without(String member, Object byDefault) {
    Map<String, Object> changed = new TreeMap<>(values);
    changed.put(member, byDefault);
    Set<String> given = new HashSet<>(written);
    given.remove(member);
    return new Attributes(changed, missing, given);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Attributes && values.equals(((Attributes) other).values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
