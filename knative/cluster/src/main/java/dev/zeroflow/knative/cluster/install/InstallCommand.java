package dev.zeroflow.knative.cluster.install;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesListBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Prints everything that installs Zeroflow, for {@code kubectl apply -f -}. The first argument is
 * {@code yaml} or {@code json}, the others are settings. Exit code 2 says that one of them is
 * wrong.
 */
public final class InstallCommand {
  private static final int BAD_INPUT = 2;

  private InstallCommand() {}

  public static void main(String[] arguments) {
    int code = run(List.of(arguments), new PrintStream(System.out, true, StandardCharsets.UTF_8));
    if (code != 0) {
      System.exit(code);
    }
  }

  static int run(List<String> arguments, PrintStream out) {
    try {
      String format = arguments.isEmpty() ? "" : arguments.getFirst();
      String[] settings = arguments.stream().skip(1).toArray(String[]::new);
      out.print(render(format, Installation.objects(InstallArguments.read(settings))));
      return 0;
    } catch (IllegalArgumentException e) {
      System.err.println("zeroflow: " + e.getMessage());
      return BAD_INPUT;
    }
  }

  private static String render(String format, List<HasMetadata> objects) {
    return switch (format) {
      case "yaml" -> objects.stream().map(Serialization::asYaml).collect(Collectors.joining());
      case "json" ->
          Serialization.asJson(new KubernetesListBuilder().withItems(objects).build()) + "\n";
      default -> throw new IllegalArgumentException("the format is yaml or json");
    };
  }
}
