package dev.fovea.processor.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bodies come out as JavaPoet would have written them. */
class TextTest {
  private static String inClass(Text body) {
    TypeSpec type = TypeSpec.classBuilder("C").addMethod(MethodSpec.methodBuilder("m").addCode(body.poet()).build()).build();
    return JavaFile.builder("p", type).skipJavaLangImports(true).indent("  ").build().toString();
  }

  @Test
  void typesAreImportedAndBlocksIndented() {
    Text body = Text.builder().beginControlFlow("for (int i = 0; i < $L; i++)", 3)
        .add(Text.of("$T.fill($N, $L);\n", Arrays.class, "a$b", Text.of("x + $L", 1))).nextControlFlow("else").addStatement("y()")
        .endControlFlow().build();
    assertEquals("""
        package p;

        import java.util.Arrays;

        class C {
          void m() {
            for (int i = 0; i < 3; i++) {
              Arrays.fill(a$b, x + 1);
            } else {
              y();
            }
          }
        }
        """, inClass(body));
  }

  @Test
  void longLinesAreBrokenOnlyWhereTheyMayBe() {
    Text.Builder call = Text.builder().add("call(first");
    for (int i = 0; i < 30; i++) {
      call.add(",$Wargument$L", i);
    }
    List<String> lines = inClass(call.add(");\n").build()).lines().filter(line -> line.contains("argument")).toList();
    assertEquals(5, lines.size(), lines::toString);
    assertTrue(lines.stream().allMatch(line -> line.length() <= 100), lines::toString);
    assertTrue(lines.stream().skip(1).allMatch(line -> line.startsWith("        argument")), lines::toString);
  }

  @Test
  void nothingInAStringMeansAnything() {
    String hostile = "$L $T $W */ \\ \" \u001c\u001d\u001e\u001f\n";
    assertTrue(inClass(Text.of("f($S, $S);\n", hostile, null)).contains(
        "f(\"$L $T $W */ \\\\ \\\" \\u001c\\u001d\\u001e\\u001f\\n\", null);"), inClass(Text.of("f($S, $S);\n", hostile, null)));
  }

  @Test
  void placeholdersAndArgumentsAreCounted() {
    assertThrows(IllegalArgumentException.class, () -> Text.of("$L", 1, 2));
    assertThrows(ArrayIndexOutOfBoundsException.class, () -> Text.of("$L $L", 1));
    assertThrows(IllegalArgumentException.class, () -> Text.of("$Q", 1));
  }
}
