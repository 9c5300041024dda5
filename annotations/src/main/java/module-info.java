/** What a network is declared with. Class files keep the annotations; at run time none is needed. */
module dev.fovea {
  exports dev.fovea;
}
