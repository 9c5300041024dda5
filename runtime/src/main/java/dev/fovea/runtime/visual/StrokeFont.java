package dev.fovea.runtime.visual;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A drawing-board typeface: printable ASCII as strokes of a round pen. A headless Java often has no fonts at all, and
 * then its text cannot be drawn; this one needs none, and looks the same everywhere.
 *
 * <p>Capitals are {@value #CAP_HEIGHT} units high, the baseline is 0, up is positive. A glyph is a list of strokes
 * separated by {@code ;}. A stroke is a list of points {@code x,y} and of elliptic arcs {@code @cx,cy,rx,ry,from,to},
 * angles in degrees, counterclockwise from the right.
 */
final class StrokeFont {
  static final double CAP_HEIGHT = 10;
  private static final double SPACE_BETWEEN = 2.8;
  private static final double SPACE_WIDTH = 1.8;
  private static final double DEGREES_PER_SEGMENT = 12;

  private static final String[] GLYPHS = {
      "!.6,10 .6,3;.6,0 .6,.2",
      "\"0,10 0,7.2;2.4,10 2.4,7.2",
      "#2.4,9.6 1.2,.4;5.8,9.6 4.6,.4;.3,6.6 6.9,6.6;0,3.4 6.6,3.4",
      "$@3.1,6.9,2.7,1.9,30,270 @3.1,2.9,3,2.1,90,-150;3.1,10.4 3.1,-.6",
      "%6.6,9.6 1.4,.4;@1.7,7.9,1.7,1.9,0,360;@6.3,2,1.7,1.9,0,360",
      "&6.8,0 1.7,6.3 @3.1,8,1.8,2,215,-35 1.2,4.6 @2.7,2.5,2.7,2.5,130,310 6.6,4.4",
      "'0,10 0,7.2",
      "(@3.2,4.2,3.2,7.2,125,235",
      ")@-1.6,4.2,3.2,7.2,55,-55",
      "*2.4,9.8 2.4,5;.3,8.6 4.5,6.2;4.5,8.6 .3,6.2",
      "+3,6.6 3,1;.2,3.8 5.8,3.8",
      ",1.3,.4 .6,-2",
      "-0,3.8 3.2,3.8",
      ".1,0 1,.3 1.2,.3 1.2,0",
      "/0,-1 3.8,10.6",
      "0@3,5,3,5,0,360",
      "1.6,7.8 3,10 3,0",
      "2@2.9,7.2,2.8,2.8,172,-38 .2,0 5.8,0",
      "3@2.8,7.6,2.5,2.4,150,-90;@2.8,2.6,3,2.6,90,-150",
      "44.5,0 4.5,10 0,3 6,3",
      "55.2,10 1.1,10 .7,5.5 @2.8,3.25,3,3.25,135,-150",
      "64.5,10 @3,3.1,3,3.1,150,510",
      "70,10 6,10 2.1,0",
      "8@3,7.6,2.5,2.4,-90,270;@3,2.6,3,2.6,90,450",
      "91.5,0 @3,6.9,3,3.1,-30,330",
      ":.7,.2 .7,.4;.7,5.6 .7,5.8",
      ";1.3,.4 .6,-2;1.2,5.6 1.2,5.8",
      "<5.4,7 0,3.9 5.4,.8",
      "=.2,5.3 5.8,5.3;.2,2.5 5.8,2.5",
      ">0,7 5.4,3.9 0,.8",
      "?@2.6,7.4,2.5,2.6,165,-60 2.7,4.4 2.6,3;2.6,0 2.6,.2",
      "@@5,4,2,2.3,0,360;7,6.2 7,3.4 @8.1,3.4,1.1,1.5,180,360 @5,4,4.2,5.4,-5,310",
      "A0,0 3.6,10 7.2,0;1.3,3.4 5.9,3.4",
      "B3.4,5.2 0,5.2;0,0 0,10 3.2,10 @3.2,7.6,2.4,2.4,90,-90 3.4,5.2 @3.4,2.6,2.7,2.6,90,-90 0,0",
      "C@4.2,5,4.2,5,48,312",
      "D0,0 0,10 2.4,10 @2.4,5,4.4,5,90,-90 0,0",
      "E5.4,10 0,10 0,0 5.4,0;0,5.2 4.7,5.2",
      "F5.2,10 0,10 0,0;0,5 4.5,5",
      "G@4.2,5,4.2,5,48,320 7.42,4.7 4.6,4.7",
      "H0,0 0,10;6.6,0 6.6,10;0,5.2 6.6,5.2",
      "I0,0 0,10",
      "J3.8,10 3.8,2.4 @1.8,2.4,2,2.4,0,-150",
      "K0,0 0,10;6,10 0,3.9;2.2,6.1 6.3,0",
      "L0,10 0,0 5,0",
      "M0,0 0,10 4,3 8,10 8,0",
      "N0,0 0,10 6.6,0 6.6,10",
      "O@4.4,5,4.4,5,0,360",
      "P0,0 0,10 3.3,10 @3.3,7.3,2.7,2.7,90,-90 0,4.6",
      "Q@4.4,5,4.4,5,0,360;5.4,2.6 8.6,-.8",
      "R0,0 0,10 3.3,10 @3.3,7.3,2.7,2.7,90,-90 0,4.6;3.1,4.6 6.2,0",
      "S@3.1,7.5,2.7,2.5,30,270 @3.1,2.5,3,2.5,90,-150",
      "T0,10 7,10;3.5,10 3.5,0",
      "U0,10 0,3.3 @3.3,3.3,3.3,3.3,180,360 6.6,10",
      "V0,10 3.5,0 7,10",
      "W0,10 2.6,0 5.2,9 7.8,0 10.4,10",
      "X0,10 6.4,0;6.4,10 0,0",
      "Y0,10 3.4,4.6 6.8,10;3.4,4.6 3.4,0",
      "Z.2,10 6,10 0,0 6.2,0",
      "[2,11 0,11 0,-2.4 2,-2.4",
      "\\0,10.6 3.8,-1",
      "]0,11 2,11 2,-2.4 0,-2.4",
      "^0,6 2.4,10 4.8,6",
      "_0,-1.4 5.6,-1.4",
      "`0,10 1.4,8.2",
      "a@2.8,3.5,2.8,3.5,0,360;5.6,7 5.6,0",
      "b0,10 0,0;@2.8,3.5,2.8,3.5,0,360",
      "c@2.9,3.5,2.9,3.5,50,310",
      "d5.6,10 5.6,0;@2.8,3.5,2.8,3.5,0,360",
      "e.05,3.6 5.6,3.6 @2.8,3.5,2.8,3.5,0,312",
      "f3.7,9.9 @3.1,8.1,1.8,1.9,80,180 1.3,0;0,7 3.5,7",
      "g@2.8,3.5,2.8,3.5,0,360;5.6,7 5.6,-.4 @2.8,-.4,2.8,2.7,0,-145",
      "h0,10 0,0;0,4.4 @2.6,4.4,2.6,2.6,180,0 5.2,0",
      "i0,7 0,0;0,9.6 0,9.75",
      "j1.4,7 1.4,-1.3 @-.2,-1.3,1.6,1.7,0,-80;1.4,9.6 1.4,9.75",
      "k0,10 0,0;4.6,7 0,2.6;1.7,4.2 4.9,0",
      "l0,10 0,1.6 @1.5,1.6,1.5,1.6,180,275",
      "m0,7 0,0;0,4.9 @2.1,4.9,2.1,2.1,180,0 4.2,0;4.2,4.9 @6.3,4.9,2.1,2.1,180,0 8.4,0",
      "n0,7 0,0;0,4.4 @2.6,4.4,2.6,2.6,180,0 5.2,0",
      "o@2.9,3.5,2.9,3.5,0,360",
      "p0,7 0,-3;@2.8,3.5,2.8,3.5,0,360",
      "q5.6,7 5.6,-3;@2.8,3.5,2.8,3.5,0,360",
      "r0,7 0,0;0,4.4 @2.4,4.4,2.4,2.6,180,65",
      "s@2.3,5.25,1.95,1.75,30,270 @2.3,1.75,2.2,1.75,90,-150",
      "t1.3,9.2 1.3,1.8 @2.9,1.8,1.6,1.8,180,285;0,7 3.3,7",
      "u0,7 0,2.6 @2.6,2.6,2.6,2.6,180,360;5.2,7 5.2,0",
      "v0,7 2.6,0 5.2,7",
      "w0,7 2,0 4,6.4 6,0 8,7",
      "x0,7 4.8,0;4.8,7 0,0",
      "y0,7 2.7,.2;5.3,7 1.5,-3",
      "z.1,7 4.8,7 0,0 4.9,0",
      "{2.6,11 @2.6,9.6,1.4,1.4,90,180 1.2,6 0,4.3 1.2,2.6 @2.6,-1,1.4,1.4,180,270",
      "|0,11 0,-2.4",
      "}0,11 @0,9.6,1.4,1.4,90,0 1.4,6 2.6,4.3 1.4,2.6 @0,-1,1.4,1.4,0,-90",
      "~0,3.2 @1.5,3.4,1.5,1.5,180,45 @4.1,4.3,1.5,1.5,-135,0"};

  /** What is not printable ASCII: an empty box. */
  private static final Glyph UNKNOWN = parse("0,0 0,10 5,10 5,0 0,0");
  private static final Map<Character, Glyph> ALPHABET = new HashMap<>();

  static {
    ALPHABET.put(' ', new Glyph(SPACE_WIDTH, List.of()));
    for (String glyph : GLYPHS) {
      ALPHABET.put(glyph.charAt(0), parse(glyph.substring(1)));
    }
  }

  /** A character: how wide its strokes are, and their segments {@code x0, y0, x1, y1}. */
  record Glyph(double width, List<double[]> segments) {}

  private StrokeFont() {}

  static Glyph glyph(char character) {
    return ALPHABET.getOrDefault(character, UNKNOWN);
  }

  /** Distance in units from the beginning of a character to that of the next. */
  static double advance(char character) {
    return glyph(character).width() + SPACE_BETWEEN;
  }

  private static Glyph parse(String strokes) {
    List<double[]> segments = new ArrayList<>();
    double width = 0;
    for (String stroke : strokes.split(";")) {
      List<double[]> points = new ArrayList<>();
      for (String part : stroke.split(" ")) {
        if (part.startsWith("@")) {
          addArc(points, numbers(part.substring(1)));
        } else {
          points.add(numbers(part));
        }
      }
      for (int i = 0; i + 1 < points.size(); i++) {
        double[] from = points.get(i);
        double[] to = points.get(i + 1);
        segments.add(new double[] {from[0], from[1], to[0], to[1]});
        width = Math.max(width, Math.max(from[0], to[0]));
      }
    }
    return new Glyph(width, List.copyOf(segments));
  }

  private static void addArc(List<double[]> points, double[] arc) {
    int steps = (int) Math.ceil(Math.abs(arc[5] - arc[4]) / DEGREES_PER_SEGMENT);
    for (int i = 0; i <= steps; i++) {
      double angle = Math.toRadians(arc[4] + (arc[5] - arc[4]) * i / steps);
      points.add(new double[] {arc[0] + arc[2] * StrictMath.cos(angle), arc[1] + arc[3] * StrictMath.sin(angle)});
    }
  }

  private static double[] numbers(String list) {
    String[] parts = list.split(",");
    double[] numbers = new double[parts.length];
    for (int i = 0; i < parts.length; i++) {
      numbers[i] = Double.parseDouble(parts[i]);
    }
    return numbers;
  }
}
