package dev.fovea.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads pages of the documentation that show networks, and after each what is said of it. */
final class MessagePages {
  private static final String FENCE = "```";

  private MessagePages() {}

  /**
   * What stands under one heading, up to the next of any level.
   *
   * @param heading without its number signs
   * @param prose the lines that are in no block
   * @param quotes the blocks that are neither Java nor what Fovea says
   */
  record Section(String heading, List<String> prose, List<String> quotes, List<Example> examples) {}

  /**
   * A Java block and what is said of it.
   *
   * @param heading of its section
   * @param messages the text of the next block if it begins with a code, as in {@code [fovea:kernel]}; else empty
   */
  record Example(String heading, String java, String messages) {
    @Override
    public String toString() {
      return heading;
    }
  }

  /** The sections of a page, in their order. */
  static List<Section> read(Path page) {
    List<Section> sections = new ArrayList<>();
    Section section = section("");
    for (List<String> lines = lines(page); !lines.isEmpty();) {
      String line = lines.get(0);
      int end = 1;
      if (line.startsWith(FENCE)) {
        end = lines.subList(1, lines.size()).indexOf(FENCE) + 1;
        add(section, line.substring(FENCE.length()), String.join("\n", lines.subList(1, end)));
        end++;
      } else if (line.startsWith("#")) {
        section = section(line.replaceFirst("^#+ *", ""));
        sections.add(section);
      } else {
        section.prose().add(line);
      }
      lines = lines.subList(end, lines.size());
    }
    return sections;
  }

  private static void add(Section section, String language, String block) {
    List<Example> examples = section.examples();
    Example last = examples.isEmpty() ? null : examples.get(examples.size() - 1);
    if (language.equals("java")) {
      examples.add(new Example(section.heading(), block, ""));
    } else if (block.startsWith("[fovea:") && last != null && last.messages().isEmpty()) {
      examples.set(examples.size() - 1, new Example(last.heading(), last.java(), block));
    } else {
      section.quotes().add(block);
    }
  }

  private static Section section(String heading) {
    return new Section(heading, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  }

  private static List<String> lines(Path page) {
    try {
      return Files.readAllLines(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
