package dev.fovea.examples.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fovea.runtime.kernel.Kernels;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What HotSpot makes of the vector kernels when the example networks run, each in a Java machine of its own. There a method that is to be
 * compiled is waited for ({@code -Xbatch}), so that what happens depends on how often it was called and not on how busy the machine is.
 *
 * <p>That a kernel gets an on-stack replacement is no mistake by itself: its loop turns some hundred times a call, and HotSpot asks for
 * one after 40,000 turns, but for the version that calls enter not before 600 calls. It asks for that one as soon as the replacement is
 * there, and leaves the other to calls that are on their way. What must not be is that a kernel stays with it, or that one is entered
 * while vectors live around it: every sum is an object then.
 */
class HotKernelsTest {
  /** Hot methods are inlined up to so many bytes of bytecode ({@code -XX:FreqInlineSize}). */
  private static final int MOST_INLINED = 325;

  /**
   * Each costs the second compiler some 50 ms, in which the network crawls. Six were meant; CifarNet and the thinnest MobileNetV1 have a
   * seventh, the tile of a single pixel, for which AlexNet takes a tenth less time.
   */
  private static final int MOST_LARGE_KERNELS = 7;

  /** Small ones are inlined besides, and cheap; networks have up to 18. */
  private static final int MOST_KERNELS = 24;

  private static List<KernelMethod> methods;

  /** Of kernels that hold vectors, and of the loops around them. */
  private static Set<String> vectorClasses;

  @TempDir
  private Path folder;

  @BeforeAll
  static void readKernels() throws IOException {
    String kernels = Kernels.fastest().name();
    assumeTrue(kernels.startsWith("vector"), () -> "the kernels in use are " + kernels + ": this is about what HotSpot makes of vectors");
    assertTrue(kernels.matches("vector, \\d+ floats"), () -> "nothing here tells how wide vectors are: " + kernels);
    methods = KernelMethod.all();
    vectorClasses = methods.stream().filter(KernelMethod::holdsVectors).map(KernelMethod::type).collect(Collectors.toSet());
  }

  /** All that is hot here is in it, also what machines with other vectors would run. */
  @Test
  void vectorsLiveAcrossOneLoopAndNoOtherLoopIsAroundIt() {
    List<String> tiles = new ArrayList<>();
    List<String> nests = new ArrayList<>();
    for (KernelMethod method : methods) {
      for (KernelMethod.Loop loop : method.loops()) {
        if (!loop.vectors().isEmpty()) {
          tiles.add(method.name());
          method.loops().stream().filter(other -> loop.isInside(other) || other.isInside(loop))
              .forEach(other -> nests.add(method.name() + " has " + loop + " and " + other));
        }
      }
    }
    assertTrue(tiles.size() > 30, () -> "without their variables' names the kernels tell nothing: " + tiles);
    assertEquals(List.of(), nests);
  }

  /**
   * How many kernels a network has that are its own machine code: methods that hold vectors, and that the second compiler gave a version
   * that calls enter. Large ones are those that are inlined nowhere, the tiles: layers share them, or compiling takes longer than running.
   */
  @ParameterizedTest
  @ValueSource(strings = {"LeNet5", "CifarNet", "AlexNet", "MobileNetV1", "ResNet50"})
  void inferenceTakesFewKernels(String network) throws IOException, InterruptedException {
    CompilationLog log = warm(network, "inference", 1);
    List<KernelMethod> kernels = methods.stream().filter(method -> method.holdsVectors() && log.hasOwnVersion(method)).toList();
    List<String> large = kernels.stream().filter(kernel -> kernel.length() > MOST_INLINED).map(KernelMethod::name).toList();
    assertTrue(!large.isEmpty() && large.size() <= MOST_LARGE_KERNELS, () -> network + " has the large kernels " + large);
    assertTrue(kernels.size() <= MOST_KERNELS, () -> network + " has the kernels " + kernels.stream().map(KernelMethod::name).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"LeNet5", "CifarNet", "MobileNetV1"})
  void trainingStepsGetAllTheirKernelsCompiled(String network) throws IOException, InterruptedException {
    warm(network, "training", 2);
  }

  /** Runs a network until nothing is interpreted or replaced on the stack any more. */
  private CompilationLog warm(String network, String what, int batch) throws IOException, InterruptedException {
    assumeTrue(Kernels.fastest().name().contains(" 8 "), "how soon and in how many kernels was seen with vectors of eight floats only");
    Path said = folder.resolve("said.txt");
    Path complained = folder.resolve("complained.txt");
    Path compiled = folder.resolve("compiled.txt");
    Process process = new ProcessBuilder(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
        "--add-modules", "jdk.incubator.vector", "-Xbatch", "-Xlog:jit+compilation=debug:file=" + compiled + ":none:filesize=0",
        "-cp", System.getProperty("java.class.path"), WarmRuns.class.getName(), network, what, Integer.toString(batch))
        .redirectOutput(said.toFile()).redirectError(complained.toFile()).start();
    try {
      // Not a matter of speed: only so that a machine that hangs does not hang the build.
      assertTrue(process.waitFor(10, TimeUnit.MINUTES), "it does not end");
    } finally {
      process.destroyForcibly();
    }
    assertEquals(0, process.exitValue(), Files.readString(complained, StandardCharsets.UTF_8));
    CompilationLog log = CompilationLog.read(Files.readAllLines(compiled, StandardCharsets.UTF_8));
    assertTrue(log.versions().size() > 10, () -> "no kernels were compiled: " + log);
    assertEquals(List.of(), log.failures());
    // Others may: passes read an image in a loop that is long and that a run has once, but that holds no vector.
    assertEquals(List.of(), log.leftOnStack().stream().filter(version -> vectorClasses.contains(version.type())).toList());
    assertEquals("nothing", Files.readString(said, StandardCharsets.UTF_8).strip(), () -> what + " of " + network + " allocates, warm");
    return log;
  }
}
