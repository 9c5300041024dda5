package dev.fovea.processor.read;

import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Place;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.problem.Problems;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;

/** Reports abstract methods that are no layers. */
final class MethodRules {
  private final ExecutableElement method;
  private final String name;
  private final Place place;
  private final Problems problems;
  private boolean sound = true;

  MethodRules(ExecutableElement method, Place place, Problems problems) {
    this.method = method;
    this.name = method.getSimpleName().toString();
    this.place = place;
    this.problems = problems;
  }

  /** Whether the method is a layer. */
  boolean check() {
    checkReturnType();
    checkParameters();
    checkOperations();
    return sound;
  }

  private void checkReturnType() {
    if (!Methods.isTensor(method.getReturnType()) && !isToldVariable(method.getReturnType())) {
      report(Problem.error(Code.JAVA, place, name + " returns " + method.getReturnType() + ", but a layer returns " + Methods.TENSOR)
          .help("return Tensor", "give " + name + " a body if it is no layer"));
    }
    if (!method.getTypeParameters().isEmpty()) {
      report(Problem.error(Code.JAVA, place, name + " has type parameters, but all that a layer reads and gives is Tensor")
          .help("remove the type parameters, and write Tensor instead"));
    }
  }

  /** A type parameter of the method, or of the network, which were told. */
  private boolean isToldVariable(TypeMirror type) {
    Element owner = type.getKind() == TypeKind.TYPEVAR ? ((TypeVariable) type).asElement().getEnclosingElement() : null;
    return method.equals(owner) || owner instanceof TypeElement && Annotations.isNetwork(owner);
  }

  private void checkParameters() {
    List<? extends VariableElement> parameters = method.getParameters();
    for (int i = 0; i < parameters.size(); i++) {
      VariableElement parameter = parameters.get(i);
      if (method.isVarArgs() && i == parameters.size() - 1) {
        report(Problem.error(Code.JAVA, place.parameter(i), name + " takes any number of tensors as " + parameter.getSimpleName())
            .because("a parameter names the one layer that it reads").help("write a parameter for each layer that is read"));
      } else if (!Methods.isTensor(parameter.asType()) && !isToldVariable(parameter.asType())) {
        Problem problem = Problem.error(Code.JAVA, place.parameter(i), "parameter " + parameter.getSimpleName() + " of " + name + " is "
            + parameter.asType() + ", but a layer reads " + Methods.TENSOR);
        report(parameter.asType().getKind().isPrimitive()
            ? problem.because("numbers are members of the operations, as in @Conv(kernel = 3)").help("remove " + parameter.getSimpleName())
            : problem.help("declare it as Tensor " + parameter.getSimpleName()));
      }
    }
  }

  private void checkOperations() {
    List<AnnotationMirror> operations = Annotations.operations(method);
    List<AnnotationMirror> blocks = Annotations.blocks(method);
    if (operations.size() + blocks.size() > 1 && !blocks.isEmpty()) {
      report(Problem.error(Code.BLOCK, place.annotation(Annotations.name(blocks.get(0))),
          "@" + Annotations.name(blocks.get(0)) + " on " + name + " is a block, which stands alone on its method")
          .help("declare a layer for each"));
      return;
    }
    if (operations.isEmpty() && blocks.isEmpty() && sound) {
      report(Problem.error(Code.OPERATION, place, name + " has no operation")
          .because("operations: " + Annotations.allOperations(method.getEnclosingElement()))
          .help("annotate it with what it does", "give it a body if it is no layer"));
    }
    Set<String> seen = new HashSet<>();
    for (AnnotationMirror operation : operations) {
      if (!seen.add(Annotations.name(operation))) {
        report(Problem.error(Code.OPERATION, place.annotation(Annotations.name(operation)),
            "@" + Annotations.name(operation) + " stands on " + name + " twice")
            .help("declare a second layer that reads " + name));
      }
    }
  }

  private void report(Problem problem) {
    sound = false;
    problems.add(problem);
  }
}
