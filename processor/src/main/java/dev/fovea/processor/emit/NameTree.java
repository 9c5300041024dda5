package dev.fovea.processor.emit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The layers of a network by the parts of their dotted names, as views nest. All repetitions of a block share one branch, whose leaves
 * hold the layers of each.
 */
final class NameTree {
  /**
   * What stands under one name.
   *
   * @param path the names that lead here, as a key
   * @param repeated whether repetitions are numbered
   * @param layers the full names of all layers that it stands for, of every repetition
   * @param children for a block, what it contains; null for a leaf
   */
  record Entry(String name, String path, boolean repeated, List<String> layers, NameTree children) {
    boolean isLeaf() {
      return children == null;
    }

    /** The full name of what it stands for, of the first where there are repetitions, as in {@code conv2[0].reduce}. */
    String group() {
      return group(layers.get(0));
    }

    /** The part of a layer's full name that stands for this. */
    String group(String layer) {
      int depth = path.split("\\.").length;
      return Arrays.stream(layer.split("\\.")).limit(depth).collect(Collectors.joining("."));
    }
  }

  private final List<Entry> entries;

  private NameTree(List<Entry> entries) {
    this.entries = entries;
  }

  /** The tree of some layers, by their full names. */
  static NameTree of(List<String> names) {
    Map<String, String> rest = new LinkedHashMap<>();
    names.forEach(name -> rest.put(name, name));
    return of(rest, "");
  }

  /**
   * @param rest full names, each with what of it is still to be read
   */
  private static NameTree of(Map<String, String> rest, String path) {
    Map<String, Map<String, String>> groups = new LinkedHashMap<>();
    Map<String, Boolean> repeated = new LinkedHashMap<>();
    rest.forEach((full, tail) -> {
      int dot = tail.indexOf('.');
      String first = dot < 0 ? tail : tail.substring(0, dot);
      int bracket = first.indexOf('[');
      String name = bracket < 0 ? first : first.substring(0, bracket);
      groups.computeIfAbsent(name, none -> new LinkedHashMap<>()).put(full, dot < 0 ? null : tail.substring(dot + 1));
      repeated.merge(name, bracket >= 0, Boolean::logicalOr);
    });
    List<Entry> entries = new ArrayList<>();
    groups.forEach((name, group) -> {
      boolean leaf = group.values().stream().allMatch(java.util.Objects::isNull);
      String own = path.isEmpty() ? name : path + "." + name;
      entries.add(new Entry(name, own, repeated.get(name), List.copyOf(group.keySet()), leaf ? null : of(group, own)));
    });
    return new NameTree(entries);
  }

  /** What stands at this level and below, by path. */
  Map<String, Entry> all() {
    Map<String, Entry> all = new HashMap<>();
    for (Entry entry : entries) {
      all.put(entry.path(), entry);
      if (!entry.isLeaf()) {
        all.putAll(entry.children().all());
      }
    }
    return all;
  }

  /** What stands at this level. */
  List<Entry> entries() {
    return entries;
  }
}
