// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto'
import {
  type Bytes,
  certificateDigest,
  createLog,
  eventEntry,
  type LogEntry,
  type LogWriter,
  newKey,
  noteSigner,
  proveEntry,
  readLogProof,
  type TileFile,
  type TileStore,
  verifyReceipt,
} from '../../packages/attestation/src/index.ts'
import { type BenchOptions, type BenchResult, median, resultOf, round } from '../result.ts'

/**
 * Keeps of each level the first tile and the last one: what the proof of the first entry is made of. A large log needs no
 * more memory than a small one.
 */
class ForgettingStore implements TileStore {
  bytes = 0
  files = 0
  private readonly kept = new Map<string, TileFile>()
  private checkpoint: Bytes | null = null

  read(path: string): Bytes | null {
    if (path === 'checkpoint') return this.checkpoint
    return [...this.kept.values()].find((file) => file.path === path)?.bytes ?? null
  }

  write(files: readonly TileFile[]): void {
    this.files += files.length
    for (const file of files) {
      this.bytes += file.bytes.length
      const [, level = '', tile = ''] = file.path.split('/', 3)
      this.kept.set(tile.startsWith('000') ? `first ${level}` : `last ${level}`, file)
    }
  }

  swapCheckpoint(_: Bytes | null, next: Bytes): boolean {
    this.checkpoint = next
    return true
  }
}

const batch = 256
const batches = 20

/** Bytes as random as an entry is: of no certificate, since only the bytes count while the log is filled. */
const filling = (count: number): LogEntry[] => Array.from({ length: count }, () => ({ data: randomBytes(33) }))

async function growTo(log: LogWriter, size: number): Promise<void> {
  while (log.size < size) await log.append(filling(Math.min(4096, size - log.size)))
}

/** CPU time in µs of one of some actions, each of which does `count` things. */
async function cpuOf(times: number, count: number, action: () => Promise<unknown>): Promise<number> {
  const all: number[] = []
  for (let time = 0; time < times; time++) {
    const before = process.cpuUsage()
    await action()
    const { user, system } = process.cpuUsage(before)
    all.push((user + system) / count)
  }
  return median(all)
}

/** The log grown to 10^3, 10^4, … entries; at each what one entry more costs, alone and in a batch, and the proof of the first. */
export async function growLog(report: (result: BenchResult) => void, options: BenchOptions): Promise<void> {
  const signer = await noteSigner('log.example/certificates', 'ed25519', (await newKey('Ed25519')).signer)
  const store = new ForgettingStore()
  const log = await createLog({ store, signer })
  const event = { kind: 'issued', certificate: await certificateDigest('a.b.c') } as const
  const first = await eventEntry(event)
  await log.append([first])
  const policy = { logs: [signer.key], quorum: null }
  for (let power = 3; power <= (options.long ? 7 : 6); power++) {
    options.progress(`attestation: log of 10^${power} entries`)
    await growTo(log, 10 ** power)
    const receipt = await proveEntry(store, { index: 0, extra: first.extra }, log.checkpoint)
    const { bytes, files } = store
    const together = await cpuOf(batches, batch, () => log.append(filling(batch)))
    const written = { bytes: (store.bytes - bytes) / (batch * batches), files: (store.files - files) / batches }
    const alone = await cpuOf(200, 1, () => log.append(filling(1)))
    const verified = await cpuOf(200, 1, () => verifyReceipt(receipt, event, policy))
    const name = `log of 10^${power} entries`
    const detail = {
      alone: round(alone),
      bytesPerEntry: round(written.bytes),
      filesPerBatch: round(written.files),
      megabytes: round(process.memoryUsage().rss / 1e6),
    }
    const proof = { hashes: readLogProof(receipt).hashes.length, verifyMicroseconds: round(verified) }
    const size = Buffer.byteLength(receipt)
    report(
      resultOf({ name: `${name}, append one of ${batch}`, unit: 'µs CPU', better: 'lower', ours: together, detail }),
    )
    report(resultOf({ name: `${name}, receipt`, unit: 'bytes', better: 'lower', ours: size, detail: proof }))
  }
}
