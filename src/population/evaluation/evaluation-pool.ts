// SPDX-License-Identifier: Apache-2.0
import { availableParallelism } from 'node:os'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import type { AssessmentRequest, Compiled } from '@passerelle/recognition'
import type { Workforce } from '../columns/workforce.ts'
import { PopulationError } from '../population-error.ts'
import { Evaluated } from './evaluated.ts'
import { Evaluation, type Prepared } from './evaluation.ts'
import type { OutcomeList } from './outcomes.ts'
import { emptyResults, type Results } from './results.ts'
import { stretchesOf } from './stretches.ts'

/** What is evaluated; the arrays are shared. */
interface Task {
  compiled: Compiled
  request: AssessmentRequest
  prepared: Prepared
  results: Results
  /** Kind, first and last row of each stretch. */
  stretches: Uint32Array
  /** The next stretch that nobody has taken, and how many are done. */
  taken: Int32Array
}

export interface Asked {
  compiled: Compiled
  request: AssessmentRequest
  outcomes?: OutcomeList
  /** Called now and then with the part that is done, from 0 to 1. */
  onProgress?: (done: number) => void
}

const TELL_EVERY = 100

/**
 * Threads over one workforce: each takes the next stretch of records, so that nobody waits for the slowest. This thread works too.
 * `close` ends the threads.
 */
export class EvaluationPool {
  private readonly workforce: Workforce
  private readonly threads: Worker[]

  /** `workers`: threads beside this one. */
  constructor(workforce: Workforce, workers = availableParallelism() - 1) {
    this.workforce = workforce
    this.threads = Array.from({ length: workers }, () => {
      const thread = new Worker(new URL(import.meta.url), { workerData: { population: workforce } })
      thread.unref()
      return thread
    })
  }

  /** @throws {PopulationError} `worker-failed` */
  async evaluate({ compiled, request, outcomes, onProgress = () => {} }: Asked): Promise<Evaluated> {
    const { workforce } = this
    const evaluation = new Evaluation(workforce, { compiled, request, outcomes })
    const results = emptyResults(evaluation.layout, workforce.persons)
    const stretches = stretchesOf(workforce)
    const taken = new Int32Array(new SharedArrayBuffer(8))
    const task: Task = { compiled, request, prepared: evaluation.prepared, results, stretches, taken }
    const others = this.threads.map((thread) => perform(thread, task))
    const count = stretches.length / 3
    let told = performance.now()
    while (work(evaluation, task)) {
      if (performance.now() - told < TELL_EVERY) continue
      told = performance.now()
      onProgress(Atomics.load(taken, 1) / count)
      // Lets whoever watches be told.
      await new Promise((resolve) => setImmediate(resolve))
    }
    await Promise.all(others)
    onProgress(1)
    return new Evaluated(evaluation, results)
  }

  async close(): Promise<void> {
    await Promise.all(this.threads.map((thread) => thread.terminate()))
  }
}

/** Takes and evaluates the next stretch; false where there is none. */
function work(evaluation: Evaluation, { stretches, taken, results }: Task): boolean {
  const next = Atomics.add(taken, 0, 1) * 3
  if (next >= stretches.length) return false
  evaluation.sweep(stretches[next] as number, stretches[next + 1] as number, stretches[next + 2] as number, results)
  Atomics.add(taken, 1, 1)
  return true
}

function perform(thread: Worker, task: Task): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (cause: unknown): void => {
      reject(new PopulationError('worker-failed', 'a thread of the evaluation ended early', { cause }))
    }
    thread.once('error', failed)
    thread.once('exit', failed)
    thread.once('message', (problem: unknown) => {
      thread.off('error', failed)
      thread.off('exit', failed)
      if (problem === null) resolve()
      else failed(problem)
    })
    thread.postMessage(task)
  })
}

if (!isMainThread && workerData instanceof Object && 'population' in workerData) {
  const workforce = workerData['population'] as Workforce
  parentPort?.on('message', (task: Task) => {
    try {
      const { compiled, request, prepared } = task
      const evaluation = new Evaluation(workforce, { compiled, request, prepared })
      while (work(evaluation, task));
      parentPort?.postMessage(null)
    } catch (error) {
      parentPort?.postMessage(error)
    }
  })
}
