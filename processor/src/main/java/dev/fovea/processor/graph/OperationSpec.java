package dev.fovea.processor.graph;

import dev.fovea.processor.problem.Place;
import java.util.Map;

/**
 * One operation as it was written: an annotation's simple name and its members.
 *
 * @param given members that {@code @With} has computed, by name
 */
public record OperationSpec(String kind, Attributes attributes, Place place, Map<String, Given> given) {
  /** An operation whose members are all written on it. */
  public OperationSpec(String kind, Attributes attributes, Place place) {
    this(kind, attributes, place, Map.of());
  }

  /** The same with other members. */
  public OperationSpec with(Attributes changed) {
    return new OperationSpec(kind, changed, place, given);
  }

  /** The same with some members changed, to try what would mend a mistake. */
  OperationSpec with(Map<String, Object> members) {
    Attributes changed = attributes;
    for (Map.Entry<String, Object> member : members.entrySet()) {
      changed = changed.with(member.getKey(), member.getValue());
    }
    return with(changed);
  }

  /** Where one of its members stands: at the use of the block, if it was given there. */
  public Place at(String member) {
    Given computed = given.get(member);
    return computed == null || computed.source() == null ? place.member(member) : place.member(member).ofUse(computed.source());
  }
}
