package dev.fovea.processor.graph;

import dev.fovea.processor.problem.Place;

/** One operation as it was written: an annotation's simple name and its members. */
public record OperationSpec(String kind, Attributes attributes, Place place) {
  /** Where one of its members stands. */
  public Place at(String member) {
    return place.member(member);
  }
}
