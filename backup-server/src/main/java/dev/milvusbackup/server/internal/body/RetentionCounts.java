package dev.milvusbackup.server.internal.body;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.milvusbackup.retention.PruneRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.function.IntConsumer;

/** How many backups the rules keep; 0 if there is no such rule. */
public record RetentionCounts(
    @Schema(description = "Keep the newest backups.", example = "7") @JsonProperty("keep_last")
        int last,
    @Schema(description = "Keep the newest backup of each of so many hours.")
        @JsonProperty("keep_hourly")
        int hourly,
    @Schema(description = "The same for days.") @JsonProperty("keep_daily") int daily,
    @Schema(description = "The same for weeks, from Monday to Sunday.") @JsonProperty("keep_weekly")
        int weekly,
    @Schema(description = "The same for months.") @JsonProperty("keep_monthly") int monthly,
    @Schema(description = "The same for years.") @JsonProperty("keep_yearly") int yearly) {

  void addTo(PruneRequest.Builder request) {
    keep(last, request::keepLast);
    keep(hourly, request::keepHourly);
    keep(daily, request::keepDaily);
    keep(weekly, request::keepWeekly);
    keep(monthly, request::keepMonthly);
    keep(yearly, request::keepYearly);
  }

  private static void keep(int count, IntConsumer rule) {
    if (count != 0) {
      rule.accept(count);
    }
  }
}
