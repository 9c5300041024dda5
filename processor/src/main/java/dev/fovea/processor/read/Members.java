package dev.fovea.processor.read;

import dev.fovea.processor.graph.Attributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/**
 * The members of one annotation, as written or by default.
 *
 * @param values those that could be read; those that are missing, by a value of their type
 * @param missing members without a default that were not given
 * @param given members that stand in the source
 * @param unreadable members whose value is no constant of their type: it does not exist, or not yet
 */
record Members(Map<String, Object> values, List<String> missing, Set<String> given, List<String> unreadable) {
  static Members of(AnnotationMirror mirror) {
    Map<String, Object> values = new HashMap<>();
    List<String> missing = new ArrayList<>();
    Set<String> given = new HashSet<>();
    List<String> unreadable = new ArrayList<>();
    boolean ours = Annotations.isOurs(Annotations.type(mirror));
    for (ExecutableElement member : ElementFilter.methodsIn(Annotations.type(mirror).getEnclosedElements())) {
      String name = member.getSimpleName().toString();
      AnnotationValue written = written(mirror, name);
      if (written != null) {
        given.add(name);
      }
      AnnotationValue value = written == null ? member.getDefaultValue() : written;
      Object converted = value == null ? null : convert(value.getValue(), member.getReturnType());
      if (value == null) {
        missing.add(name);
        example(member.getReturnType(), name, values);
      } else if (written == null && ours && isRequired(name, converted)) {
        missing.add(name);
        values.put(name, converted);
      } else if (converted == null) {
        unreadable.add(name);
      } else {
        values.put(name, converted);
      }
    }
    return new Members(values, missing, given, unreadable);
  }

  /** Java wants a default where {@code @With} may give the value: in our annotations an int of 0, or a kernel without size, is none. */
  private static boolean isRequired(String member, Object value) {
    return Integer.valueOf(0).equals(value) || member.equals("kernel") && List.of().equals(value);
  }

  /** What is missing still has a type, which {@code @With} must fit. */
  private static void example(TypeMirror type, String name, Map<String, Object> values) {
    if (type.getKind() == TypeKind.INT) {
      values.put(name, 0);
    } else if (type.getKind() == TypeKind.ARRAY) {
      values.put(name, List.of());
    }
  }

  Attributes attributes() {
    return new Attributes(values, Set.copyOf(missing), given);
  }

  private static AnnotationValue written(AnnotationMirror mirror, String member) {
    return mirror.getElementValues().entrySet().stream()
        .filter(entry -> entry.getKey().getSimpleName().contentEquals(member))
        .map(Map.Entry::getValue).findFirst().orElse(null);
  }

  /**
   * A value as its member's type says. What cannot be resolved reaches processors as a string of the compiler's own, so anything that
   * does not fit counts as unresolved: null.
   */
  private static Object convert(Object value, TypeMirror type) {
    if (type.getKind() == TypeKind.ARRAY) {
      return list(value, ((ArrayType) type).getComponentType());
    }
    if (type.getKind() == TypeKind.INT) {
      return integer(value);
    }
    if (type.getKind() == TypeKind.DOUBLE) {
      return real(value);
    }
    if (type.getKind() == TypeKind.BOOLEAN) {
      return value instanceof Boolean ? value : null;
    }
    if (value instanceof String && type.toString().equals("java.lang.String")) {
      return value;
    }
    if (type instanceof DeclaredType && value instanceof VariableElement) {
      return ((VariableElement) value).getSimpleName().toString();
    }
    return null;
  }

  /** Java lets a list of one be written without braces; not every compiler puts it into a list then. */
  private static List<Object> list(Object value, TypeMirror component) {
    List<?> written = value instanceof List ? (List<?>) value : List.of(value);
    List<Object> converted = new ArrayList<>();
    for (Object each : written) {
      Object one = convert(each instanceof AnnotationValue ? ((AnnotationValue) each).getValue() : each, component);
      if (one == null) {
        return null;
      }
      converted.add(one);
    }
    return converted;
  }

  /** Java widens characters and shorter numbers; not every compiler has done so. */
  private static Integer integer(Object value) {
    if (value instanceof Character) {
      return (int) (Character) value;
    }
    return value instanceof Integer || value instanceof Short || value instanceof Byte ? ((Number) value).intValue() : null;
  }

  private static Double real(Object value) {
    if (value instanceof Character) {
      return (double) (Character) value;
    }
    return value instanceof Number ? ((Number) value).doubleValue() : null;
  }
}
