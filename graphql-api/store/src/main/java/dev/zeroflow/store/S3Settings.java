package dev.zeroflow.store;

import java.net.URI;

/**
 * Where the object store is and how to sign for it.
 *
 * @param endpoint address of the S3 service as the server and the functions reach it
 * @param region region to sign for; stores without regions accept any
 */
public record S3Settings(URI endpoint, String region, String accessKey, String secretKey) {
  /** The secret key is left out. */
  @Override
  public String toString() {
    return "S3Settings[" + endpoint + ", " + region + ", " + accessKey + "]";
  }
}
