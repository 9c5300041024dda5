package dev.fovea.processor.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Random texts of {@code @With} give what Dijkstra's shunting yard gives in numbers of any length, or fail where those are too long. */
class RandomExpressionsTest {
  private static final Map<String, Long> MEMBERS = Map.of("width", 64L, "stride", 2L, "zero", 0L, "minus", -3L, "big", 2147483647L);
  private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

  @Test
  void randomExpressionsAgreeWithAShuntingYardInNumbersOfAnyLength() {
    Random random = new Random(20240817);
    Map<String, Integer> outcomes = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      String text = expression(random, 1 + random.nextInt(5));
      String expected = Yard.value(text);
      assertEquals(expected, actual(text), text);
      outcomes.merge(expected.matches("-?\\d+") ? "value" : expected, 1, Integer::sum);
    }
    outcomes.values().forEach(count -> assertTrue(count > 50, outcomes::toString));
    assertEquals(3, outcomes.size(), outcomes::toString);
  }

  private static String actual(String text) {
    try {
      return String.valueOf(WithParser.parse("x = " + text).get(0).values().get(0).value(MEMBERS));
    } catch (Expression.Fault fault) {
      return fault.getMessage().startsWith("the result of ") ? "too large" : fault.getMessage();
    }
  }

  private static String expression(Random random, int depth) {
    String blank = random.nextInt(4) == 0 ? " " : "";
    if (depth == 0 || random.nextInt(8) == 0) {
      List<String> names = List.of("width", "stride", "zero", "minus", "big");
      return blank + (random.nextBoolean() ? String.valueOf(random.nextInt(10)) : names.get(random.nextInt(names.size()))) + blank;
    }
    String left = expression(random, depth - 1);
    switch (random.nextInt(9)) {
      case 0:
        return "(" + left + ")";
      case 1:
        return blank + "-" + expression(random, 0);
      case 2:
        return (random.nextBoolean() ? "min" : "max") + blank + "(" + left + "," + expression(random, depth - 1) + ")";
      default:
        return left + blank + "+-**/%".charAt(random.nextInt(6)) + blank + expression(random, depth - 1);
    }
  }

  /** Two stacks and a table of how tight operators bind: nothing in common with a recursive descent. */
  private static final class Yard {
    private static final Pattern TOKEN = Pattern.compile("\\s*(\\d+|[a-z]+|[-+*/%(),])");
    private static final Map<String, Integer> TIGHTNESS = Map.of("+", 1, "-", 1, "*", 2, "/", 2, "%", 2, "negative", 3);

    private final Deque<BigInteger> values = new ArrayDeque<>();
    private final Deque<String> operators = new ArrayDeque<>();

    static String value(String text) {
      try {
        return new Yard().run(text).toString();
      } catch (ArithmeticException e) {
        return e.getMessage();
      }
    }

    private BigInteger run(String text) {
      Matcher tokens = TOKEN.matcher(text.strip());
      boolean operandIsDue = true;
      while (tokens.lookingAt()) {
        String token = tokens.group(1);
        operandIsDue = take(token, operandIsDue);
        tokens.region(tokens.end(), text.strip().length());
      }
      reduceWhile(true, 0);
      return values.pop();
    }

    private boolean take(String token, boolean operandIsDue) {
      if (Character.isDigit(token.charAt(0))) {
        values.push(new BigInteger(token));
        return false;
      }
      if (MEMBERS.containsKey(token)) {
        values.push(BigInteger.valueOf(MEMBERS.get(token)));
        return false;
      }
      if (token.equals("(") || token.equals("min") || token.equals("max")) {
        operators.push(token);
        return true;
      }
      if (token.equals(",") || token.equals(")")) {
        reduceWhile(true, 0);
        if (token.equals(")")) {
          operators.pop();
          if (!operators.isEmpty() && operators.peek().startsWith("m")) {
            apply(operators.pop());
          }
        }
        return token.equals(",");
      }
      if (operandIsDue) {
        operators.push("negative");
      } else {
        reduceWhile(false, TIGHTNESS.get(token));
        operators.push(token);
      }
      return true;
    }

    private void reduceWhile(boolean all, int tightness) {
      while (!operators.isEmpty() && TIGHTNESS.containsKey(operators.peek()) && (all || TIGHTNESS.get(operators.peek()) >= tightness)) {
        apply(operators.pop());
      }
    }

    private void apply(String operator) {
      BigInteger right = values.pop();
      BigInteger left = operator.equals("negative") ? BigInteger.ZERO : values.pop();
      boolean divides = operator.equals("/") || operator.equals("%");
      if (divides && right.signum() == 0) {
        throw new ArithmeticException("division by zero");
      }
      BigInteger result = switch (operator) {
        case "+" -> left.add(right);
        case "-", "negative" -> left.subtract(right);
        case "*" -> left.multiply(right);
        case "/" -> left.divide(right);
        case "%" -> left.remainder(right);
        case "min" -> left.min(right);
        default -> left.max(right);
      };
      if (result.compareTo(LEAST) < 0 || result.compareTo(MOST) > 0) {
        throw new ArithmeticException("too large");
      }
      values.push(result);
    }
  }
}
