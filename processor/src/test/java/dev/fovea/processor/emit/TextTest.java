package dev.fovea.processor.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/** Members come out as JavaPoet would have written them. */
class TextTest {
  private static final ClassName C = ClassName.get("p", "C");

  private static String inClass(Text body) {
    return written(TypeCode.named(C).addMethod(MethodCode.named("m").addCode(body)));
  }

  private static String written(TypeCode type) {
    return GeneratedClass.of(type, false).text();
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

  /** Names that a nested class hides, of the class itself and of its package; long signatures, empty lines of Javadoc. */
  @Test
  void classesAreWrittenAsJavaPoetWritesThem() {
    ClassName nested = C.nestedClass("Nested");
    ClassName elsewhere = ClassName.get("q", "Nested");
    ClassName neighbour = ClassName.get("p", "Neighbour");
    ClassName entry = ClassName.get("java.util", "Map", "Entry");
    String parameter = "p".repeat(60);
    TypeCode ours = TypeCode.named(C).addModifiers(Modifier.FINAL, Modifier.PUBLIC).superclass(elsewhere).addJavadoc("Of {@link $T}.\n", entry)
        .addMethod(MethodCode.constructor().addParameter(entry, parameter).addParameter(int.class, parameter).addParameter(nested, "n"))
        .addField(FieldCode.of(entry, "entry", Modifier.PRIVATE).addJavadoc("One.\n\n@see $T\n", neighbour))
        .addField(FieldCode.of(TypeName.INT, "COUNT", Modifier.STATIC, Modifier.FINAL).initializer("$L", 3))
        .addMethod(MethodCode.override("m", elsewhere).addException(IOException.class).addStatement("return new $T()", elsewhere))
        .addType(TypeCode.named(nested).addModifiers(Modifier.PRIVATE, Modifier.STATIC).superclass(neighbour)
            .addMethod(MethodCode.named("c").returns(C).addStatement("return new $T(null, 0, ($T) null)", C, nested)));
    TypeSpec theirs = TypeSpec.classBuilder(C).addModifiers(Modifier.FINAL, Modifier.PUBLIC).superclass(elsewhere)
        .addJavadoc("Of {@link $T}.\n", entry)
        .addMethod(MethodSpec.constructorBuilder().addParameter(entry, parameter).addParameter(int.class, parameter)
            .addParameter(nested, "n").build())
        .addField(FieldSpec.builder(entry, "entry", Modifier.PRIVATE).addJavadoc("One.\n\n@see $T\n", neighbour).build())
        .addField(FieldSpec.builder(TypeName.INT, "COUNT", Modifier.STATIC, Modifier.FINAL).initializer("$L", 3).build())
        .addMethod(MethodSpec.methodBuilder("m").addAnnotation(Override.class).addModifiers(Modifier.PUBLIC).returns(elsewhere)
            .addException(IOException.class).addStatement("return new $T()", elsewhere).build())
        .addType(TypeSpec.classBuilder(nested).addModifiers(Modifier.PRIVATE, Modifier.STATIC).superclass(neighbour)
            .addMethod(MethodSpec.methodBuilder("c").returns(C).addStatement("return new $T(null, 0, ($T) null)", C, nested).build())
            .build()).build();
    assertEquals(JavaFile.builder("p", theirs).skipJavaLangImports(true).indent("  ").build().toString(), written(ours));
  }
}
