package dev.fovea.processor.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.runtime.Forward;
import dev.fovea.runtime.Layer;
import dev.fovea.runtime.Mode;
import dev.fovea.runtime.Parameters;
import dev.fovea.runtime.Tensor;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blocks within blocks, repeated, and networks that extend the networks that use them. */
class BlocksTest {
  private static final String SOURCE = """
      package nets;
      import dev.fovea.*;
      import dev.fovea.runtime.Tensor;
      @Network(input = {3, 12, 12})
      public interface Net {
        @Conv(filters = 8, kernel = 3, padding = 1) @Relu  Tensor stem(Tensor input);
        @Stage(width = 6) @Repeat(2)                       Tensor stage(Tensor stem);
        @Residual(width = 5, stride = 2)                   Tensor down(Tensor stage);
        @Pair(filters = 7)                                 Tensor joined(Tensor down, Tensor small);
        @MaxPool(kernel = 2)                               Tensor small(Tensor stem);
        @GlobalAvgPool                                     Tensor gap(Tensor joined);
        @Dense(4)                                          Tensor scores(Tensor gap);

        @Block @interface Residual {
          int width() default 0;
          int stride() default 1;
          interface Body {
            @Conv(kernel = 3, padding = 1) @With("filters = width, stride = stride") @BatchNorm @Relu Tensor a(Tensor input);
            @Pointwise @With("filters = 2 * (width + 1) % 100 - 2 + max(0, 1 - stride)") @BatchNorm   Tensor b(Tensor a);
            @Shortcut(batchNorm = true)                                                               Tensor skip(Tensor input, Tensor b);
            @Add @Relu                                                                                Tensor out(Tensor b, Tensor skip);
          }
        }

        @Block @interface Stage {
          int width();
          interface Body {
            @Residual(stride = 1) @With("width = width") @Repeat(3) Tensor chain(Tensor input);
            @BatchNorm @Relu                                        Tensor after(Tensor chain);
          }
        }

        @Block(inputs = {"left", "right"}) @interface Pair {
          int filters();
          interface Body {
            @Pointwise @With("filters = filters") Tensor l(Tensor left);
            @Pointwise @With("filters = filters") Tensor r(Tensor right);
            @Add                                  Tensor sum(Tensor l, Tensor r);
          }
        }
      }
      """;

  private static final TestNetwork NETWORK = TestNetwork.compile("nets.Net", SOURCE);

  @Test
  void layersAreNamedByTheirPathThroughBlocksAndRepetitions() {
    List<String> names = NETWORK.layers().all().stream().map(Layer::name).toList();
    assertTrue(names.containsAll(List.of("stem", "stage[0].chain[0].a", "stage[1].chain[2].out", "stage[1].after", "down.skip",
        "joined.sum")), names.toString());
    // stem; two stages of three residuals of four and one more; down; the pair; small, gap, scores.
    assertEquals(1 + 2 * (3 * 4 + 1) + 4 + 3 + 3, names.size());
    assertEquals("identity", NETWORK.layers().get("stage[0].chain[1].skip").label());
    assertEquals("projection 1x1 /2, batch norm", NETWORK.layers().get("down.skip").label());
  }

  @Test
  void plannedPassesEqualTheEagerNetworkInEveryMode() throws ReflectiveOperationException {
    Tensor image = random(3, 2, 3, 12, 12);
    for (Mode mode : Mode.values()) {
      Parameters planned = NETWORK.random(5);
      Parameters stepped = NETWORK.random(5);
      Object e = NETWORK.eager(stepped, mode, 0);
      Tensor stem = call(e, "stem", image);
      Tensor small = call(e, "small", stem);
      Tensor joined = call(e, "joined", call(e, "down", call(e, "stage", stem)), small);
      float[] expected = call(e, "scores", call(e, "gap", joined)).toArray();
      assertArrayEquals(expected, planned.forward(mode, 2, 1).run(image).toArray(), 2e-4f, mode.name());
      for (int i = 0; i < planned.all().size(); i++) {
        assertArrayEquals(stepped.all().get(i).toArray(), planned.all().get(i).toArray(), 1e-4f, planned.all().get(i).name());
      }
    }
  }

