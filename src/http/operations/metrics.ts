// SPDX-License-Identifier: Apache-2.0
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import type { App } from '../../kernel/index.ts'
import { routePattern } from './log-requests.ts'

/** Where an assessment was asked for. */
export type AssessmentSurface = 'api' | 'page'

/** The series of a metric by the values of their labels. */
class Series<Labels extends string[], Child> {
  private readonly known = new Map<string, Child>()
  private readonly make: (...labels: Labels) => Child

  constructor(make: (...labels: Labels) => Child) {
    this.make = make
  }

  of(...labels: Labels): Child {
    const key = labels.join(' ')
    let child = this.known.get(key)
    if (child === undefined) {
      child = this.make(...labels)
      this.known.set(key, child)
    }
    return child
  }
}

/** The figures of one server. Labels are route patterns and closed lists, so their number is bounded. */
export class Metrics {
  readonly contentType: string
  private readonly registry = new Registry()
  private readonly requests: Histogram<'method' | 'route' | 'status'>
  private readonly assessments: Counter<'surface' | 'verdict'>
  /** Finding the series of some labels costs more than counting in it: each is found once. */
  private readonly timers = new Series((method, route, status) => this.requests.labels({ method, route, status }))
  private readonly counters = new Series((surface, verdict) => this.assessments.labels({ surface, verdict }))

  constructor() {
    this.contentType = this.registry.contentType
    collectDefaultMetrics({ register: this.registry })
    this.requests = new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Time to answer, by route pattern',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers: [this.registry],
    })
    this.assessments = new Counter({
      name: 'passerelle_assessment_findings_total',
      help: 'Findings of assessments, by surface and verdict',
      labelNames: ['surface', 'verdict'],
      registers: [this.registry],
    })
  }

  /** Measures every answer of the app. */
  watch(app: App): void {
    app.addHook('onResponse', (request, reply, done) => {
      const labels = [request.method, routePattern(request), String(reply.statusCode)] as const
      this.timers.of(...labels).observe(reply.elapsedTime / 1000)
      done()
    })
    app.addHook('onClose', (_app, done) => {
      this.registry.clear()
      done()
    })
  }

  /** Counts the findings of one assessment; nothing about who asked. */
  countFindings(surface: AssessmentSurface, verdicts: readonly string[]): void {
    for (const verdict of verdicts) this.counters.of(surface, verdict).inc()
  }

  /** The text exposition format of Prometheus. */
  text(): Promise<string> {
    return this.registry.metrics()
  }
}
