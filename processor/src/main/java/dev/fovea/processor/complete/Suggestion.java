package dev.fovea.processor.complete;

import java.util.List;

/**
 * Something that may be written.
 *
 * @param value as it is written
 * @param message what comes of it
 */
public record Suggestion(String value, String message) {
  /** Those that go on from what was written so far; constants also from their simple names. */
  static List<Suggestion> goingOn(String text, List<Suggestion> all) {
    String start = text == null ? "" : text.strip();
    return all.stream().filter(each -> each.value().startsWith(start)
        || each.value().substring(each.value().lastIndexOf('.') + 1).startsWith(start)).toList();
  }
}
