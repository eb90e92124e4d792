package dev.zeroflow.app.server;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of the server; the embedded parts fill in what they know before it starts. */
@ConfigMapping(prefix = "zeroflow")
public interface ServerConfig {
  /** Directory that holds everything that is kept. */
  Path data();

  /** Directory of the checkout, where the jars of the function images are. */
  Path home();

  /** Secret of which the tokens of attempts and functions are made, at least 32 characters. */
  String secretKey();

  /** Secret that senders of events show, or sign them with. */
  String eventsToken();

  /** Time between two searches for objects whose events were lost; zero for none. */
  @WithDefault("5M")
  Duration eventsSearchInterval();

  /**
   * Audience of the tokens that Knative's Triggers show. Without it, they are not asked for whom
   * they stand.
   */
  Optional<String> eventsAudience();

  /**
   * What everybody must show as bearer token, at least 32 characters. Without it everybody may do
   * everything, and the server is reached from its own machine only.
   */
  Optional<String> accessToken();

  /** Address by which functions reach this server; without it, that of this machine. */
  Optional<URI> address();

  /** Where functions run. */
  @WithDefault("local")
  Runtime runtime();

  /** Where functions can run. */
  enum Runtime {
    /** As processes of this machine. */
    LOCAL,
    /** As Knative Services and Jobs of the cluster that this server is in. */
    CLUSTER
  }

  Cluster cluster();

  Postgres postgres();

  S3 s3();

  Files files();

  Functions functions();

  Scheduling scheduler();

  OpenLineage openlineage();

  Egress egress();

  /** What is said to a server on a cluster. */
  interface Cluster {
    /** Its namespace; that of a project is called {@code <namespace>-<project>}. */
    @WithDefault("zeroflow")
    String namespace();

    /** Image of the built-in tasks. */
    Optional<String> tasksImage();

    /** Image of served models. */
    Optional<String> inferenceImage();

    /** Most pods of the built-in tasks; each runs one step. */
    @WithDefault("20")
    int taskMaxScale();

    /** How the cluster is reached; without it, as a pod in it does. */
    Optional<Path> kubeconfig();

    /** Ingress of Knative, for a server outside of the cluster. */
    Optional<URI> ingress();
  }

  /** A database of somebody else; without it, the server starts one. */
  interface Postgres {
    /** Of the form {@code postgresql://user:password@host:port/database?sslmode=require}. */
    Optional<String> url();
  }

  /** The object store; without an endpoint, the server starts one. */
  interface S3 {
    URI endpoint();

    @WithDefault("us-east-1")
    String region();

    String accessKey();

    String secretKey();

    /** Bucket of everything that runs write. */
    @WithDefault("zeroflow-artifacts")
    String artifacts();

    /** Buckets that people upload to: importers may read them, and their uploads are events. */
    @WithDefault("datasets")
    List<String> uploads();
  }

  /** Files of tracking clients. */
  interface Files {
    /** Largest file that is sent through the server. */
    @WithDefault("100G")
    MemorySize maxSize();
  }

  /** Function processes on this machine. */
  interface Functions {
    /** Time without a request after which a function has no process any more; at least 6 s. */
    @WithDefault("30S")
    Duration idleWindow();

    /** Interpreter of Python components; the host itself needs 3.9 or later. */
    @WithDefault("python3")
    String python();

    /**
     * Folder with {@code kfp_config.ini} and the modules of components that name a {@code
     * target_image}: what those images would hold.
     */
    Optional<Path> components();

    /** Python steps that run at once. */
    @WithDefault("8")
    int pythonConcurrency();

    /**
     * Whether components that are no Python may run as processes of this machine. Whoever may
     * submit a run may then execute any program, with the rights of this server.
     */
    @WithDefault("true")
    boolean commands();

    /** Largest heap of one process. */
    @WithDefault("256m")
    String heap();

    /** Most processes of the task functions. */
    @WithDefault("2")
    int taskMaxScale();

    /** Steps that one process of the task functions runs at once. */
    @WithDefault("4")
    int taskConcurrency();

    /** Most processes of one served model. */
    @WithDefault("2")
    int inferenceMaxScale();

    /** Predictions that one process of a served model makes at once. */
    @WithDefault("16")
    int inferenceConcurrency();

    /** Jobs that run at once, each in a process of its own; others wait. */
    @WithDefault("4")
    int jobs();

    /**
     * Whether processes start from an AOT cache, which is made when the server starts without one.
     */
    @WithDefault("true")
    boolean aot();

    /** Version of the images, which is that of the project. */
    @WithDefault("0.1.0")
    @WithName("version")
    String version();
  }

  /** The scheduler of this process. */
  interface Scheduling {
    /** Name under which this scheduler owns its runs; unique among schedulers on one database. */
    @WithDefault("local")
    String node();

    /** How long the runs of a scheduler that is gone wait until another takes them over. */
    @WithDefault("10S")
    Duration lease();

    /** Longest wait between two looks at what waits when nothing signals. */
    @WithDefault("1S")
    Duration poll();

    /** How long a server that is stopped waits for the attempts that it has under way. */
    @WithDefault("3S")
    Duration drain();

    /**
     * Longest time of a step that is a call of a warm function. One that declares more is a job: a
     * process of its own.
     */
    @WithDefault("10M")
    Duration requestLimit();

    /** Most attempts at once. */
    @WithDefault("256")
    int slots();

    /** Most runs under way at once; others wait in the database. */
    @WithDefault("1000")
    int runs();
  }

  /** Lineage from and to other systems. */
  interface OpenLineage {
    /** What senders of events show as bearer token; without it, everybody on this machine may. */
    Optional<String> ingestKey();

    /**
     * Where events about runs and tasks go: {@code /api/v1/lineage} below this address. Without it,
     * none are sent.
     */
    Optional<URI> url();

    /** Bearer token that is sent along. */
    Optional<String> key();

    /** Namespace of the jobs in the events. */
    @WithDefault("zeroflow")
    String namespace();

    /** Longest wait between two looks for what is new. */
    @WithDefault("1S")
    Duration poll();
  }

  /** Calls to addresses that users choose, such as those of webhooks. */
  interface Egress {
    /**
     * Hosts, or {@code host:port}, that are called although not everybody may reach them: private
     * and loopback addresses. Without it, there are none.
     */
    Optional<List<String>> allowedHosts();

    /** Longest wait for one answer. */
    @WithDefault("5S")
    Duration timeout();
  }
}
