import { createNoopMeter, type Meter } from '@opentelemetry/api'

/** The meters of this process, for Prometheus to read. */
export interface Metrics {
  meter: Meter
  /** The text format of Prometheus; null: metrics are off. */
  render(): Promise<string | null>
}

export const noMetrics: Metrics = { meter: createNoopMeter(), render: async () => null }

/** From 5 ms to 10 minutes: jobs are statements or agents' work. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600]

/** Loads OpenTelemetry, which is slow to load: only where somebody may read what it counts. */
export async function createMetrics(version: string): Promise<Metrics> {
  const [{ MeterProvider, AggregationType, InstrumentType }, { PrometheusExporter, PrometheusSerializer }] =
    await Promise.all([import('@opentelemetry/sdk-metrics'), import('@opentelemetry/exporter-prometheus')])
  const exporter = new PrometheusExporter({ preventServerStart: true })
  const provider = new MeterProvider({
    readers: [exporter],
    views: [
      {
        instrumentType: InstrumentType.HISTOGRAM,
        aggregation: { type: AggregationType.EXPLICIT_BUCKET_HISTOGRAM, options: { boundaries: SECONDS } },
      },
    ],
  })
  // No target_info: resource attributes would name the machine.
  const serializer = new PrometheusSerializer('', false, undefined, true, true)
  return {
    meter: provider.getMeter('jobpilot', version),
    async render() {
      const { resourceMetrics } = await exporter.collect()
      return serializer.serialize(resourceMetrics)
    },
  }
}
