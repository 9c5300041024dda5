/** A user's module that has its blocks from another one. */
module org.example.app {
  requires org.example.blocks;
  requires static dev.fovea;
}
