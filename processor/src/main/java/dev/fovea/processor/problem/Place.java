package dev.fovea.processor.problem;

/**
 * Where in the source something stands, by names, so that it outlives a compiler's rounds.
 *
 * @param type binary name of the network
 * @param method name of the method, or null for the type itself
 * @param occurrence which of the methods of that name, from 0
 * @param parameter position of the parameter, or -1
 * @param annotation simple name of the annotation, or null for the element itself
 * @param member name of the annotation's member, or null for the annotation itself
 */
public record Place(String type, String method, int occurrence, int parameter, String annotation, String member) {
  /** The type itself. */
  public static Place type(String type) {
    return new Place(type, null, 0, -1, null, null);
  }

  /** A method of this place's type. */
  public Place method(String name, int occurrence) {
    return new Place(type, name, occurrence, -1, null, null);
  }

  /** A parameter of this place's method. */
  public Place parameter(int position) {
    return new Place(type, method, occurrence, position, null, null);
  }

  /** An annotation of this place's element. */
  public Place annotation(String simpleName) {
    return new Place(type, method, occurrence, parameter, simpleName, null);
  }

  /** A member of this place's annotation. */
  public Place member(String name) {
    return new Place(type, method, occurrence, parameter, annotation, name);
  }
}
