package dev.fovea.processor.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A page as an XML parser reads it. */
public final class Read {
  private final Document document;

  /** Reads a page, which must be well-formed, need nothing from elsewhere, and have an anchor for each of its links. */
  public Read(String page) {
    try {
      document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(page)));
    } catch (SAXException | IOException | ParserConfigurationException e) {
      throw new AssertionError(page, e);
    }
    assertEquals(List.of(), Pattern.compile("https?:|//|src=|@import|url\\((?!#)", Pattern.CASE_INSENSITIVE)
        .matcher(page.replace("<!DOCTYPE html>", "")).results().map(found -> around(page, found.start())).toList());
    Set<String> ids = new HashSet<>();
    all("*").stream().filter(element -> element.hasAttribute("id"))
        .forEach(element -> assertTrue(ids.add(element.getAttribute("id")), () -> "twice: " + element.getAttribute("id")));
    for (Element link : all("a")) {
      assertTrue(ids.contains(link.getAttribute("href").substring(1)), link::getTextContent);
    }
    assertEquals(1, all("script").size());
  }

  private static String around(String page, int at) {
    return page.substring(Math.max(0, at - 40), Math.min(page.length(), at + 40));
  }

  /** All elements of a tag. */
  public List<Element> all(String tag) {
    return all(document.getDocumentElement(), tag);
  }

  /** All elements of a tag within another. */
  public static List<Element> all(Element within, String tag) {
    NodeList nodes = within.getElementsByTagName(tag);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  /** The element of an anchor. */
  public Element get(String id) {
    return all("*").stream().filter(element -> element.getAttribute("id").equals(id)).findFirst()
        .orElseThrow(() -> new AssertionError("no " + id));
  }

  /** Whether a section is there. */
  public boolean has(String id) {
    return all("*").stream().anyMatch(element -> element.getAttribute("id").equals(id));
  }

  /** Elements that have all of some classes. */
  public static List<Element> of(Element within, String tag, String... classes) {
    return all(within, tag).stream()
        .filter(element -> Arrays.asList(element.getAttribute("class").split(" ")).containsAll(List.of(classes))).toList();
  }

  /** The cells of each row of a section's last table. */
  public List<List<String>> rows(String section) {
    List<Element> bodies = all(get(section), "tbody");
    return all(bodies.get(bodies.size() - 1), "tr").stream()
        .map(row -> all(row, "td").stream().map(Element::getTextContent).toList()).toList();
  }

  /** The corners of a rectangle. */
  public static double[] box(Element rect) {
    double x = number(rect, "x");
    double y = number(rect, "y");
    return new double[] {x, y, x + number(rect, "width"), y + number(rect, "height")};
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  private static final Pattern POINT = Pattern.compile("(-?[0-9.]+) (-?[0-9.]+)");

  /** The points of a line, corners included. */
  public static List<double[]> points(Element path) {
    List<double[]> points = new ArrayList<>();
    Matcher matcher = POINT.matcher(path.getAttribute("d"));
    while (matcher.find()) {
      points.add(new double[] {Double.parseDouble(matcher.group(1)), Double.parseDouble(matcher.group(2))});
    }
    return points;
  }
}
