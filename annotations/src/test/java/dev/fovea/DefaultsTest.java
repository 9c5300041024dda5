package dev.fovea;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of defaults that users read, against the defaults that the compiler uses. */
class DefaultsTest {
  private static final Path SOURCES = Path.of(System.getProperty("basedir", ""), "src/main/java/dev/fovea");
  private static final Pattern ROW =
      Pattern.compile("<tr><td>\\{@code (\\w+)}</td>" + "\\s*<td>(.*?)</td>".repeat(3) + "</tr>");
  private static final Pattern LINK = Pattern.compile("\\{@link dev\\.fovea\\.(\\w+)}");
  private static final Pattern CODE = Pattern.compile("\\{@code (.*)}");

  @Test
  void everyDefaultIsInTheTableOnceAndRight() throws Exception {
    Map<String, String> real = new TreeMap<>();
    for (Class<?> type : annotations()) {
      for (Method member : type.getDeclaredMethods()) {
        real.put(type.getSimpleName() + "." + member.getName(), text(member));
      }
    }
    assertEquals(real, table());
  }

  @Test
  void everyDefaultTellsWhoseConventionItIs() throws Exception {
    Matcher row = ROW.matcher(packageJavadoc());
    while (row.find()) {
      boolean required = row.group(3).equals("required");
      assertEquals(required, row.group(4).isBlank(), row.group());
    }
  }

  @Test
  void everyAnnotationIsDocumentedKeptInClassFilesAndTargeted() throws Exception {
    for (Class<?> type : annotations()) {
      assertNotNull(type.getAnnotation(Documented.class), type + " is not @Documented");
      assertEquals(RetentionPolicy.CLASS, type.getAnnotation(Retention.class).value(), type.toString());
      assertNotNull(type.getAnnotation(Target.class), type + " has no @Target");
    }
  }

  private static List<Class<?>> annotations() throws IOException, ClassNotFoundException {
    List<Class<?>> types = new ArrayList<>();
    try (Stream<Path> files = Files.list(SOURCES)) {
      for (Path file : files.collect(Collectors.toList())) {
        String name = file.getFileName().toString().replace(".java", "");
        if (Files.readString(file).contains("public @interface " + name)) {
          types.add(Class.forName("dev.fovea." + name));
        }
      }
    }
    assertTrue(types.size() > 0, "no annotations in " + SOURCES.toAbsolutePath());
    return types;
  }

  private static Map<String, String> table() throws IOException {
    Map<String, String> defaults = new TreeMap<>();
    Matcher row = ROW.matcher(packageJavadoc());
    while (row.find()) {
      Matcher code = CODE.matcher(row.group(3));
      String value = code.matches() ? canonical(code.group(1)) : row.group(3);
      Matcher link = LINK.matcher(row.group(2));
      while (link.find()) {
        String member = link.group(1) + "." + row.group(1);
        assertNull(defaults.put(member, value), member + " is in the table twice");
      }
    }
    return defaults;
  }

  private static String packageJavadoc() throws IOException {
    return Files.readString(SOURCES.resolve("package-info.java")).replaceAll("\\R \\*", " ");
  }

  /** Java wants a default where {@code @With} may give the value: numbers that no one could mean stand for required ones. */
  private static String text(Method member) {
    Object value = member.getDefaultValue();
    boolean list = List.of("kernel", "value").contains(member.getName()) && value instanceof int[] && ((int[]) value).length == 0;
    return list || Integer.valueOf(0).equals(value) ? "required" : text(value);
  }

  private static String text(Object value) {
    if (value == null) {
      return "required";
    }
    if (value instanceof String[]) {
      return "{" + Stream.of((String[]) value).map(each -> '"' + each + '"').collect(Collectors.joining(", ")) + "}";
    }
    if (value instanceof int[]) {
      int[] numbers = (int[]) value;
      String list = IntStream.of(numbers).mapToObj(Integer::toString).collect(Collectors.joining(", "));
      return numbers.length == 1 ? canonical(list) : "{" + list + "}";
    }
    return canonical(value.toString());
  }

  /** Numbers in one spelling, so that 1e-5 and 0 are what Java prints as 1.0E-5 and 0.0. */
  private static String canonical(String text) {
    return text.matches("[-0-9.].*") ? Double.toString(Double.parseDouble(text)) : text;
  }
}
