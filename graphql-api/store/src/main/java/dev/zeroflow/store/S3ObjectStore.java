package dev.zeroflow.store;

import dev.zeroflow.metadata.artifact.LargeObjects;
import dev.zeroflow.metadata.artifact.ObjectInfo;
import dev.zeroflow.metadata.artifact.ObjectStore;
import dev.zeroflow.metadata.artifact.ObjectStoreException;
import dev.zeroflow.metadata.artifact.ObjectStoreException.Reason;
import dev.zeroflow.metadata.artifact.ObjectUri;
import dev.zeroflow.metadata.artifact.PresignedPut;
import dev.zeroflow.metadata.trigger.ObjectListing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Artifacts on any S3 service, addressed by path because a store on one machine has no names for
 * its buckets. Close it when the server stops.
 */
public final class S3ObjectStore implements ObjectStore, AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(60);

  /** Headers that the HTTP client of the sender sets itself. */
  private static final Set<String> SET_BY_CLIENT = Set.of("host", "content-length");

  private final S3Client client;
  private final S3Presigner presigner;

  public S3ObjectStore(S3Settings settings) {
    var credentials =
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(settings.accessKey(), settings.secretKey()));
    var byPath = S3Configuration.builder().pathStyleAccessEnabled(true).build();
    Region region = Region.of(settings.region());
    this.client =
        S3Client.builder()
            .endpointOverride(settings.endpoint())
            .region(region)
            .credentialsProvider(credentials)
            .serviceConfiguration(byPath)
            // Checksums that the SDK adds by itself are not understood by every S3 service.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(CONNECT_TIMEOUT)
                    .socketTimeout(SOCKET_TIMEOUT))
            .build();
    this.presigner =
        S3Presigner.builder()
            .endpointOverride(settings.endpoint())
            .region(region)
            .credentialsProvider(credentials)
            .serviceConfiguration(byPath)
            .build();
  }

  /** Objects of any size, by the same connections. */
  public LargeObjects large() {
    return new S3LargeObjects(client, presigner);
  }

  /** What buckets hold, by the same connections. */
  public ObjectListing listing() {
    return new S3ObjectListing(client);
  }

  @Override
  public String presignGet(String uri, Duration ttl) {
    ObjectUri object = ObjectUri.parse(uri);
    return asking(
        uri,
        () ->
            presigner
                .presignGetObject(
                    presign ->
                        presign
                            .signatureDuration(ttl)
                            .getObjectRequest(get -> get.bucket(object.bucket()).key(object.key())))
                .url()
                .toString());
  }

  @Override
  public PresignedPut presignPut(
      String uri, long size, String sha256Hex, String contentType, Duration ttl) {
    ObjectUri object = ObjectUri.parse(uri);
    String checksum = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256Hex));
    var signed =
        asking(
            uri,
            () ->
                presigner.presignPutObject(
                    presign ->
                        presign
                            .signatureDuration(ttl)
                            .putObjectRequest(
                                put ->
                                    put.bucket(object.bucket())
                                        .key(object.key())
                                        .contentType(contentType)
                                        .contentLength(size)
                                        .checksumSHA256(checksum))));
    Map<String, String> headers = new LinkedHashMap<>();
    signed
        .signedHeaders()
        .forEach(
            (name, values) -> {
              if (!SET_BY_CLIENT.contains(name)) {
                headers.put(name, values.getFirst());
              }
            });
    return new PresignedPut(signed.url().toString(), headers);
  }

  @Override
  public Optional<ObjectInfo> head(String uri) {
    ObjectUri object = ObjectUri.parse(uri);
    try {
      return asking(
          uri,
          () -> {
            var head = client.headObject(it -> it.bucket(object.bucket()).key(object.key()));
            return Optional.of(new ObjectInfo(head.contentLength(), unquoted(head.eTag())));
          });
    } catch (ObjectStoreException e) {
      if (e.reason() == Reason.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public void put(String uri, byte[] bytes, String contentType) {
    ObjectUri object = ObjectUri.parse(uri);
    asking(
        uri,
        () ->
            client.putObject(
                it -> it.bucket(object.bucket()).key(object.key()).contentType(contentType),
                RequestBody.fromBytes(bytes)));
  }

  @Override
  public byte[] get(String uri, int maxBytes) {
    ObjectUri object = ObjectUri.parse(uri);
    return asking(
        uri,
        () -> {
          try (ResponseInputStream<GetObjectResponse> content =
              client.getObject(it -> it.bucket(object.bucket()).key(object.key()))) {
            return limited(uri, content, maxBytes);
          } catch (IOException e) {
            throw new ObjectStoreException(uri, Reason.UNAVAILABLE, "the answer broke off", e);
          }
        });
  }

  private static byte[] limited(
      String uri, ResponseInputStream<GetObjectResponse> content, int maxBytes) throws IOException {
    if (content.response().contentLength() > maxBytes) {
      content.abort();
      throw new ObjectStoreException(
          uri,
          Reason.TOO_LARGE,
          "has " + content.response().contentLength() + " bytes, at most " + maxBytes + " are read",
          null);
    }
    return content.readNBytes(maxBytes);
  }

  @Override
  public void close() {
    presigner.close();
    client.close();
  }

  /** Does what needs something to be there, and nothing if it is not. */
  static void ifThere(String uri, Supplier<?> request) {
    try {
      asking(uri, request);
    } catch (ObjectStoreException e) {
      if (e.reason() != Reason.NOT_FOUND) {
        throw e;
      }
    }
  }

  /** Asks for what may be asked for twice. */
  static <T> T asking(String uri, Supplier<T> request) {
    return askingOnce(uri, () -> repeated(request));
  }

  /**
   * A connection that was kept may have been closed meanwhile. The SDK tries many failures again,
   * but not those that its client for connections of the JDK tells in this way.
   */
  private static <T> T repeated(Supplier<T> request) {
    try {
      return request.get();
    } catch (UncheckedIOException e) {
      return request.get();
    }
  }

  static <T> T askingOnce(String uri, Supplier<T> request) {
    try {
      return request.get();
    } catch (S3Exception e) {
      throw new ObjectStoreException(uri, reason(e.statusCode()), "answered " + e.statusCode(), e);
    } catch (SdkException | UncheckedIOException e) {
      throw new ObjectStoreException(uri, Reason.UNAVAILABLE, "was not reached", e);
    }
  }

  private static Reason reason(int status) {
    if (status == 404) {
      return Reason.NOT_FOUND;
    }
    return status == 429 || status >= 500 ? Reason.UNAVAILABLE : Reason.REFUSED;
  }

  private static String unquoted(String etag) {
    return etag.replace("\"", "");
  }
}
