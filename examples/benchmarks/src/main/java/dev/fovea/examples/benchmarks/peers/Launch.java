package dev.fovea.examples.benchmarks.peers;

import java.nio.file.Path;
import java.util.List;

/** How a Java machine is started: with classes from the class path, or from an archive that an earlier run left. */
enum Launch {
  /** As always. */
  PLAIN(17, "", ""),
  /** Class data sharing: loaded and linked classes. */
  CDS(17, "-XX:ArchiveClassesAtExit=", "-XX:SharedArchiveFile="),
  /** An ahead-of-time cache: linked classes, and profiles that the JIT begins with (JEP 483, 514 and 515). */
  AOT(25, "-XX:AOTCacheOutput=", "-XX:AOTCache=");

  private final int since;
  private final String recording;
  private final String using;

  Launch(int since, String recording, String using) {
    this.since = since;
    this.recording = recording;
    this.using = using;
  }

  /** The launch of a name, if this Java has it. */
  static Launch of(String name) {
    for (Launch launch : values()) {
      if (launch.label().equals(name) && launch.isThere()) {
        return launch;
      }
    }
    throw new IllegalArgumentException("this Java has no launch that is called " + name);
  }

  /** Whether the Java machine that runs this has it. */
  boolean isThere() {
    return Runtime.version().feature() >= since;
  }

  /** Options of the run that leaves the archive. */
  List<String> recording(Path archive) {
    return this == PLAIN ? List.of() : List.of(recording + archive);
  }

  /** Options of a run that begins with it. */
  List<String> using(Path archive) {
    return this == PLAIN ? List.of() : List.of(using + archive);
  }

  String label() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
