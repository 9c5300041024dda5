package dev.fovea.processor.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.fovea.processor.fuzz.SourceFile.Network;
import dev.fovea.processor.network.TestNetwork;
import dev.fovea.processor.network.TestNetwork.Attempt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/**
 * Thousands of random networks, legal and broken: the processor never throws and never hangs, it accepts what a judge that lays windows
 * one by one accepts and gives it the same shapes, and it rejects the others, each with an error on a line of its own; what it accepts
 * compiles without a warning and runs.
 */
class FuzzTest {
  private static final long SEED = Long.getLong("fovea.fuzz.seed", 20250301);
  private static final int NETWORKS = Integer.getInteger("fovea.fuzz.networks", 3000);
  private static final int AT_A_TIME = 80;
  private static final int RUN_ONE_OF = 16;
  private static final int MOST_FAILURES = Integer.getInteger("fovea.fuzz.failures", 5);
  private static final Duration LONGEST = Duration.ofMinutes(4);
  private static final String[] ALL_SAID = {"-Xmaxerrs", "100000", "-Xmaxwarns", "100000"};

  /** A file, with the verdicts on its networks. */
  private record Case(long seed, SourceFile file, Map<Network, Verdict> verdicts) {
    static Case of(long seed) {
      SourceFile file = DrawnNetworks.draw(seed);
      Map<Network, Verdict> verdicts = new LinkedHashMap<>();
      if (!file.compilerSays()) {
        file.networks().forEach(network -> verdicts.put(network, Judge.of(file, network)));
      }
      return new Case(seed, file, verdicts);
    }

    boolean is(Predicate<Verdict> what) {
      return verdicts.values().stream().allMatch(what);
    }

    boolean runs() {
      return is(verdict -> verdict.legal() && !verdict.large() && verdict.work() < 2e6);
    }
  }

  private final Map<String, Integer> outcomes = new LinkedHashMap<>();
  private final List<String> failures = new ArrayList<>();

  /** Goes on after a failure: the others tell whether it stands alone. */
  private void tell(Runnable check) {
    try {
      check.run();
    } catch (AssertionError failure) {
      failures.add(failure.getMessage());
    }
  }

  @Test
  void theProcessorAgreesWithABruteForceJudgeOnThousandsOfNetworks() {
    System.out.println("fuzz: seed " + SEED + ", " + NETWORKS + " networks (-Dfovea.fuzz.seed=..., -Dfovea.fuzz.networks=...)");
    List<Case> together = new ArrayList<>();
    List<Case> running = new ArrayList<>();
    for (Case each : LongStream.range(0, NETWORKS).mapToObj(i -> Case.of(SEED + i)).toList()) {
      if (each.file().compilerSays()) {
        tell(() -> checkRefused(each));
      } else if (each.runs() && (NETWORKS < RUN_ONE_OF || each.seed() % RUN_ONE_OF == 0)) {
        running.add(each);
      } else {
        together.add(each);
      }
    }
    parts(together).forEach(part -> check(part, compile(part, false)));
    for (List<Case> part : parts(running)) {
      Attempt attempt = compile(part, true);
      check(part, attempt);
      if (attempt.success()) {
        part.forEach(each -> tell(() -> checkRuns(each, attempt)));
      }
    }
    System.out.println("fuzz: " + outcomes);
    assertTrue(failures.isEmpty(), () -> failures.size() + " networks failed, of which\n"
        + failures.stream().limit(MOST_FAILURES).collect(Collectors.joining("\n\n")));
    if (NETWORKS >= 1000) {
      int legal = outcomes.get("legal");
      assertTrue(legal > NETWORKS / 3 && legal < 2 * NETWORKS / 3, outcomes::toString);
      assertTrue(outcomes.get("broken") > NETWORKS / 5 && outcomes.get("ran") > NETWORKS / 50
          && outcomes.get("refused by Java") > NETWORKS / 50,
          outcomes::toString);
      assertTrue(outcomes.getOrDefault("undecided", 0) < NETWORKS / 50, outcomes::toString);
    }
  }

  @Test
  void whatIsGeneratedDoesNotDependOnTheOrderOfFiles() {
    List<Case> cases = LongStream.range(0, Math.min(NETWORKS, AT_A_TIME)).mapToObj(i -> Case.of(SEED + i))
        .filter(each -> !each.file().compilerSays())
        .collect(Collectors.toCollection(ArrayList::new));
    Map<String, String> first = compile(cases, false).generated();
    Collections.reverse(cases);
    assertEquals(first, compile(cases, false).generated(), "seed " + SEED);
    assertTrue(!first.isEmpty());
  }

  private static List<List<Case>> parts(List<Case> cases) {
    List<List<Case>> parts = new ArrayList<>();
    for (int from = 0; from < cases.size(); from += AT_A_TIME) {
      parts.add(cases.subList(from, Math.min(cases.size(), from + AT_A_TIME)));
    }
    return parts;
  }

  private static Attempt compile(List<Case> cases, boolean wholly) {
    Map<String, String> sources = new LinkedHashMap<>();
    cases.forEach(each -> sources.putAll(each.file().sources()));
    String seeds = "one of the seeds " + cases.stream().map(each -> "" + each.seed()).collect(Collectors.joining(" "));
    return assertTimeoutPreemptively(LONGEST, () -> {
      try {
        return wholly ? TestNetwork.attempt(sources, ALL_SAID) : TestNetwork.process(sources, ALL_SAID);
      } catch (RuntimeException | Error e) {
        return fail(seeds, e);
      }
    }, seeds);
  }

