package dev.fovea.runtime.io;

import static dev.fovea.runtime.io.HandMade.vector;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fovea.runtime.Parameter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.AbstractList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  private static final byte[] OLD = {1, 2, 3};
  private static final byte[] NEW = {4, 5};

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void writeTheOldFile() throws IOException {
    file = Files.write(folder.resolve("weights.safetensors"), OLD);
  }

  @Test
  void newContentTakesTheNameOfTheOld() throws IOException {
    AtomicFile.write(file, channel -> {
      channel.write(ByteBuffer.wrap(NEW));
      assertArrayEquals(OLD, Files.readAllBytes(file), "until all is written the old content is seen");
    });
    assertArrayEquals(NEW, Files.readAllBytes(file));
    assertOnlyTheFile();
  }

  @Test
  void oldFileIsKeptWhenWritingFails() throws IOException {
    IOException full = new IOException("No space left on device");
    FileSystemException failure = assertThrows(FileSystemException.class, () -> AtomicFile.write(file, channel -> {
      channel.write(ByteBuffer.wrap(NEW));
      throw full;
    }));
    assertEquals(file + ": could not be written: No space left on device; an older file of that name is as it was",
        failure.getMessage());
    assertSame(full, failure.getCause());
    assertArrayEquals(OLD, Files.readAllBytes(file));
    assertOnlyTheFile();
  }

  @Test
  void oldFileIsKeptWhenAParameterFails() throws IOException {
    List<Parameter> failing = new AbstractList<>() {
      private int asked;

      @Override
      public Parameter get(int index) {
        if (asked++ > 2) {
          throw new IllegalStateException("not there");
        }
        return vector("p" + index, 1, 2);
      }

      @Override
      public int size() {
        return 2;
      }
    };
    assertThrows(IllegalStateException.class, () -> SafeTensors.save(file, failing));
    assertArrayEquals(OLD, Files.readAllBytes(file));
    assertOnlyTheFile();
  }

  @Test
  void linkStaysAndTheFileBehindItIsReplaced() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Path link = link(elsewhere.resolve("link"), Path.of("../weights.safetensors"));
    Path second = link(folder.resolve("second"), link);
    AtomicFile.write(second, channel -> channel.write(ByteBuffer.wrap(NEW)));
    assertTrue(Files.isSymbolicLink(link) && Files.isSymbolicLink(second));
    assertArrayEquals(NEW, Files.readAllBytes(file));

    Path dangling = link(folder.resolve("dangling"), Path.of("elsewhere/new"));
    AtomicFile.write(dangling, channel -> channel.write(ByteBuffer.wrap(NEW)));
    assertArrayEquals(NEW, Files.readAllBytes(elsewhere.resolve("new")));

    Path circle = link(folder.resolve("circle"), folder.resolve("circle"));
    assertMessage(circle, "is a link that leads to no file, but to links in a circle");
  }

  @Test
  void permissionsOfTheOldFileAreKept() throws IOException {
    assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    AtomicFile.write(file, channel -> channel.write(ByteBuffer.wrap(NEW)));
    assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void placesThatCannotBeWrittenAreNamed() {
    assertMessage(folder, "is a folder; give the name of a file in it");
    assertMessage(folder.resolve("absent/weights"),
        "cannot be written: there is no folder " + folder.resolve("absent") + "; create it first");
  }

  @Test
  void writeProtectedFolderAndFileAreRefused() throws IOException {
    assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
    assumeFalse(Files.isWritable(file), "the superuser may write everywhere");
    assertMessage(file, "is write-protected; make it writable or give another name");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      assertMessage(file, "could not be written: permission denied; an older file of that name is as it was");
      assertArrayEquals(OLD, Files.readAllBytes(file));
    } finally {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private static Path link(Path link, Path target) throws IOException {
    try {
      return Files.createSymbolicLink(link, target);
    } catch (IOException | UnsupportedOperationException e) {
      assumeTrue(false, "links cannot be made here");
      throw e;
    }
  }

  private static void assertMessage(Path file, String message) {
    assertEquals(file + ": " + message,
        assertThrows(SafeTensorsException.class, () -> SafeTensors.save(file, List.of(vector("a", 1)))).getMessage());
  }

  private void assertOnlyTheFile() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }
}
