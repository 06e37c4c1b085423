// SPDX-License-Identifier: Apache-2.0
import { createHash, generateKeyPairSync, hash, randomBytes, sign } from 'node:crypto'
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLog, eventEntry, newKey, noteSigner, type TileFile } from '../../packages/attestation/src/index.ts'
import { FileTileStore } from '../../test/support/log/file-tile-store.ts'
import { type BenchOptions, type BenchResult, median, resultOf } from '../result.ts'

/** Entries a second that one batch after the other brings, every batch on disk before its receipts are given. */
const workloads = [
  { batch: 1, callers: 1, entries: 200 },
  { batch: 1, callers: 64, entries: 6_400 },
  { batch: 16, callers: 1, entries: 3_200 },
  { batch: 256, callers: 1, entries: 25_600 },
  { batch: 1024, callers: 1, entries: 51_200 },
]
const goal = 2000

class CountingStore extends FileTileStore {
  bytes = 0

  override async write(files: readonly TileFile[]): Promise<void> {
    for (const { bytes } of files) this.bytes += bytes.length
    await super.write(files)
  }
}

type Workload = (typeof workloads)[number]

/** Salted events of certificates into a log in a folder, with receipts. */
async function ours(folder: string, { batch, callers, entries }: Workload) {
  const signer = await noteSigner('log.example/certificates', 'ed25519', (await newKey('Ed25519')).signer)
  const store = new CountingStore(folder)
  const log = await createLog({ store, signer })
  const certificate = new Uint8Array(randomBytes(32))
  const [started, cpu] = [performance.now(), process.cpuUsage()]
  let receipt = ''
  const call = async () => {
    for (let count = 0; count < entries / callers; count += batch) {
      const added = Array.from({ length: batch }, () => eventEntry({ kind: 'issued', certificate }))
      receipt = (await log.append(await Promise.all(added))).at(-1) ?? ''
    }
  }
  await Promise.all(Array.from({ length: callers }, call))
  const seconds = (performance.now() - started) / 1000
  const used = process.cpuUsage(cpu)
  return {
    rate: entries / seconds,
    cpuMicroseconds: (used.user + used.system) / entries,
    syncsPerEntry: store.syncs / entries,
    bytesPerEntry: store.bytes / entries,
    receiptBytes: Buffer.byteLength(receipt),
  }
}

/** As many salts, hashes and signatures by `node:crypto` alone, written to one file with one sync a batch: no tree, no tiles, no receipts. */
function bare(folder: string, { callers, batch: each, entries }: Workload): number {
  const batch = each * callers
  const { privateKey } = generateKeyPairSync('ed25519')
  const file = openSync(join(folder, 'bare'), 'a')
  const started = performance.now()
  for (let count = 0; count < entries; count += batch) {
    const written = createHash('sha256')
    const parts: Buffer[] = []
    for (let place = 0; place < batch; place++) {
      const entry = hash('sha256', randomBytes(32), 'buffer')
      const leaf = hash('sha256', entry, 'buffer')
      parts.push(entry, leaf, hash('sha256', leaf, 'buffer'))
      written.update(leaf)
    }
    parts.push(sign(null, written.digest(), privateKey))
    writeSync(file, Buffer.concat(parts))
    fdatasyncSync(file)
  }
  const seconds = (performance.now() - started) / 1000
  closeSync(file)
  return entries / seconds
}

export async function appendToFiles(
  report: (result: BenchResult) => void,
  { rounds, progress }: BenchOptions,
): Promise<void> {
  for (const workload of workloads) {
    const { batch, callers, entries } = workload
    const name = callers === 1 ? `batches of ${batch}` : `${callers} callers with ${batch} each`
    const mine: Awaited<ReturnType<typeof ours>>[] = []
    const limits: number[] = []
    for (let round = 1; round <= rounds; round++) {
      progress(`attestation: log, ${name}, round ${round} of ${rounds}`)
      const folder = mkdtempSync(join(tmpdir(), 'passerelle-log-'))
      mine.push(await ours(folder, workload))
      limits.push(bare(folder, workload))
      rmSync(folder, { recursive: true, force: true })
    }
    const of = (name: keyof (typeof mine)[number]) => median(mine.map((one) => one[name]))
    report(
      resultOf({
        name: `log append with receipt, on disk, ${name}`,
        unit: 'entries/s',
        better: 'higher',
        ours: of('rate'),
        limit: median(limits),
        detail: {
          goal,
          reached: of('rate') >= goal,
          entries,
          cpuMicroseconds: of('cpuMicroseconds'),
          syncsPerEntry: of('syncsPerEntry'),
          bytesPerEntry: of('bytesPerEntry'),
          receiptBytes: of('receiptBytes'),
        },
      }),
    )
  }
}
