package dev.fovea.runtime.kernel;

import java.util.Optional;

/**
 * Chooses between the twins, once.
 *
 * <p>The vector twin needs the module {@code jdk.incubator.vector} and a virtual machine known to compile it, HotSpot with its second
 * compiler (C2): elsewhere every vector may be an object, a hundred times slower than plain Java. The system property {@code
 * fovea.kernels} ({@code vector} or {@code scalar}) overrides the choice.
 */
final class KernelLookup {
  private static final String PROPERTY = "fovea.kernels";
  private static final String MODULE = "jdk.incubator.vector";

  /** The better twin; null where the property asks for what cannot be, see {@link #fastest()}. */
  static final Kernels FASTEST = choose();

  private KernelLookup() {}

  /** What the choice depends on, as the system properties {@code java.vm.name}, {@code .info} and {@code .version} tell it. */
  record Machine(boolean moduleResolved, String name, String info, String version) {
    static Machine current() {
      return new Machine(ModuleLayer.boot().findModule(MODULE).isPresent(), System.getProperty("java.vm.name", ""),
          System.getProperty("java.vm.info", ""), System.getProperty("java.vm.version", ""));
    }

    /** Why vectors would be slow here; empty where C2 compiles them. */
    Optional<String> obstacle() {
      if (!(name.contains("HotSpot") || name.contains("OpenJDK")) || !name.contains("Server VM")) {
        return Optional.of("'" + name + "' is not known to compile vectors as HotSpot's server VM does");
      }
      if (info.contains("interpreted") || info.contains("emulated-client")) {
        return Optional.of("the second compiler of the virtual machine is off (" + info + ")");
      }
      if (version.contains("jvmci")) {
        return Optional.of("a JVMCI compiler (" + version + ") is in the place of C2");
      }
      return Optional.empty();
    }
  }

  /** {@link #FASTEST}, or the exception that tells why the property cannot be followed. */
  static Kernels fastest() {
    return FASTEST != null ? FASTEST : named(System.getProperty(PROPERTY));
  }

  private static Kernels choose() {
    String asked = System.getProperty(PROPERTY);
    if (asked != null) {
      try {
        return named(asked);
      } catch (IllegalArgumentException | IllegalStateException refused) {
        return null; // An exception here would reach the user as a failed class initialisation; fastest() throws it again.
      }
    }
    Machine machine = Machine.current();
    if (machine.obstacle().isPresent()) {
      return scalar();
    }
    if (!machine.moduleResolved()) {
      System.err.println(hint());
      return scalar();
    }
    return VectorGate.suitable() ? VectorGate.kernels() : scalar();
  }

  static String hint() {
    return "fovea: the slower kernels are in use; for the fast ones run java --add-modules " + MODULE
        + " (or silence this with -D" + PROPERTY + "=scalar)";
  }

  static Kernels named(String name) {
    return switch (name) {
      case "scalar" -> scalar();
      case "vector" -> vector(Machine.current());
      default -> throw new IllegalArgumentException(
          "kernels are called 'vector' or 'scalar', not '" + name + "' (system property " + PROPERTY + ")");
    };
  }

  static Kernels scalar() {
    return new ScalarKernels();
  }

  static Kernels vector() {
    return vector(Machine.current());
  }

  /** The vector twin, also where it is slow, so that it can be tested there; but not where it cannot be loaded. */
  static Kernels vector(Machine machine) {
    if (!machine.moduleResolved()) {
      throw new IllegalStateException(
          "the vector kernels need the module " + MODULE + ": run java --add-modules " + MODULE + ", or use the scalar ones");
    }
    return VectorGate.kernels();
  }

  /** Loaded only once the module is known to be there. */
  static final class VectorGate {
    static {
      // Said here and not in module-info: a `requires static` of an incubator module warns every user who compiles against ours.
      ModuleLayer.boot().findModule(MODULE).ifPresent(vector -> KernelLookup.class.getModule().addReads(vector));
    }

    static boolean suitable() {
      return VectorWidth.suitable();
    }

    static int filtersTogether() {
      return VectorWidth.filtersTogether();
    }

    static Kernels kernels() {
      return new VectorKernels();
    }
  }
}
