package dev.zeroflow.scheduler.spec;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts as Kubernetes writes them: {@code 500m} cores, {@code 2Gi} bytes, {@code 1e9}. */
public final class Quantity {
  private static final Pattern FORM =
      Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{0,9})?)(e[0-9]{1,2}|m|k|[KMGTPE]i?)?");
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
  private static final BigDecimal KIBI = BigDecimal.valueOf(1024);
  private static final Map<Character, Integer> POWERS =
      Map.of('k', 1, 'K', 1, 'M', 2, 'G', 3, 'T', 4, 'P', 5, 'E', 6);

  private Quantity() {}

  /**
   * The amount as a plain number.
   *
   * @throws IllegalArgumentException if the text is not an amount
   */
  public static double of(String text) {
    return exact(text).doubleValue();
  }

  /**
   * The amount in whole units, rounded up.
   *
   * @throws IllegalArgumentException if the text is not an amount, or more than a long holds
   */
  public static long whole(String text) {
    try {
      return exact(text).setScale(0, RoundingMode.CEILING).longValueExact();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("too large: " + text, e);
    }
  }

  private static BigDecimal exact(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new IllegalArgumentException("not an amount such as 500m or 2Gi: " + text);
    }
    String suffix = form.group(2) == null ? "" : form.group(2);
    return new BigDecimal(form.group(1)).multiply(factor(suffix));
  }

  private static BigDecimal factor(String suffix) {
    if (suffix.isEmpty()) {
      return BigDecimal.ONE;
    }
    char first = suffix.charAt(0);
    if (first == 'e') {
      return BigDecimal.TEN.pow(Integer.parseInt(suffix.substring(1)));
    }
    if (first == 'm') {
      return BigDecimal.ONE.movePointLeft(3);
    }
    return (suffix.endsWith("i") ? KIBI : THOUSAND).pow(POWERS.getOrDefault(first, 0));
  }
}
