package dev.zeroflow.app.follow;

import dev.zeroflow.metadata.run.StateChange.Place;
import dev.zeroflow.metadata.run.StateChange.Placed;
import java.util.List;
import java.util.function.Function;

/** Reads the history of a run from a place on. */
final class EventFollower {
  private final Function<Place, List<Placed>> history;
  private Place place;

  /**
   * Goes on where another one was.
   *
   * @param after cursor of a change; blank for the first one
   */
  EventFollower(Function<Place, List<Placed>> history, String after) {
    this.history = history;
    this.place = Place.parse(after);
  }

  /** What has changed; nothing if nothing has. */
  List<ApiRunEvent> next() {
    List<Placed> found = history.apply(place);
    if (!found.isEmpty()) {
      place = found.getLast().place();
    }
    return found.stream().map(ApiRunEvent::of).toList();
  }
}
