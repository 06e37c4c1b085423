// SPDX-License-Identifier: Apache-2.0

import { parentPort, Worker, workerData } from 'node:worker_threads'
import { gunzipSync, gzipSync } from 'node:zlib'
import { Problem } from '../../../kernel/index.ts'
import {
  type Analysis,
  analyseFile,
  type Ground,
  type Obstacle,
  obstacles,
  type Planned,
  planAnalysis,
} from '../analyse-file.ts'
import { changedFiles, type DeclaredCatalogue } from '../draft-folder.ts'
import { chooseMany, type ManyChosen } from '../matching/choose-many.model.ts'
import type { Choices } from '../matching/match.model.ts'
import type { PlanOptions } from '../plan/plan.model.ts'
import { unpackedSize } from '../tables/read-zip.ts'
import type { Look, Looked } from './import.model.ts'
import { findingsAsText, lookAt } from './look-at.ts'

export interface Prepared {
  /** Of the import and of how often it was read. */
  key: string
  /** As `analyse` has made it. */
  analysis: Uint8Array
  ground: Ground
  options: PlanOptions & { choices: Choices }
  /** What was chosen for an earlier file. */
  kept: Choices
}

/** Work that takes long for a large file; each as data alone. */
interface Tasks {
  analyse: { given: { bytes: Uint8Array; ground: Ground }; done: { analysis: Uint8Array; rows: number } }
  look: { given: Prepared & { look: Look }; done: Looked }
  choose: { given: Prepared & { many: ManyChosen }; done: Choices }
  list: { given: Prepared & { lang: string }; done: string }
  write: {
    given: Prepared & { catalogue: DeclaredCatalogue; files: [string, string][]; skipBadRows: boolean }
    done: { files: [string, string][]; inTheWay: Obstacle[] }
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

/** What was unpacked and planned last: page after page of one import is looked at. */
let kept: { key: string; analysis: Analysis; options: string; planned: Planned } | null = null

function planOf({ key, analysis, ground, options }: Prepared): { analysis: Analysis; planned: Planned } {
  const asked = JSON.stringify(options)
  if (kept?.key === key && kept.options === asked) return kept
  const unpacked = kept?.key === key ? kept.analysis : unpack(analysis)
  kept = { key, analysis: unpacked, options: asked, planned: planAnalysis(unpacked, ground, options) }
  return kept
}

const perform: Perform = {
  async analyse({ bytes, ground }, tell) {
    const analysis = await analyseFile(bytes, ground, (_, done) => tell(done))
    return { analysis: gzipSync(JSON.stringify(analysis), { level: 1 }), rows: analysis.counted }
  },
  look: (given) => lookAt(planOf(given), given),
  choose: (given) => chooseMany(planOf(given).analysis.rows, given.options.choices, given.many),
  list: (given) => findingsAsText(planOf(given).planned.findings, given.lang),
  write(given) {
    const { planned } = planOf(given)
    const files = [...changedFiles(new Map(given.files), given.catalogue, planned)]
    return { files, inTheWay: obstacles(planned, given.skipBadRows) }
  },
}

/** What is smaller is done at once: a thread takes longer to begin. What is packed counts by what it unpacks to as well. */
const small = { packed: 200_000, unpacked: 4_000_000 }

async function isSmall(given: Tasks[TaskName]['given']): Promise<boolean> {
  const packed = 'bytes' in given ? given.bytes : given.analysis
  if (packed.length >= small.packed) return false
  return ('bytes' in given ? await unpackedSize(packed) : sizeOfGzip(packed)) < small.unpacked
}

/** Which a file in this format ends with (RFC 1952, section 2.3.1). */
const sizeOfGzip = (packed: Uint8Array): number =>
  new DataView(packed.buffer, packed.byteOffset, packed.byteLength).getUint32(packed.length - 4, true)

/** No file that is taken needs as much; one that does ends its thread and not the server. */
const resourceLimits = { maxOldGenerationSizeMb: 2048 }

export interface TaskOptions {
  onProgress?: (done: number) => void
  signal?: AbortSignal
}

/** Does the work beside the server, which answers meanwhile. `signal` ends it. */
export async function performTask<Name extends TaskName>(
  name: Name,
  given: Tasks[Name]['given'],
  { onProgress = () => {}, signal }: TaskOptions = {},
): Promise<Tasks[Name]['done']> {
  if (await isSmall(given)) return perform[name](given, onProgress)
  signal?.throwIfAborted()
  const desk = name === 'analyse' ? new TaskThread() : lookingDesk()
  signal?.addEventListener('abort', () => desk.end())
  const done = desk.perform(name, given, onProgress) as Promise<Tasks[Name]['done']>
  return name === 'analyse' ? done.finally(() => desk.end()) : done
}

interface Waiting {
  tell: (done: number) => void
  resolve: (done: unknown) => void
  reject: (problem: Problem) => void
}

type Answer = { number: number } & ({ tell: number } | { done: unknown } | { failed: string })

/** A thread that works at one task after another. */
class TaskThread {
  ended = false
  private readonly waiting = new Map<number, Waiting>()
  private readonly worker: Worker
  private last = 0

  constructor() {
    this.worker = new Worker(new URL(import.meta.url), { workerData: { importTasks: true }, resourceLimits })
    this.worker.unref()
    this.worker.on('message', (answer: Answer) => this.hear(answer))
    this.worker.on('error', (error) =>
      this.fail(new Problem('import', 'the file could not be worked at', { cause: error })),
    )
    this.worker.on('exit', () => this.fail(new Problem('import', 'the work was ended')))
  }

  perform(name: TaskName, given: unknown, tell: (done: number) => void): Promise<unknown> {
    const number = ++this.last
    return new Promise((resolve, reject) => {
      this.waiting.set(number, { tell, resolve, reject })
      this.worker.postMessage({ number, name, given })
    })
  }

  end(): void {
    void this.worker.terminate()
  }

  get busy(): boolean {
    return this.waiting.size > 0
  }

  private hear(answer: Answer): void {
    const waiting = this.waiting.get(answer.number)
    if (waiting === undefined) return
    if ('tell' in answer) {
      waiting.tell(answer.tell)
      return
    }
    this.waiting.delete(answer.number)
    if ('done' in answer) waiting.resolve(answer.done)
    else waiting.reject(new Problem('import', answer.failed))
  }

  private fail(problem: Problem): void {
    this.ended = true
    for (const { reject } of this.waiting.values()) reject(problem)
    this.waiting.clear()
  }
}

/** After so long without a look the thread ends, with what it has kept. */
const idle = 5 * 60_000

let desk: TaskThread | null = null
let ending: NodeJS.Timeout | undefined

/** The thread at which imports are looked at: it keeps the last one. */
function lookingDesk(): TaskThread {
  clearTimeout(ending)
  if (desk === null || desk.ended) desk = new TaskThread()
  const own = desk
  ending = setTimeout(() => {
    if (!own.busy) own.end()
  }, idle)
  ending.unref()
  return own
}

interface Asked {
  number: number
  name: TaskName
  given: never
}

async function answerTask(port: NonNullable<typeof parentPort>, { number, name, given }: Asked): Promise<void> {
  const post = (answer: Answer) => port.postMessage(answer)
  try {
    post({ number, done: await perform[name](given, (tell) => post({ number, tell })) })
  } catch (error) {
    post({ number, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
}

const isThread = (data: unknown): boolean => typeof data === 'object' && data !== null && 'importTasks' in data

if (parentPort !== null && isThread(workerData)) {
  const port = parentPort
  port.on('message', (asked: Asked) => void answerTask(port, asked))
}