  @Test
  void viewsNestAsBlocksDoAndSayWhatIsNotThere() throws ReflectiveOperationException {
    Parameters parameters = NETWORK.random(1);
    Object stage = parameters.getClass().getMethod("stage", int.class).invoke(parameters, 1);
    Object chain = stage.getClass().getMethod("chain", int.class).invoke(stage, 0);
    Object skip = chain.getClass().getMethod("skip").invoke(chain);
    // The first repetition of the first stage projects, so the view has weights; here the shortcut is an identity.
    Method weights = skip.getClass().getMethod("weights");
    assertTrue(assertThrows(ReflectiveOperationException.class, () -> weights.invoke(skip)).getCause().getMessage()
        .startsWith("no parameter is called stage[1].chain[0].skip.weight"));
    assertFalse(parameters.all().stream().anyMatch(parameter -> parameter.name().equals("stage[1].chain[0].skip.weight")));
    Object first = parameters.getClass().getMethod("stage", int.class).invoke(parameters, 0);
    Object projecting = first.getClass().getMethod("chain", int.class).invoke(first, 0);
    Object there = projecting.getClass().getMethod("skip").invoke(projecting);
    assertEquals(parameters.get("stage[0].chain[0].skip.weight"), weights.invoke(there));
  }

  @Test
  void aCheckpointWithOtherNamesLoadsThroughAMap(@TempDir Path folder) throws Exception {
    Parameters from = NETWORK.random(1);
    from.save(folder.resolve("a.safetensors"));
    Parameters to = NETWORK.random(2);
    to.load(folder.resolve("a.safetensors"), name -> name);
    Tensor image = random(9, 1, 3, 12, 12);
    Forward one = from.forward(Mode.INFERENCE, 1, 1);
    Forward other = to.forward(Mode.INFERENCE, 1, 1);
    assertArrayEquals(one.run(image).toArray(), other.run(image).toArray());
    assertThrows(java.io.IOException.class, () -> to.load(folder.resolve("a.safetensors"), name -> name.replace('[', '.')));
  }

  @Test
  void parametersFromAFileAreThoseThatWereSaved(@TempDir Path folder) throws Exception {
    Parameters saved = NETWORK.random(1);
    saved.save(folder.resolve("a.safetensors"));
    Parameters read = (Parameters) NETWORK.type("Parameters").getMethod("from", Path.class).invoke(null, folder.resolve("a.safetensors"));
    saved.all().forEach(parameter -> assertArrayEquals(parameter.toArray(), read.get(parameter.name()).toArray()));
  }

  @Test
  void aNetworkThatExtendsAnotherHasItsLayersAtItsOwnInputAndWidth() {
    TestNetwork small = TestNetwork.compile("nets.Net", SOURCE.replace("interface Net {", "interface Net {\n"
        + "@Network(input = {3, 20, 16}, widthMultiplier = 0.5) interface Small extends Net {\n"
        + "  @Dense(2) Tensor scores(Tensor gap);\n}\n"));
    Parameters parameters = small.random(1, "nets.Net_Small");
    assertArrayEquals(new int[] {4, 20, 16}, parameters.layers().get("stem").shape());
    assertArrayEquals(new int[] {4, 10, 8}, parameters.layers().get("joined.sum").shape()); // rint(3.5) = 4
    assertArrayEquals(new int[] {2, 1, 1}, parameters.layers().get("scores").shape());
  }

  private static Tensor call(Object eager, String method, Tensor... inputs) throws ReflectiveOperationException {
    Class<?>[] types = new Class<?>[inputs.length];
    java.util.Arrays.fill(types, Tensor.class);
    Method declared = eager.getClass().getMethod(method, types);
    declared.setAccessible(true);
    return (Tensor) declared.invoke(eager, (Object[]) inputs);
  }

  private static Tensor random(long seed, int batch, int channels, int height, int width) {
    Tensor tensor = Tensor.zeros(batch, channels, height, width);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < tensor.data().length; i++) {
      tensor.data()[i] = (float) (2 * random.nextDouble() - 1);
    }
    return tensor;
  }
}
