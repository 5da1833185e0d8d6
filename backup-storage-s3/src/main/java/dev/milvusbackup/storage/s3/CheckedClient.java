package dev.milvusbackup.storage.s3;

import java.util.function.Function;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Request;

/** A client of the user, with all answers checked. */
final class CheckedClient extends DelegatingS3Client {

  private static final SdkPlugin CHECK =
      configuration -> {
        ClientOverrideConfiguration given = configuration.overrideConfiguration();
        configuration.overrideConfiguration(
            given.toBuilder().addExecutionInterceptor(new AnswerCheck()).build());
      };

  CheckedClient(S3Client client) {
    super(client);
  }

  @Override
  @SuppressWarnings("unchecked") // a request's builder builds requests of its kind
  protected <T extends S3Request, R> R invokeOperation(T request, Function<T, R> operation) {
    AwsRequestOverrideConfiguration checked =
        request
            .overrideConfiguration()
            .map(AwsRequestOverrideConfiguration::toBuilder)
            .orElseGet(AwsRequestOverrideConfiguration::builder)
            .addPlugin(CHECK)
            .build();
    return operation.apply((T) request.toBuilder().overrideConfiguration(checked).build());
  }
}
