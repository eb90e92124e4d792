package dev.zeroflow.app.webhook;

import dev.zeroflow.metadata.webhook.Delivery.State;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** What became of a delivery. */
@Enum("WebhookDeliveryState")
@Description("What became of a delivery.")
public enum ApiDeliveryState {
  @Description("It is still to be tried, or tried again.")
  WAITING,
  @Description("The receiver has it.")
  DELIVERED,
  @Description("It is not tried any more.")
  GIVEN_UP;

  static ApiDeliveryState of(State it) {
    return valueOf(it.name());
  }
}
