package dev.fovea.runtime;

import dev.fovea.runtime.io.SafeTensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/** A network's weights and running statistics. Shared by all passes made from it; not to be changed while one of them runs. */
public interface Parameters {
  /** Every parameter, in the order of the layers and of their operations. */
  List<Parameter> all();

  /** The catalogue of the network's layers. */
  Layers layers();

  /** A forward pass for one image, on {@link Threads#available()} threads. */
  default Forward forward(Mode mode) {
    return forward(mode, 1);
  }

  /** A forward pass for a batch of images, on {@link Threads#available()} threads. */
  default Forward forward(Mode mode, int batch) {
    return forward(mode, batch, Threads.available());
  }

  /**
   * A forward pass, which owns its buffers.
   *
   * @param batch the number of images of one run
   * @param threads how many threads share a run; results are the same for any number
   */
  Forward forward(Mode mode, int batch, int threads);

  /**
   * The parameter of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  default Parameter get(String name) {
    for (Parameter parameter : all()) {
      if (parameter.name().equals(name)) {
        return parameter;
      }
    }
    throw new IllegalArgumentException("no parameter is called " + name + "; there are "
        + all().stream().map(Parameter::name).toList());
  }

  /** Changes whenever a parameter does. */
  default long version() {
    long sum = 0;
    for (Parameter parameter : all()) {
      sum += parameter.version();
    }
    return sum;
  }

  /** Copies all values from parameters of the same network. */
  default void copyFrom(Parameters other) {
    for (Parameter parameter : all()) {
      Parameter source = other.get(parameter.name());
      System.arraycopy(source.packed(), 0, parameter.packed(), 0, source.packed().length);
      parameter.touch();
    }
  }

  /**
   * Writes all values as a safetensors file: to a temporary file in the same folder, which then replaces the old one.
   *
   * @throws IOException if the file cannot be written; an older file is then left as it was
   */
  default void save(Path file) throws IOException {
    SafeTensors.save(file, all());
  }

  /**
   * Reads all values from a safetensors file. Every name and shape is checked before anything changes.
   *
   * @throws IOException if the file is damaged, or its names, shapes or types are not those of this network
   */
  default void load(Path file) throws IOException {
    load(file, UnaryOperator.identity());
  }

  /**
   * Reads all values from a safetensors file that uses other names.
   *
   * @param names gives for the name of a parameter here its name in the file
   * @throws IOException if the file is damaged, or its names, shapes or types are not those of this network
   */
  default void load(Path file, UnaryOperator<String> names) throws IOException {
    SafeTensors.load(file, all(), names);
  }
}
