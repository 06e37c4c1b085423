// SPDX-License-Identifier: Apache-2.0
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import type { Workforce } from '../../columns/workforce.ts'
import { EvaluationPool } from '../../evaluation/evaluation-pool.ts'
import { PopulationError } from '../../population-error.ts'
import { type Counted, countBoth, type Sides } from '../measure-impact.ts'

type Laws = Omit<Sides, 'onProgress'>
/** What the thread says: how much is done, from 0 to 1, what was counted, or what went wrong. */
type Said = { done: number } | { counted: Counted } | { problem: unknown }

/**
 * Counts what laws do to one workforce beside the thread that answers visitors: preparing a law, comparing millions of persons and counting
 * them would each keep visitors waiting. What is prepared for a workforce is there for the next law. One count at a time.
 */
export class CountingThread {
  private readonly thread: Worker
  /** Rejected with why, once the thread has ended. */
  private readonly end = Promise.withResolvers<never>()

  constructor(workforce: Workforce) {
    this.thread = new Worker(new URL(import.meta.url), { workerData: { counted: workforce } })
    this.thread.once('error', this.end.reject).once('exit', this.end.reject)
    this.end.promise.catch(() => undefined)
    this.thread.unref()
  }

  /** @throws {PopulationError} `worker-failed`; then the thread is of no more use */
  async count({ onProgress = () => {}, ...laws }: Sides): Promise<Counted> {
    const { thread, end } = this
    const { promise, resolve, reject } = Promise.withResolvers<Counted>()
    const hear = (said: Said) => {
      if ('done' in said) onProgress(said.done)
      else if ('counted' in said) resolve(said.counted)
      else reject(said.problem)
    }
    // Whoever counts and does nothing else waits for it.
    thread.on('message', hear).ref()
    thread.postMessage(laws)
    try {
      return await Promise.race([promise, end.promise])
    } catch (cause) {
      throw new PopulationError('worker-failed', 'the thread that counts could not go on', { cause })
    } finally {
      thread.off('message', hear).unref()
    }
  }

  async close(): Promise<void> {
    await this.thread.terminate()
  }
}

async function answer(workforce: Workforce, laws: Laws): Promise<void> {
  const say = (said: Said) => parentPort?.postMessage(said)
  const pool = new EvaluationPool(workforce)
  try {
    say({ counted: await countBoth(pool, { ...laws, onProgress: (done) => say({ done }) }) })
  } catch (problem) {
    say({ problem })
  } finally {
    await pool.close()
  }
}

if (!isMainThread && workerData instanceof Object && 'counted' in workerData) {
  const workforce = workerData['counted'] as Workforce
  parentPort?.on('message', (laws: Laws) => void answer(workforce, laws))
}
