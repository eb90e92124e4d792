package dev.zeroflow.scheduler.port;

import dev.zeroflow.scheduler.port.SlotBudget.Demand;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Shares slots among those that want some, as water fills vessels: whoever wants less than an equal
 * share gets all of it, and the others get about the same each. The arithmetic of every {@link
 * SlotBudget}.
 */
public final class FairShare {
  private FairShare() {}

  /**
   * How a member stands in a limit.
   *
   * @param wanted slots that it could use
   * @param granted slots that it may use
   */
  public record Use(int wanted, int granted) {}

  /**
   * What a member may use from now on: its share, as far as the others have left room for it. That
   * may be less than it holds; then nothing new takes the place of what ends.
   *
   * @param slots what there is
   * @param others by name, those that count beside it
   * @param self name of the member
   * @param demand what it says
   * @param turn as in {@link #of}
   */
  public static int grant(
      int slots, Map<String, Use> others, String self, Demand demand, long turn) {
    var wants = new TreeMap<String, Integer>();
    others.forEach((name, use) -> wants.put(name, use.wanted()));
    wants.put(self, Math.max(demand.held(), demand.wanted()));
    int share = of(slots, List.copyOf(wants.values()), turn)[wants.headMap(self).size()];
    int free = slots - others.values().stream().mapToInt(Use::granted).sum();
    return Math.min(share, Math.max(0, free));
  }

  /**
   * The share of each.
   *
   * @param slots what there is, 0 or more
   * @param wants what each wants, 0 or more
   * @param turn rotates who gets the slots that cannot be divided, so that in the course of time
   *     everybody gets one of few
   * @return one share for each, no more than it wants; together no more than there is
   */
  public static int[] of(int slots, List<Integer> wants, long turn) {
    int[] shares = new int[wants.size()];
    int left = slots;
    int[] hungry = hungry(wants, shares);
    while (left > 0 && hungry.length > 0) {
      int each = left / hungry.length;
      if (each == 0) {
        return oneEach(shares, hungry, left, turn);
      }
      for (int i : hungry) {
        int more = Math.min(each, wants.get(i) - shares[i]);
        shares[i] += more;
        left -= more;
      }
      hungry = hungry(wants, shares);
    }
    return shares;
  }

  private static int[] hungry(List<Integer> wants, int[] shares) {
    return IntStream.range(0, shares.length).filter(i -> shares[i] < wants.get(i)).toArray();
  }

  private static int[] oneEach(int[] shares, int[] hungry, int left, long turn) {
    int first = Math.floorMod(turn, hungry.length);
    for (int i = 0; i < left; i++) {
      shares[hungry[(first + i) % hungry.length]]++;
    }
    return shares;
  }
}
