// SPDX-License-Identifier: Apache-2.0

import { parentPort, Worker, workerData } from 'node:worker_threads'
import { gunzipSync, gzipSync } from 'node:zlib'
import { Problem } from '../../../kernel/index.ts'
import { type Analysis, analyseFile, type Ground, planAnalysis } from '../analyse-file.ts'
import { changedFiles, type DeclaredCatalogue } from '../draft-folder.ts'
import { chooseMany, type ManyChosen } from '../matching/choose-many.model.ts'
import type { Choices } from '../matching/match.model.ts'
import type { PlanOptions } from '../plan/plan.model.ts'
import type { Look, Looked } from './import.model.ts'
import { findingsAsText, lookAt } from './look-at.ts'

export interface Prepared {
  /** As `analyse` has made it. */
  analysis: Uint8Array
  ground: Ground
  options: PlanOptions & { choices: Choices }
}

/** Work that takes long for a large file; each as data alone. */
interface Tasks {
  analyse: { given: { bytes: Uint8Array; ground: Ground }; done: { analysis: Uint8Array; rows: number } }
  look: { given: Prepared & { look: Look }; done: Looked }
  choose: { given: Prepared & { many: ManyChosen }; done: Choices }
  list: { given: Prepared & { lang: string }; done: string }
  write: {
    given: Prepared & { catalogue: DeclaredCatalogue; files: [string, string][] }
    done: { files: [string, string][]; counts: Looked['counts']; bad: number; waiting: number; stopped: boolean }
  }
}
export type TaskName = keyof Tasks

type Perform = {
  [Name in TaskName]: (
    given: Tasks[Name]['given'],
    tell: (done: number) => void,
  ) => Promise<Tasks[Name]['done']> | Tasks[Name]['done']
}

const unpack = (packed: Uint8Array): Analysis => JSON.parse(gunzipSync(packed).toString()) as Analysis

const perform: Perform = {
  async analyse({ bytes, ground }, tell) {
    const analysis = await analyseFile(bytes, ground, (_, done) => tell(done))
    return { analysis: gzipSync(JSON.stringify(analysis), { level: 1 }), rows: analysis.counted }
  },
  look: ({ analysis, ground, options, look }) => lookAt(unpack(analysis), { ground, options, look }),
  choose: ({ analysis, options, many }) => chooseMany(unpack(analysis).rows, options.choices, many),
  list: ({ analysis, ground, options, lang }) =>
    findingsAsText(planAnalysis(unpack(analysis), ground, options).findings, lang),
  write({ analysis, ground, options, catalogue, files }) {
    const planned = planAnalysis(unpack(analysis), ground, options)
    const { counts } = lookAt(unpack(analysis), {
      ground,
      options,
      look: { show: 'changes', severity: null, kind: null, page: 0 },
    })
    const { bad, waiting, stopped } = planned
    return { files: [...changedFiles(new Map(files), catalogue, planned)], counts, bad, waiting, stopped }
  },
}

/** What is smaller is done at once: a thread takes longer to begin. */
const smallFile = 200_000

type Message = { tell: number } | { done: unknown } | { failed: string }

export interface TaskOptions {
  onProgress?: (done: number) => void
  signal?: AbortSignal
}

/** Does the work beside the server, which answers meanwhile. `signal` ends it. */
export function performTask<Name extends TaskName>(
  name: Name,
  given: Tasks[Name]['given'],
  { onProgress = () => {}, signal }: TaskOptions = {},
): Promise<Tasks[Name]['done']> {
  const size = 'bytes' in given ? given.bytes.length : given.analysis.length
  if (size < smallFile) return Promise.resolve(perform[name](given, onProgress))
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: { importTask: name, given } })
    signal?.addEventListener('abort', () => void worker.terminate())
    worker.on('message', (message: Message) => {
      if ('tell' in message) onProgress(message.tell)
      else if ('done' in message) resolve(message.done as Tasks[Name]['done'])
      else reject(new Problem('import', message.failed))
    })
    worker.on('error', (error) => reject(new Problem('import', 'the file could not be worked at', { cause: error })))
    worker.on('exit', () => reject(new Problem('import', 'the work was ended')))
  })
}

interface WorkerTask {
  importTask: TaskName
  given: never
}

async function workInThread(port: NonNullable<typeof parentPort>, { importTask, given }: WorkerTask): Promise<void> {
  const post = (message: Message) => port.postMessage(message)
  try {
    post({ done: await perform[importTask](given, (tell) => post({ tell })) })
  } catch (error) {
    post({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
}

const isTask = (data: unknown): data is WorkerTask => typeof data === 'object' && data !== null && 'importTask' in data

if (parentPort !== null && isTask(workerData)) void workInThread(parentPort, workerData)
