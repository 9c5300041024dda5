package dev.fovea.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fovea.processor.graph.LayerSpec;
import dev.fovea.processor.graph.NetworkSpec;
import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Place;
import dev.fovea.processor.problem.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AllowedWarningsTest {
  private static final Place NET = Place.type("p.Net");
  private static final Place CONV = NET.method("conv", 0);
  private static final Place POOL = NET.method("pool", 0);
  private static final Problem AT_CONV = Problem.warning(Code.DROPPED_PIXELS, CONV.annotation("Conv").member("stride"), "dropped");
  private static final Problem AT_POOL = Problem.warning(Code.DROPPED_PIXELS, POOL, "dropped");
  private static final Problem OTHER = Problem.warning(Code.CHECKERBOARD, CONV, "checkerboard");
  private static final Problem ERROR = Problem.error(Code.DROPPED_PIXELS, CONV, "never silenced");
  private static final List<Problem> ALL = List.of(AT_CONV, AT_POOL, OTHER, ERROR);

  @Test
  void aLayerSilencesItsOwnWarningsOnly() {
    assertEquals(List.of(AT_POOL, OTHER, ERROR), AllowedWarnings.drop(network(Set.of(), Set.of("DROPPED_PIXELS")), ALL));
  }

  @Test
  void aNetworkSilencesTheWarningsOfAllItsLayers() {
    assertEquals(List.of(OTHER, ERROR), AllowedWarnings.drop(network(Set.of("DROPPED_PIXELS"), Set.of()), ALL));
  }

  @Test
  void everyWarningThatCanBeAllowedIsACode() {
    Set<String> codes = Stream.of(Code.values()).map(Code::name).collect(Collectors.toSet());
    assertEquals(List.of(), Arrays.stream(dev.fovea.Warning.values()).map(Enum::name).filter(name -> !codes.contains(name)).toList());
  }

  private static NetworkSpec network(Set<String> onNetwork, Set<String> onConv) {
    LayerSpec conv = new LayerSpec("conv", List.of(), List.of(), false, null, onConv, CONV);
    LayerSpec pool = new LayerSpec("pool", List.of(), List.of(), false, null, Set.of(), POOL);
    return new NetworkSpec("p", "Net", true, true, List.of(1), false, List.of(conv, pool), onNetwork, NET);
  }
}
