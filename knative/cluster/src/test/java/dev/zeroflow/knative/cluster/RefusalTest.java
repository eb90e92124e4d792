package dev.zeroflow.knative.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.scheduler.port.FunctionRefusedException.Reason;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTest {
  @ParameterizedTest
  @CsvSource({"429, true", "500, true", "503, true", "0, true", "400, false", "403, false"})
  void onlyWhatMayPassIsTriedAgain(int code, boolean retryable) {
    assertThat(refusal(code, "no").retryable()).isEqualTo(retryable);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "must not set the field(s): spec.template.spec.tolerations |"
            + " kubernetes.podspec-tolerations",
        "must not set the field(s): spec.template.spec.securityContext | podspec-securitycontext",
        "Persistent volume claim support is disabled, but found | podspec-persistent-volume-claim",
        "Persistent volume claim write support is disabled | podspec-persistent-volume-write",
        "autoscaling.knative.dev/initial-scale=0 not allowed by cluster | allow-zero-initial-scale",
        "expected 0 <= 3600 <= 600: spec.template.spec.timeoutSeconds |"
            + " max-revision-timeout-seconds"
      })
  void aRefusalThatIsAboutASettingNamesIt(String text, String setting) {
    Refusal refusal = refusal(400, "admission webhook \"v\" denied the request: " + text);

    assertThat(refusal.reason()).isEqualTo(Reason.NOT_ALLOWED);
    assertThat(refusal.message()).contains("kubectl patch configmap/config-").contains(setting);
  }

  @Test
  void everyFlagThatIsMissingIsNamed() {
    String text = "must not set the field(s): spec.template.spec.nodeSelector, tolerations";

    assertThat(refusal(400, text).message())
        .contains("podspec-nodeselector\":\"enabled")
        .contains("podspec-tolerations\":\"enabled");
  }

  @Test
  void aForbiddenRequestIsAboutTheRole() {
    String text = "services.serving.knative.dev is forbidden: User \"zeroflow\" cannot patch";

    assertThat(refusal(403, text).message()).startsWith("the role of this server");
  }

  @Test
  void aMissingTypeMeansThatKnativeIsMissing() {
    assertThat(refusal(404, "the server could not find the requested resource").message())
        .contains("Knative Serving is not installed");
  }

  @Test
  void anotherServerThatWritesAtOnceIsNoConflict() {
    var refusal = refusal(409, "the object has been modified; please apply your changes again");

    assertThat(refusal.retryable()).isTrue();
    assertThat(refusal.reason()).isEqualTo(Reason.UNAVAILABLE);
  }

  private static Refusal refusal(int code, String message) {
    var status = new StatusBuilder().withCode(code).withMessage(message).build();
    return Refusal.of(new KubernetesClientException(message, code, status));
  }
}
