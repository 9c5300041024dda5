package dev.fovea.processor.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The language of {@code @With} computes as Java does, and says where it cannot. */
class WithParserTest {
  private static final Map<String, Long> MEMBERS = Map.of("width", 64L, "stride", 2L, "k", 0L, "big", (long) Integer.MAX_VALUE);

  private static WithParser.Assignment only(String text) {
    List<WithParser.Assignment> assignments = WithParser.parse(text);
    assertEquals(1, assignments.size());
    return assignments.get(0);
  }

  private static long value(String expression) {
    return only("filters = " + expression).values().get(0).value(MEMBERS);
  }

  /** What goes wrong, with a caret below the text. */
  private static String fault(String text) {
    Expression.Fault fault = assertThrows(Expression.Fault.class, () -> WithParser.parse(text).get(0).values().get(0).value(MEMBERS));
    return fault.getMessage() + "\n" + text + "\n" + " ".repeat(fault.position()) + "^";
  }

  @ParameterizedTest
  @CsvSource({"2 + 3 * 4, 14", "(2 + 3) * 4, 20", "20 - 5 - 3, 12", "64 / 4 / 2, 8", "7 - 2 * 3 + 1, 2", "100 % 7 * 2, 4",
      "width / stride + 1, 33", "4*width, 256", "(((width))), 64", "width-stride, 62"})
  void productsBindTighterThanSumsAndEqualsGroupFromTheLeft(String expression, long expected) {
    assertEquals(expected, value(expression));
  }

  @ParameterizedTest
  @CsvSource({"-5, -5", "--5, 5", "3 - -2, 5", "-2 * 3, -6", "2 * -3, -6", "-7 % 3, -1", "-(2 + 3), -5", "-width, -64"})
  void minusBeforeAFactorBindsTightest(String expression, long expected) {
    assertEquals(expected, value(expression));
  }

  @ParameterizedTest
  @CsvSource({"7 / 2, 3", "-7 / 2, -3", "7 / -2, -3", "-7 / -2, 3", "7 % 3, 1", "-7 % 3, -1", "7 % -3, 1", "-7 % -3, -1", "0 / 5, 0"})
  void divisionRoundsTowardsZeroAndTheRemainderHasTheSignOfTheDividend(String expression, long expected) {
    assertEquals(expected, value(expression));
  }

  @Test
  void theSmallerAndTheLargerOfTwoMayNestAndMayBeMembersToo() {
    assertEquals(2, value("min(width, stride)"));
    assertEquals(64, value("max(width, stride)"));
    assertEquals(33, value("min (max(1, width / 2), 100) + max(0, 1)"));
    assertEquals(9, only("min = min + max").values().get(0).value(Map.of("min", 4L, "max", 5L)));
  }

  @Test
  void assignmentsAreSeparatedByCommasAndMayBeQualifiedAndListed() {
    List<WithParser.Assignment> assignments = WithParser.parse(" filters = width ,conv . kernel={ 1 , k+2 },stride=stride ");
    assertEquals(List.of("filters", "kernel", "stride"), assignments.stream().map(WithParser.Assignment::member).toList());
    assertEquals("conv", assignments.get(1).operation());
    assertEquals(List.of(1L, 2L), assignments.get(1).values().stream().map(value -> value.value(MEMBERS)).toList());
    assertEquals(List.of(false, true, false), assignments.stream().map(WithParser.Assignment::list).toList());
    assertEquals(Set.of("k"), assignments.get(1).values().get(1).members());
  }

  @Test
  void placesAreThoseOfTheFirstCharacterAfterBlanks() {
    WithParser.Assignment assignment = WithParser.parse("a = 1,  conv .  kernel = {  1 ,  k }").get(1);
    assertEquals(List.of(8, 16), List.of(assignment.operationPosition(), assignment.position()));
    assertEquals(List.of(28, 33), assignment.positions());
    Expression.Fault fault = assertThrows(Expression.Fault.class, () -> value("1 +  missing"));
    assertEquals("missing", fault.unknown());
    assertEquals("filters = 1 +  ".length(), fault.position());
  }

  @Test
  void aThousandOperatorsAreRead() {
    assertEquals(1001, value("1" + " + 1".repeat(1000)));
    assertEquals("more than 1000 operators", assertThrows(Expression.Fault.class, () -> value("1" + " + 1".repeat(1001))).getMessage());
  }

  @Test
  void blanksAndLineBreaksMeanNothing() {
    assertEquals(130, value("\n\t2\r\n*\n( width\n+ 1 )\n"));
  }

