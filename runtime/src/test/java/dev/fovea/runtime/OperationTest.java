package dev.fovea.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fovea.runtime.Operation.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OperationTest {
  private final Map<String, List<Number>> numbers = new HashMap<>(Map.of("size", new ArrayList<>(List.of(5, 3)), "k", List.of(0.5)));
  private final Operation operation = new Operation(Kind.LOCAL_RESPONSE_NORM, "local response norm 5", 4, 2, 3, numbers);

  @Test
  void attributesAreFoundByName() {
    assertArrayEquals(new int[] {5, 3}, operation.integers("size"));
    assertEquals(5, operation.integer("size"));
    assertEquals(0.5, operation.real("k"));
    assertArrayEquals(new int[] {4, 2, 3}, operation.shape());
  }

  @Test
  void anAttributeThatIsNotThereIsNamed() {
    Operation relu = new Operation(Kind.RELU, "relu", 4, 2, 3, Map.of());
    assertEquals("relu has no attribute slope; it has []",
        assertThrows(IllegalArgumentException.class, () -> relu.real("slope")).getMessage());
  }

  @Test
  void whatWasGivenMayChangeAfterwards() {
    numbers.get("size").set(0, 7);
    numbers.remove("k");
    assertEquals(5, operation.integer("size"));
    assertEquals(0.5, operation.real("k"));
    assertThrows(UnsupportedOperationException.class, () -> operation.attributes().clear());
    assertThrows(UnsupportedOperationException.class, () -> operation.attributes().get("size").clear());
  }
}
