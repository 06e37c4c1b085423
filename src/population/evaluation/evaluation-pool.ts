// SPDX-License-Identifier: Apache-2.0
import { availableParallelism } from 'node:os'
import { isDeepStrictEqual } from 'node:util'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import type { AssessmentRequest, Compiled } from '@passerelle/recognition'
import type { Workforce } from '../columns/workforce.ts'
import { PopulationError } from '../population-error.ts'
import { Evaluated } from './evaluated.ts'
import { Evaluation, type Prepared } from './evaluation.ts'
import type { OutcomeList } from './outcomes.ts'
import { emptyResults, type Results } from './results.ts'
import { stretchesOf } from './stretches.ts'

/** A law as threads are told of it, once. */
interface ToldLaw {
  compiled: Compiled
  request: AssessmentRequest
  prepared: Prepared
}

/** What is evaluated; the arrays are shared. */
interface Task {
  law: number
  /** Absent where the thread has been told of it. */
  told: ToldLaw | null
  /** Laws that will not be asked for again. */
  gone: readonly number[]
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
/** Laws that are kept ready. */
const MOST_LAWS = 4

/** A law that was evaluated and may be again. */
interface ReadyLaw extends ToldLaw {
  law: number
  evaluation: Evaluation
}

/**
 * Threads over one workforce: each takes the next stretch of records, so that nobody waits for the slowest. This thread works too.
 * `close` ends the threads.
 */
export class EvaluationPool {
  private readonly workforce: Workforce
  private readonly threads: Worker[]
  private laws: ReadyLaw[] = []
  private nextLaw = 1

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
  async evaluate(asked: Asked): Promise<Evaluated> {
    const { onProgress = () => {} } = asked
    const { workforce } = this
    const { evaluation, law, told, gone } = this.readyLaw(asked)
    const results = emptyResults(evaluation.layout, workforce.persons)
    const stretches = stretchesOf(workforce)
    const taken = new Int32Array(new SharedArrayBuffer(8))
    const task: Task = { law, told, gone, results, stretches, taken }
    const others = this.threads.map((thread) => perform(thread, task))
    const count = stretches.length / 3
    let toldAt = performance.now()
    while (work(evaluation, task)) {
      if (performance.now() - toldAt < TELL_EVERY) continue
      toldAt = performance.now()
      onProgress(Atomics.load(taken, 1) / count)
      // Lets whoever watches be told.
      await new Promise((resolve) => setImmediate(resolve))
    }
    await Promise.all(others).catch((error: unknown) => {
      this.laws = []
      throw error
    })
    onProgress(1)
    return new Evaluated(evaluation, results)
  }

  /** Made ready once: the same law may be asked for again, before and after a change. */
  private readyLaw({ compiled, request, outcomes }: Asked): Pick<Task, 'told' | 'gone'> & ReadyLaw {
    const known = this.laws.find(
      (one) =>
        one.compiled === compiled &&
        isDeepStrictEqual(one.request, request) &&
        (outcomes === undefined || outcomes === one.evaluation.outcomes),
    )
    if (known !== undefined) {
      this.laws = [known, ...this.laws.filter((one) => one !== known)]
      return { ...known, told: null, gone: [] }
    }
    const evaluation = new Evaluation(this.workforce, { compiled, request, outcomes })
    const told = { compiled, request, prepared: evaluation.prepared }
    const law = { ...told, evaluation, law: this.nextLaw++ }
    const gone = this.laws.slice(MOST_LAWS - 1).map((one) => one.law)
    this.laws = [law, ...this.laws.slice(0, MOST_LAWS - 1)]
    return { ...law, told, gone }
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
  const laws = new Map<number, Evaluation>()
  parentPort?.on('message', (task: Task) => {
    try {
      for (const law of task.gone) laws.delete(law)
      if (task.told !== null) laws.set(task.law, new Evaluation(workforce, task.told))
      const evaluation = laws.get(task.law) as Evaluation
      while (work(evaluation, task));
      parentPort?.postMessage(null)
    } catch (error) {
      parentPort?.postMessage(error)
    }
  })
}