  private void count(String outcome) {
    outcomes.merge(outcome, 1, Integer::sum);
  }

  private static void require(boolean holds, Case of, List<? extends Diagnostic<?>> said, String otherwise) {
    if (!holds) {
      String verdicts = of.verdicts().entrySet().stream().map(entry -> entry.getKey().name() + ": "
          + (entry.getValue().legal() ? "legal" : entry.getValue().reason())).collect(Collectors.joining("; "));
      fail(otherwise + "\njudge: " + verdicts + "\nrerun: -Dtest=FuzzTest -Dfovea.fuzz.seed=" + of.seed() + " -Dfovea.fuzz.networks=1\n"
          + said.stream().map(Diagnostic::toString).collect(Collectors.joining("\n")) + "\n" + of.file());
    }
  }

  private static List<Diagnostic<? extends JavaFileObject>> said(Case of, Attempt attempt) {
    Set<String> files = new HashSet<>();
    of.file().blocks().forEach(block -> files.add("/" + SourceFile.PACKAGE + "/" + block.name() + ".java"));
    for (Network network : of.file().networks()) {
      for (String suffix : List.of("", "Layers", "Parameters", "Forward", "Backward", "Deconvnet", "Eager")) {
        files.add("/" + SourceFile.PACKAGE + "/" + network.name() + suffix + ".java");
      }
    }
    return attempt.diagnostics().stream().filter(each -> each.getSource() != null && files.contains(each.getSource().getName())).toList();
  }

  private void checkRefused(Case of) {
    Attempt attempt = compile(List.of(of), false);
    count("refused by Java");
    require(!attempt.success(), of, attempt.diagnostics(), "what no Java compiler takes was accepted");
    checkNoFault(of, attempt.diagnostics());
  }

  private static void checkNoFault(Case of, List<? extends Diagnostic<?>> said) {
    for (Diagnostic<?> each : said) {
      String text = each.getMessage(Locale.ROOT);
      require(!text.contains("fovea:internal") && !text.contains("\tat ") && !text.contains("Exception"), of, said, "the processor failed");
      require(!text.startsWith("[fovea:") || text.chars().allMatch(c -> c == '\n' || c >= ' ' && c < 127), of, said,
          "a message that is not ASCII");
    }
  }

  private void check(List<Case> cases, Attempt attempt) {
    List<? extends Diagnostic<?>> nowhere = attempt.diagnostics().stream().filter(each -> each.getSource() == null).toList();
    assertTrue(nowhere.isEmpty(), nowhere::toString);
    Map<String, String> generated = attempt.generated();
    cases.forEach(each -> tell(() -> check(each, said(each, attempt), generated)));
  }

  private void check(Case of, List<Diagnostic<? extends JavaFileObject>> said, Map<String, String> generated) {
    checkNoFault(of, said);
    List<? extends Diagnostic<?>> errors = said.stream().filter(each -> each.getKind() == Diagnostic.Kind.ERROR).toList();
    require(said.stream().allMatch(each -> errors.contains(each) || each.getMessage(Locale.ROOT).startsWith("[fovea:")), of, said,
        "a warning");
    boolean tooLarge = errors.stream().allMatch(each -> each.getMessage(Locale.ROOT).startsWith("[fovea:too-large]"));
    boolean decided = of.is(verdict -> !verdict.legal() || !verdict.undecided());
    if (!of.is(Verdict::legal)) {
      count("broken");
      require(errors.stream().anyMatch(each -> each.getLineNumber() > 0), of, said, "accepted, though the judge rejects");
    } else if (!decided || of.verdicts().values().stream().anyMatch(Verdict::large)) {
      count(decided ? "large" : "undecided");
      require(!decided || tooLarge, of, said, "rejected, though the judge accepts");
    } else {
      count("legal");
      require(errors.isEmpty(), of, said, "rejected, though the judge accepts");
    }
    of.verdicts().forEach((network, verdict) -> {
      String layers = generated.get(SourceFile.PACKAGE + "." + network.name() + "Layers");
      boolean accepted = layers != null && !layers.contains(" was compiled with errors");
      require(!verdict.legal() || accepted || verdict.large() || verdict.undecided(), of, said, network.name() + " is a stub");
      if (accepted && verdict.legal()) {
        require(verdict.shapes().equals(CataloguedShapes.read(layers)), of, said, network.name() + ": " + verdict.shapes()
            + " by the judge, "
            + CataloguedShapes.read(layers) + " in the catalogue");
      }
    });
  }

  private void checkRuns(Case of, Attempt attempt) {
    count("ran");
    for (Map.Entry<Network, Verdict> each : of.verdicts().entrySet()) {
      try {
        new RunningNetwork(of.file(), each.getKey(), each.getValue(), attempt, of.seed()).check();
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError(e + "\nrerun: -Dtest=FuzzTest -Dfovea.fuzz.seed=" + of.seed() + " -Dfovea.fuzz.networks=1\n" + of.file(),
            e);
      }
    }
  }
}
