package dev.fovea.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.runtime.kernel.KernelLookup.Machine;
import org.junit.jupiter.api.Test;

class KernelLookupTest {
  private static Machine machine(String name, String info, String version) {
    return new Machine(true, name, info, version);
  }

  @Test
  void serverCompilersOfHotSpotCompileVectors() {
    assertTrue(machine("OpenJDK 64-Bit Server VM", "mixed mode, sharing", "17.0.15+6").obstacle().isEmpty());
    assertTrue(machine("Java HotSpot(TM) 64-Bit Server VM", "mixed mode", "25+36").obstacle().isEmpty());
  }

  @Test
  void otherVirtualMachinesAndModesRunTheScalarTwin() {
    Machine[] machines = {machine("Eclipse OpenJ9 VM", "JRE 17 Linux amd64", "openj9-0.40.0"),
        machine("OpenJDK 64-Bit Zero VM", "interpreted mode", "17.0.15+6"),
        machine("OpenJDK 64-Bit Client VM", "mixed mode", "17.0.15+6"),
        machine("OpenJDK 64-Bit Server VM", "interpreted mode, sharing", "17.0.15+6"),
        machine("OpenJDK 64-Bit Server VM", "mixed mode, emulated-client, sharing", "17.0.15+6"),
        machine("OpenJDK 64-Bit Server VM", "mixed mode, sharing", "17.0.8+7-jvmci-23.0-b15")};
    for (Machine machine : machines) {
      assertTrue(machine.obstacle().isPresent(), machine.toString());
    }
  }

  @Test
  void aTwinCanBeAskedForByName() {
    assertEquals("scalar", Kernels.named("scalar").name());
    if (Machine.current().moduleResolved()) {
      assertTrue(Kernels.named("vector").name().matches("vector, (4|8|16) floats"));
    }
  }

  @Test
  void anUnknownNameSaysWhichThereAre() {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Kernels.named("fast"));
    assertEquals("kernels are called 'vector' or 'scalar', not 'fast' (system property fovea.kernels)", e.getMessage());
  }

  @Test
  void vectorsWithoutTheirModuleSayHowToGetThem() {
    Machine without = new Machine(false, "OpenJDK 64-Bit Server VM", "mixed mode", "17");
    IllegalStateException e = assertThrows(IllegalStateException.class, () -> KernelLookup.vector(without));
    assertTrue(e.getMessage().contains("java --add-modules jdk.incubator.vector"), e.getMessage());
  }

  @Test
  void theHintIsOneLine() {
    assertFalse(KernelLookup.hint().contains("\n"));
    assertTrue(KernelLookup.hint().startsWith("fovea: "));
  }
}
