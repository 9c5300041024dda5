package dev.fovea.processor;

import dev.fovea.processor.MessagePages.Example;
import dev.fovea.processor.MessagePages.Section;
import dev.fovea.processor.problem.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The pages of the messages, one for each code. */
final class Catalogue {
  static final Path FOLDER = Path.of("messages");
  static final Path INDEX = FOLDER.resolve("README.md");
  private static final Set<String> OTHER_PAGES = Set.of("README.md", "real-errors.md");
  private static final Pattern SUMMARY = Pattern.compile("\\*\\*(?<kind>Error|Warning)\\.\\*\\* (?<sentence>.+\\.)");
  private static final Pattern LISTED = Pattern.compile("\\| `(?<message>[^`]+)` \\|.*\\|");

  private Catalogue() {}

  /**
   * The page of a code.
   *
   * @param kind {@code error} or {@code warning}
   * @param sentence what the code says, in one
   * @param listed every first line that the code's messages have, with dots for names and numbers
   */
  record Page(Code code, String kind, String sentence, List<String> listed, List<Section> sections) {
    /** The networks on the page, with what is said of them. */
    List<Example> examples() {
      return sections.stream().flatMap(section -> section.examples().stream()).toList();
    }

    /** Whether the page lists what the first line of a message says. */
    boolean lists(String headline) {
      return listed.stream().anyMatch(each -> Pattern.matches(regex(each), headline));
    }

    @Override
    public String toString() {
      return code.id();
    }
  }

  /** The files of pages, without those that are no code's. */
  static Set<String> files() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.map(file -> file.getFileName().toString()).filter(name -> !OTHER_PAGES.contains(name))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String file(Code code) {
    return code.id().substring("fovea:".length()) + ".md";
  }

  /** The pages that there are, in the order of the codes. */
  static List<Page> pages() {
    Set<String> files = files();
    return Arrays.stream(Code.values()).filter(code -> files.contains(file(code))).map(Catalogue::page).toList();
  }

  private static Page page(Code code) {
    List<Section> sections = MessagePages.read(FOLDER.resolve(file(code)));
    Matcher summary = SUMMARY.matcher(sections.get(0).prose().get(1));
    if (!summary.matches()) {
      throw new IllegalStateException(file(code) + " begins with " + sections.get(0).prose().get(1));
    }
    List<String> listed = sections.get(sections.size() - 1).prose().stream().map(LISTED::matcher).filter(Matcher::matches)
        .map(row -> row.group("message")).toList();
    return new Page(code, summary.group("kind").toLowerCase(java.util.Locale.ROOT), summary.group("sentence"), listed, sections);
  }

  /** Matches what is listed, with something for each three dots. */
  static String regex(String listed) {
    return Arrays.stream(listed.split("\\.\\.\\.", -1)).map(Pattern::quote).collect(Collectors.joining("[^\\n]+?"));
  }

  /** The first line of a message, without its code. */
  static String headline(String message) {
    return message.lines().findFirst().orElse("").replaceFirst("^\\[fovea:[\\w-]+] ", "");
  }
}
