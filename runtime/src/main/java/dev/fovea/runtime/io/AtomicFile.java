package dev.fovea.runtime.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.UUID;

/** Replaces a file as a whole or not at all: whatever happens, the name stands for the old content or the new. */
public final class AtomicFile {
  /** Links followed before they are taken for a circle; Linux's limit. */
  private static final int MAX_LINKS = 40;

  /** Writes the new content. */
  public interface Content {
    /** Writes all of it, from the start of an empty file. */
    void write(FileChannel channel) throws IOException;
  }

  private AtomicFile() {}

  /**
   * Writes to a temporary file in the same folder, forces it to the disk, and gives it the name. Links are followed.
   *
   * @throws FileSystemException if that fails, with the reason; an older file of the name is then as it was
   */
  public static void write(Path file, Content content) throws IOException {
    Path target = target(file);
    Path folder = target.getParent();
    Path temporary = folder.resolve(".fovea-" + UUID.randomUUID() + ".tmp");
    try {
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        content.write(channel);
        channel.force(true);
      }
      copyPermissions(target, temporary);
      move(temporary, target);
    } catch (IOException e) {
      discard(temporary, e);
      FileSystemException failure = failure(file, "could not be written: " + reason(e) + "; an older file of that name is as it was");
      failure.initCause(e);
      throw failure;
    } catch (RuntimeException | Error e) {
      discard(temporary, e);
      throw e;
    }
    force(folder);
  }

  private static FileSystemException failure(Path file, String reason) {
    return new FileSystemException(file.toString(), null, reason);
  }

  /** What went wrong, in a few words; the messages of some exceptions are just a path. */
  static String reason(IOException e) {
    String name = e.getClass().getSimpleName().replace("Exception", "");
    switch (name) {
      case "AccessDenied":
        return "permission denied";
      case "NoSuchFile":
        return "no such file or folder";
      default:
        return e.getMessage() == null ? name : e.getMessage();
    }
  }

  /** The real file behind links, if it may be replaced. */
  private static Path target(Path file) throws IOException {
    Path target = file.toAbsolutePath();
    for (int links = 0; Files.isSymbolicLink(target); links++) {
      if (links == MAX_LINKS) {
        throw failure(file, "is a link that leads to no file, but to links in a circle");
      }
      target = target.resolveSibling(Files.readSymbolicLink(target));
    }
    if (Files.isDirectory(target)) {
      throw failure(file, "is a folder; give the name of a file in it");
    }
    if (!Files.isDirectory(target.getParent())) {
      throw failure(file, "cannot be written: there is no folder " + target.getParent() + "; create it first");
    }
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      throw failure(file, "is a device or pipe, which cannot be replaced; give the name of a file");
    }
    if (Files.exists(target) && !Files.isWritable(target)) {
      throw failure(file, "is write-protected; make it writable or give another name");
    }
    return target;
  }

  private static void copyPermissions(Path from, Path to) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(from, PosixFileAttributeView.class);
    if (view != null && Files.exists(from)) {
      Files.setPosixFilePermissions(to, view.readAttributes().permissions());
    }
  }

  /** Some network file systems cannot replace atomically; there a plain replacement is the best there is. */
  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void discard(Path temporary, Throwable failure) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** Makes the new name last through a power failure. Windows cannot open folders: there it is left to the file system. */
  private static void force(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // The content is on the disk and the name is replaced; only its age after a power failure is open.
      return;
    }
  }
}