  @Test
  void namesAreThoseOfJava() {
    assertEquals(7, only("größe$_1 = Länge\u4e2d + \ud835\udc65").values().get(0).value(Map.of("Länge\u4e2d", 3L, "\ud835\udc65", 4L)));
  }

  @Test
  void everyIntermediateResultFitsInto64Bits() {
    assertEquals(4611686014132420609L, value("big * big"));
    assertEquals(Long.MAX_VALUE, value("9223372036854775807"));
    assertEquals(Long.MIN_VALUE, value("-9223372036854775807 - 1"));
    assertEquals("""
        the result of 4611686014132420609 * 2147483647 is too large
        filters = 1 + big * big * big
                                ^""", fault("filters = 1 + big * big * big"));
    assertEquals("""
        the result of 9223372036854775807 + 1 is too large
        f = 9223372036854775807 + 1
                                ^""", fault("f = 9223372036854775807 + 1"));
    assertEquals("""
        the result of -9223372036854775808 / -1 is too large
        f = (-9223372036854775807 - 1) / -1
                                       ^""", fault("f = (-9223372036854775807 - 1) / -1"));
    assertEquals("""
        the number is too large
        f = 3 + 9223372036854775808
                ^""", fault("f = 3 + 9223372036854775808"));
  }

  @Test
  void aDivisionByZeroPointsAtItsOperator() {
    assertEquals("""
        division by zero
        filters = width / (stride - 2)
                        ^""", fault("filters = width / (stride - 2)"));
    assertEquals("""
        division by zero
        filters = 1 + width % k
                            ^""", fault("filters = 1 + width % k"));
  }

  @Test
  void whatHasAPartInAMistakeIsKnown() {
    Expression division = only("filters = width / (k - stride + 2)").values().get(0);
    Expression.Fault fault = assertThrows(Expression.Fault.class, () -> division.value(MEMBERS));
    assertEquals(Set.of("k", "stride"), fault.members());
  }

  @Test
  void anUnknownMemberPointsAtItsName() {
    assertEquals("""
        unknown member widht
        filters = 2 * (widht + 1)
                       ^""", fault("filters = 2 * (widht + 1)"));
  }

  @Test
  void whatIsNoAssignmentPointsAtItsFirstWrongCharacter() {
    assertEquals("expected a member, as in filters = width, but found the end\n\n^", fault(""));
    assertEquals("expected '=', but found the end\nfilters\n       ^", fault("filters"));
    assertEquals("expected '=', but found '+'\nfilters += 2\n        ^", fault("filters += 2"));
    assertEquals("expected a member of conv, but found '='\nconv. = 3\n      ^", fault("conv. = 3"));
    assertEquals("expected ')', but found the end\nf = (1\n      ^", fault("f = (1"));
    assertEquals("expected an operator, a comma or the end, but found ')'\nf = 1)\n     ^", fault("f = 1)"));
    assertEquals("expected an operator, a comma or the end, but found '3'\nf = 2 3\n      ^", fault("f = 2 3"));
    assertEquals("expected '}', but found the end\nf = {1, 2\n         ^", fault("f = {1, 2"));
    assertEquals("expected ',', but found ')'\nf = min(1)\n         ^", fault("f = min(1)"));
    assertEquals("there is no function pow; there are min(a, b) and max(a, b)\nf = pow(2, 3)\n    ^", fault("f = pow(2, 3)"));
    for (String lacking : List.of("f = ", "f = 1 +", "f = ,", "f = {}", "f = {1,}", "f = 2 * * 3", "f = .5", "f = \"x\"", "f = \u0663")) {
      assertEquals("expected a number, a member, min(a, b), max(a, b) or a parenthesis", fault(lacking).split(", but")[0], lacking);
    }
    assertEquals("expected a member, as in filters = width, but found the end\nf = 1,\n      ^", fault("f = 1,"));
  }

  @Test
  void textsThatNoOneMeansAreRefusedWithoutHarm() {
    String deep = "f = " + "(".repeat(30_000) + "1" + ")".repeat(30_000);
    assertEquals("nested more than 100 deep", fault(deep).split("\n")[0]);
    assertEquals("nested more than 100 deep", fault("f = " + "-".repeat(60_000) + "1").split("\n")[0]);
    assertEquals("nested more than 100 deep", fault("f = " + "min(".repeat(10_000)).split("\n")[0]);
    assertEquals("more than 1000 operators", fault("f = 1" + " + 1".repeat(16_000)).split("\n")[0]);
    assertEquals("the number is too large", fault("f = " + "9".repeat(60_000)).split("\n")[0]);
    assertEquals(901, value("1" + " + 1".repeat(900)));
    assertEquals(1, value("(".repeat(99) + "1" + ")".repeat(99)));
  }
}
