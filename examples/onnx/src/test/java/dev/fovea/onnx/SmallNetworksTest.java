package dev.fovea.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.onnxruntime.OrtException;
import dev.fovea.runtime.Operation;
import dev.fovea.runtime.Operation.Kind;
import dev.fovea.runtime.Parameters;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation gives in ONNX Runtime what it gives here. */
class SmallNetworksTest {
  static List<Parameters> networks() {
    List<Parameters> networks = SmallNetworks.all();
    networks.forEach(Comparison::stir);
    return networks;
  }

  @ParameterizedTest
  @MethodSource("networks")
  void anyNumberOfImagesGivesWhatOurPassGives(Parameters network) throws OrtException {
    try (Comparison comparison = Comparison.with(OnnxExport.of(network).toBytes())) {
      comparison.requireAgreement(network, 1);
      comparison.requireAgreement(network, 3);
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void aFixedNumberOfImagesGivesWhatOurPassGives(Parameters network) throws OrtException {
    try (Comparison comparison = Comparison.with(OnnxExport.of(network).batch(3).toBytes())) {
      comparison.requireAgreement(network, 3);
    }
  }

  static IntStream opsets() {
    return IntStream.rangeClosed(OnnxExport.FIRST_OPSET, OnnxExport.LAST_OPSET);
  }

  @ParameterizedTest
  @MethodSource("opsets")
  void everyOpsetGivesWhatOurPassGives(int opset) throws OrtException {
    for (Parameters network : networks()) {
      try (Comparison comparison = Comparison.with(OnnxExport.of(network).opset(opset).toBytes())) {
        comparison.requireAgreement(network, 2);
      }
    }
  }

  @Test
  void everyKindOfOperationIsCompared() {
    Set<Kind> compared = EnumSet.noneOf(Kind.class);
    SmallNetworks.all().forEach(network -> network.layers().all()
        .forEach(layer -> layer.operations().stream().map(Operation::kind).forEach(compared::add)));
    assertEquals(EnumSet.allOf(Kind.class), compared);
    assertEquals(EnumSet.allOf(Kind.class), Translations.ALL.keySet());
  }
}
