package dev.fovea.processor.emit;

/** Where a row lies that a step is about to finish, in whichever buffer of the same height and width. */
interface Place {
  /** The address of the row's first pixel. */
  Text in(Buffer buffer);
}
