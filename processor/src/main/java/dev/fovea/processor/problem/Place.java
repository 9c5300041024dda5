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
 * @param body where it stands in the block that is used here, which says more than the use itself; or null
 */
public record Place(String type, String method, int occurrence, int parameter, String annotation, String member, Place body) {
  /** The type itself. */
  public static Place type(String type) {
    return new Place(type, null, 0, -1, null, null, null);
  }

  /** A method of this place's type. */
  public Place method(String name, int occurrence) {
    return new Place(type, name, occurrence, -1, null, null, null);
  }

  /** A parameter of this place's method. */
  public Place parameter(int position) {
    return body != null ? at(body.parameter(position)) : new Place(type, method, occurrence, position, null, null, null);
  }

  /** An annotation of this place's element. */
  public Place annotation(String simpleName) {
    return body != null ? at(body.annotation(simpleName)) : new Place(type, method, occurrence, parameter, simpleName, null, null);
  }

  /** A member of this place's annotation. */
  public Place member(String name) {
    return body != null ? at(body.member(name)) : new Place(type, method, occurrence, parameter, annotation, name, null);
  }

  /** A place in the block that is used here, or in the block that is used there. */
  public Place inBody(Place inner) {
    return at(body == null ? inner : body.inBody(inner));
  }

  /** The same place of a block, told at a member of the use of the outermost block. */
  public Place ofUse(String member) {
    return new Place(type, method, occurrence, parameter, annotation, member, body);
  }

  /** Where it stands in the innermost block. */
  public Place innermost() {
    return body == null ? this : body.innermost();
  }

  /** The use of the outermost block. */
  public Place withoutBody() {
    return at(null);
  }

  private Place at(Place inner) {
    return new Place(type, method, occurrence, parameter, annotation, member, inner);
  }

  /** Whether both stand on the same method, of the same block if they stand in blocks. */
  public boolean isOnMethodOf(Place other) {
    boolean here = type.equals(other.type) && String.valueOf(method).equals(String.valueOf(other.method)) && occurrence == other.occurrence;
    return here && (body == null || other.body == null ? body == other.body : body.isOnMethodOf(other.body));
  }
}
