package dev.fovea.examples.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Who is compared. */
enum Side {
  FOVEA {
    @Override
    Peer make(ComparedNetwork network, int batch, int threads, Path folder) throws IOException {
      return new FoveaPeer(network, batch, threads, folder);
    }
  },
  ONNXRUNTIME {
    @Override
    Peer make(ComparedNetwork network, int batch, int threads, Path folder) throws IOException {
      return new OnnxRuntimePeer(network, batch, threads, folder);
    }
  };

  abstract Peer make(ComparedNetwork network, int batch, int threads, Path folder) throws IOException;

  static Side of(String name) {
    return Arrays.stream(values()).filter(side -> side.label().equals(name)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no peer is called " + name + "; there are "
            + Arrays.stream(values()).map(Side::label).collect(Collectors.joining(", "))));
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
