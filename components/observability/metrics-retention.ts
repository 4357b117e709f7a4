/** What AWS keeps metrics for unless told otherwise. */
export const defaultMetricsRetentionDays = 150;
