package dev.fovea.runtime.visual;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CanvasTest {
  @Test
  void pngFilesAreReadByAnotherLibraryPixelForPixel() throws IOException {
    Canvas canvas = new Canvas(61, 23);
    for (int y = 0; y < 23; y++) {
      for (int x = 0; x < 61; x++) {
        canvas.set(x, y, (x * 7919 + y * 104729) * 31 & 0xFFFFFF);
      }
    }
    Picture picture = canvas.picture();
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(picture.png()));
    assertEquals(61, read.getWidth());
    assertEquals(23, read.getHeight());
    for (int y = 0; y < 23; y++) {
      for (int x = 0; x < 61; x++) {
        assertEquals(picture.rgb(y, x), read.getRGB(x, y) & 0xFFFFFF);
      }
    }
  }

  @Test
  void savingMakesTheFolderReplacesThePictureAndLeavesNothingElse(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("a/b/picture.png");
    new Canvas(5, 5).picture().save(file);
    Picture second = new Canvas(9, 4).picture();
    second.save(file);
    assertArrayEquals(second.png(), Files.readAllBytes(file));
    try (var files = Files.list(file.getParent())) {
      assertEquals(1, files.count());
    }
    IOException error = assertThrows(IOException.class, () -> second.save(file.getParent()));
    assertTrue(error.getMessage().contains("this is a folder"), error.getMessage());
  }

  @Test
  void pixelsOutsideAPictureAreAnError() {
    assertThrows(IndexOutOfBoundsException.class, () -> new Canvas(4, 3).picture().rgb(3, 0));
  }

  @Test
  void everyPrintableCharacterHasItsOwnShape() {
    Set<String> shapes = new HashSet<>();
    for (char c = ' '; c <= '~'; c++) {
      StringBuilder shape = new StringBuilder();
      StrokeFont.glyph(c).segments().forEach(segment -> shape.append(java.util.Arrays.toString(segment)));
      assertTrue(shapes.add(shape.toString()), "the shape of " + c + " is that of another character");
      assertNotEquals(StrokeFont.glyph('\u2603'), StrokeFont.glyph(c), "no shape for " + c);
    }
  }

  @Test
  void glyphsStayBetweenAscenderAndDescender() {
    for (char c = ' '; c <= '~'; c++) {
      for (double[] segment : StrokeFont.glyph(c).segments()) {
        for (int i = 0; i < 4; i++) {
          double least = i % 2 == 0 ? -2 : -3.5;
          assertTrue(segment[i] >= least && segment[i] <= 12, c + ": " + segment[i]);
        }
      }
    }
  }

  @Test
  void textStaysWithinItsMeasuredWidth() {
    for (Canvas.Text size : Canvas.Text.values()) {
      String text = "map 12, up to 3.21 KMW";
      Canvas canvas = new Canvas(400, 40);
      canvas.text(text, 10, 10, size, Canvas.INK);
      int[] columns = inkedColumns(canvas.picture());
      assertEquals(10, columns[0], 1);
      assertEquals(10 + Canvas.textWidth(text, size), columns[1] + 1, 2);
    }
  }

  @Test
  void longLabelsAreCutAndSaySo() {
    assertEquals("short", Canvas.fit("short", 200, Canvas.Text.LABEL));
    String cut = Canvas.fit("a label that is far too long for its cell", 100, Canvas.Text.LABEL);
    assertTrue(cut.startsWith("a label") && cut.endsWith("..."), cut);
    assertTrue(Canvas.textWidth(cut, Canvas.Text.LABEL) <= 100);
    assertEquals("", Canvas.fit("map 3", 4, Canvas.Text.LABEL));
  }

  @Test
  void drawingBeyondTheEdgesIsCutOff() {
    Canvas canvas = new Canvas(10, 10);
    canvas.fill(-5, -5, 8, 8, 0x123456);
    canvas.fill(8, 8, 50, 50, 0x654321);
    canvas.fill(20, 0, 5, 5, 0);
    canvas.hatch(-3, 9, 5, 5);
    Picture shapes = canvas.picture();
    assertEquals(0x123456, shapes.rgb(2, 2));
    assertEquals(Canvas.BACKGROUND, shapes.rgb(3, 3));
    assertEquals(0x654321, shapes.rgb(9, 9));
    assertEquals(Canvas.BACKGROUND, shapes.rgb(0, 9));
    canvas.text("outside", -20, -4, Canvas.Text.TITLE, Canvas.INK);
    canvas.text("outside", 5, 6, Canvas.Text.TITLE, Canvas.INK);
    assertEquals(0x123456, shapes.rgb(0, 0), "a finished picture does not change");
  }

  @Test
  void numbersHaveThreeDigitsAndNoSuperfluousZeros() {
    assertEquals("0", ColorBar.number(0));
    assertEquals("0", ColorBar.number(-0f));
    assertEquals("2.5", ColorBar.number(2.5f));
    assertEquals("-0.873", ColorBar.number(-0.87312f));
    assertEquals("12300", ColorBar.number(12345));
    assertEquals("1.5E-7", ColorBar.number(1.5e-7f));
    assertEquals("1E+20", ColorBar.number(1e20f));
    assertEquals("NaN", ColorBar.number(Float.NaN));
  }

  private static int[] inkedColumns(Picture picture) {
    int first = Integer.MAX_VALUE;
    int last = -1;
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        if (picture.rgb(y, x) != Canvas.BACKGROUND) {
          first = Math.min(first, x);
          last = Math.max(last, x);
        }
      }
    }
    return new int[] {first, last};
  }
}
