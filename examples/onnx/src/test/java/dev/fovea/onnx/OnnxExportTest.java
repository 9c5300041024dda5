package dev.fovea.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.fovea.examples.digits.LeNet5Parameters;
import dev.fovea.runtime.Operation.Kind;
import dev.fovea.runtime.Parameter;
import dev.fovea.runtime.Parameters;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxExportTest {
  private final LeNet5Parameters lenet5 = LeNet5Parameters.random(42);

  @TempDir
  Path folder;

  @Test
  void nodesAreCalledAfterTheirLayersAndValuesAreTheLayers() throws IOException {
    ModelProto model = ModelProto.parseFrom(OnnxExport.of(lenet5).toBytes());
    assertEquals("LeNet5", model.getGraph().getName());
    assertEquals(List.of("c1/Conv", "c1/Relu", "s2/MaxPool", "c3/Conv", "c3/Relu", "s4/MaxPool", "f5/Flatten", "f5/Gemm", "f5/Relu",
        "f6/Gemm", "f6/Relu", "scores/Gemm"), model.getGraph().getNodeList().stream().map(NodeProto::getName).toList());
    assertEquals(List.of("c1/Conv", "c1", "s2", "c3/Conv", "c3", "s4", "f5/Flatten", "f5/Gemm", "f5", "f6/Gemm", "f6", "scores"),
        model.getGraph().getNodeList().stream().map(node -> node.getOutput(0)).toList());
    assertEquals("input [N, 1, 28, 28]", text(model.getGraph().getInput(0)));
    assertEquals("scores [N, 10]", text(model.getGraph().getOutput(0)));
  }

  @Test
  void nameOpsetAndBatchAreTheChosenOnes() throws IOException {
    ModelProto model = ModelProto.parseFrom(OnnxExport.of(lenet5).name("digits").opset(21).batch(8).toBytes());
    assertEquals("digits", model.getGraph().getName());
    assertEquals(21, model.getOpsetImport(0).getVersion());
    assertEquals("input [8, 1, 28, 28]", text(model.getGraph().getInput(0)));
    assertEquals("scores [8, 10]", text(model.getGraph().getOutput(0)));
  }

  private static String text(ValueInfoProto value) {
    return value.getName() + " " + value.getType().getTensorType().getShape().getDimList().stream()
        .map(size -> size.hasDimParam() ? size.getDimParam() : String.valueOf(size.getDimValue())).toList();
  }

  @Test
  void weightsHaveTheNamesShapesAndNumbersOfWeightFiles() throws IOException {
    for (Parameters network : SmallNetworks.all()) {
      Comparison.stir(network);
      byte[] bytes = OnnxExport.of(network).toBytes();
      Map<String, TensorProto> tensors = new HashMap<>();
      ModelProto.parseFrom(bytes).getGraph().getInitializerList().forEach(tensor -> tensors.put(tensor.getName(), tensor));
      for (Parameter parameter : network.all()) {
        TensorProto tensor = tensors.get(parameter.name());
        assertArrayEquals(parameter.shape(), tensor.getDimsList().stream().mapToInt(Long::intValue).toArray(), parameter.name());
        float[] values = new float[parameter.count()];
        tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        assertArrayEquals(parameter.toArray(), values, parameter.name());
      }
    }
  }

  @Test
  void everyNameIsGivenOnceAndBeforeItIsRead() throws IOException {
    for (Parameters network : SmallNetworks.all()) {
      ModelProto model = ModelProto.parseFrom(OnnxExport.of(network).toBytes());
      Set<String> known = new HashSet<>(Set.of("input"));
      model.getGraph().getInitializerList().forEach(tensor -> assertTrue(known.add(tensor.getName()), tensor.getName()));
      Set<String> nodes = new HashSet<>();
      for (NodeProto node : model.getGraph().getNodeList()) {
        assertTrue(known.containsAll(node.getInputList()), node.getName());
        assertTrue(nodes.add(node.getName()), node.getName());
        assertTrue(known.add(node.getOutput(0)), node.getName());
      }
      network.layers().all().forEach(layer -> assertTrue(known.contains(layer.name()), layer.name()));
    }
  }

  @Test
  void aFileHoldsTheSameBytesAndReplacesAnOlderOne() throws IOException {
    Path file = Files.write(folder.resolve("lenet5.onnx"), new byte[] {1, 2, 3});
    OnnxExport.write(lenet5, file);
    assertArrayEquals(OnnxExport.of(lenet5).toBytes(), Files.readAllBytes(file));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void aFileThatCannotBeWrittenIsAClearError() {
    Path file = folder.resolve("nowhere").resolve("lenet5.onnx");
    assertEquals(file + ": cannot be written: there is no folder " + folder.resolve("nowhere") + "; create it first",
        assertThrows(FileSystemException.class, () -> OnnxExport.write(lenet5, file)).getMessage());
  }

  @Test
  void theSizeOfAFileIsKnownBeforeItIsWritten() {
    Model model = new Translator(lenet5, Translations.ALL).translate("LeNet5", 17, 0);
    int size = OnnxExport.of(lenet5).toBytes().length;
    assertEquals(size, model.size());
    model.requireSize(size);
    assertEquals(String.format(Locale.ROOT, "LeNet5 with its 61,706 parameters would take %,d bytes, but an ONNX file is one"
        + " protobuf message, which holds at most %,d", size, size - 1),
        assertThrows(OnnxException.class, () -> model.requireSize(size - 1)).getMessage());
  }

  @Test
  void anOperationThatOnnxDoesNotHaveIsNamedWithItsLayer() {
    Map<Kind, Translation> without = new EnumMap<>(Translations.ALL);
    without.remove(Kind.MAX_POOL);
    assertEquals("s2: max pool 2x2 /2 cannot be said in ONNX: there is no translation of MAX_POOL",
        assertThrows(OnnxException.class, () -> new Translator(lenet5, without).translate("LeNet5", 17, 0)).getMessage());
  }

  @Test
  void opsetsAndBatchesOutOfRangeAreRefused() {
    OnnxExport export = OnnxExport.of(lenet5);
    assertEquals("opsets 17 to 26 can be written, not 16",
        assertThrows(IllegalArgumentException.class, () -> export.opset(16)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> export.opset(27));
    assertEquals("a batch holds at least 1 image, not 0",
        assertThrows(IllegalArgumentException.class, () -> export.batch(0)).getMessage());
  }
}
