/** A user's module: the annotations are needed to compile it, the runtime to run it. */
module org.example.digits {
  requires static dev.fovea;
  requires dev.fovea.runtime;
}
