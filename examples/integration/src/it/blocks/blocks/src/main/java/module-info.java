/** A module of blocks: their bodies are compiled against the annotations and the runtime, so are the networks that use them. */
module org.example.blocks {
  requires static transitive dev.fovea;
  requires transitive dev.fovea.runtime;

  exports org.example.blocks;
}
