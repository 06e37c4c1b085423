// SPDX-License-Identifier: Apache-2.0
import { type Bytes, concatBytes, hex, sameBytes } from '../bytes/bytes.ts'
import { readUtf8, utf8 } from '../bytes/utf8.ts'
import { platformCrypto } from '../crypto/crypto.ts'
import type { CryptoProvider, Soon } from '../crypto/crypto-provider.ts'
import { AttestationError } from '../error.ts'
import { type Checkpoint, checkpointText, readCheckpoint } from './checkpoint.ts'
import { GrowingTree } from './growing-tree.ts'
import { logProofText } from './log-proof.ts'
import { readNote, signNote, verifyNote, withSignatures } from './note.ts'
import type { NoteSigner } from './note-key.ts'
import { consistencyProof, inclusionProof } from './proofs.ts'
import {
  bundle,
  checkpointPath,
  longestEntry,
  readBundle,
  readTile,
  type TileFile,
  type TileStore,
  tileHeight,
  tilePath,
  tileWidth,
  widthOf,
} from './tiles.ts'
import { emptyRoot, leafHash } from './tree-hash.ts'

/** What is added to a log. */
export interface LogEntry {
  /** What the log keeps for everybody to read: at most 65,535 bytes. */
  readonly data: Bytes
  /** What only the receipt keeps. */
  readonly extra?: Bytes
}

/** Where a log is kept and who signs it; the log's origin is the name of the key. */
export interface LogHome {
  readonly store: TileStore
  readonly signer: NoteSigner
  readonly crypto?: CryptoProvider
  /**
   * Shows a new checkpoint to witnesses, after it would outlive a loss of power and before receipts are given, and
   * answers the lines of theirs that hold; none where no witness can be reached. What it throws fails the batch.
   */
  cosign?(request: CosignRequest): Soon<readonly string[]>
}

/** What a witness is shown (c2sp.org/tlog-witness). */
export interface CosignRequest {
  readonly checkpoint: string
  /** The size of the checkpoint before, and that it is consistent with this one; of an empty log there is no proof. */
  readonly oldSize: number
  readonly proof: readonly Bytes[]
}

interface Waiting {
  readonly entries: readonly LogEntry[]
  readonly resolve: (receipts: string[]) => void
  readonly reject: (error: unknown) => void
}

/** Entries of one batch; more wait for the next. */
const mostOfBatch = 65_536

/**
 * Appends to a log. What `append` is given while a batch is being written goes into the next one together. The order is:
 * tiles and bundles, one sync, then the checkpoint, then witnesses, then the receipts: whatever moment a process dies at, `openLog`
 * goes on from the last checkpoint, and no receipt was given that it does not cover. No file that a checkpoint stands
 * on is written again.
 */
export class LogWriter {
  private readonly home: LogHome
  private readonly crypto: CryptoProvider
  private readonly tree: GrowingTree
  /** Entries of the bundle that is not full yet. */
  private entries: Bytes[]
  private note: string
  private waiting: Waiting[] = []
  private isWriting = false
  private stoppedBy: unknown = null

  /** Use `createLog` and `openLog`. */
  constructor(home: LogHome, tree: GrowingTree, entries: Bytes[], note: string) {
    this.home = home
    this.crypto = home.crypto ?? platformCrypto
    this.tree = tree
    this.entries = entries
    this.note = note
  }

  /** The note of the last checkpoint. */
  get checkpoint(): string {
    return this.note
  }

  /** How many entries the last checkpoint covers, once nothing is being written. */
  get size(): number {
    return this.tree.size
  }

  /**
   * Adds entries in their order and answers a receipt for each, the text of a tlog-proof, when all would outlive a loss
   * of power. Throws `too-large` for an entry; `log-moved` where another writer went on; `log-stopped` after a batch
   * failed, since nobody knows what of it was kept: open the log anew.
   */
  append(entries: readonly LogEntry[]): Promise<string[]> {
    const long = entries.findIndex(({ data }) => data.length > longestEntry)
    if (long >= 0 || entries.length > mostOfBatch)
      return Promise.reject(
        long >= 0
          ? new AttestationError('too-large', `${long}`, `an entry has at most ${longestEntry} bytes`)
          : new AttestationError('too-large', '', `at most ${mostOfBatch} entries are added at once`),
      )
    return new Promise((resolve, reject) => {
      this.waiting.push({ entries, resolve, reject })
      if (!this.isWriting) void this.work()
    })
  }

  private async work(): Promise<void> {
    this.isWriting = true
    for (let batch = this.nextBatch(); batch.length > 0; batch = this.nextBatch())
      try {
        if (this.stoppedBy !== null) throw this.stopped()
        const receipts = await this.write(batch.flatMap(({ entries }) => entries))
        for (const { entries, resolve } of batch) resolve(receipts.splice(0, entries.length))
      } catch (error) {
        this.stoppedBy ??= error
        for (const { reject } of batch) reject(error)
      }
    this.isWriting = false
  }

  private nextBatch(): Waiting[] {
    let count = 0
    const end = this.waiting.findIndex(({ entries }) => {
      count += entries.length
      return count > mostOfBatch
    })
    return this.waiting.splice(0, end < 0 ? this.waiting.length : end)
  }

  private stopped(): AttestationError {
    return new AttestationError('log-stopped', '', 'a batch failed before: open the log anew', {
      cause: this.stoppedBy,
    })
  }

  private async write(added: readonly LogEntry[]): Promise<string[]> {
    const { tree, crypto } = this
    const { store, signer } = this.home
    const first = tree.size
    if (added.length === 0) return []
    await this.stayOnlyWriter()
    for (const { data } of added) {
      const leaf = leafHash(crypto, data)
      await tree.push(leaf instanceof Promise ? await leaf : leaf)
    }
    this.entries.push(...added.map(({ data }) => data))
    await store.write([...bundlesSince(first, tree.size, this.entries), ...tilesSince(first, tree)])
    const head = { origin: signer.key.name, size: tree.size, root: await tree.root(), extensions: [] }
    await this.publish(await signNote(checkpointText(head), signer))
    await this.askWitnesses(first)
    const receipts: string[] = []
    for (const [place, { extra = null }] of added.entries()) {
      const index = first + place
      const hashes = await inclusionProof(crypto, tree.hashOf, index, tree.size)
      receipts.push(logProofText({ extra, index, hashes, checkpoint: this.note }))
    }
    tree.forget()
    this.entries = this.entries.slice(this.entries.length - (tree.size % tileWidth))
    return receipts
  }

  /** Asked before tiles are written, so that those of another writer are not written over. */
  private async stayOnlyWriter(): Promise<void> {
    const stored = await this.home.store.read(checkpointPath)
    if (stored === null || !sameBytes(stored, utf8(this.note))) throw moved()
  }

  private async publish(next: string): Promise<void> {
    if (!(await this.home.store.swapCheckpoint(utf8(this.note), utf8(next)))) throw moved()
    this.note = next
  }

  private async askWitnesses(oldSize: number): Promise<void> {
    const { tree, crypto, home, note } = this
    if (home.cosign === undefined) return
    const proof = oldSize === 0 ? [] : await consistencyProof(crypto, tree.hashOf, oldSize, tree.size)
    const lines = await home.cosign({ checkpoint: note, oldSize, proof })
    if (lines.length > 0) await this.publish(withSignatures(note, lines))
  }
}

function moved(): AttestationError {
  return new AttestationError('log-moved', checkpointPath, 'another writer went on with this log')
}

/** Begins a log without entries; throws `log-moved` where there is a checkpoint already. */
export async function createLog(home: LogHome): Promise<LogWriter> {
  const { store, signer, crypto = platformCrypto } = home
  const head = { origin: signer.key.name, size: 0, root: await emptyRoot(crypto), extensions: [] }
  const note = await signNote(checkpointText(head), signer)
  if (!(await store.swapCheckpoint(null, utf8(note))))
    throw new AttestationError('log-moved', checkpointPath, 'a log is kept here already')
  return new LogWriter(home, new GrowingTree(crypto), [], note)
}

/**
 * Goes on with a log from its last checkpoint. Throws `log-tile-missing` where there is no checkpoint or a tile is gone,
 * `log-tile-damaged` where tiles or entries do not make the checkpoint's root, `log-signature-wrong` where this key did
 * not sign it, and what reading a note throws.
 */
export async function openLog(home: LogHome): Promise<LogWriter> {
  const { store, signer, crypto = platformCrypto } = home
  const stored = await store.read(checkpointPath)
  if (stored === null) throw new AttestationError('log-tile-missing', checkpointPath, 'no log is kept here')
  const note = readUtf8(stored, checkpointPath)
  const signed = readNote(note, checkpointPath)
  const head = readCheckpoint(signed.text, checkpointPath)
  const { held } = await verifyNote(signed, [signer.key], crypto)
  if (held.length === 0 || head.origin !== signer.key.name)
    throw new AttestationError('log-signature-wrong', checkpointPath, `${signer.key.name} did not sign this checkpoint`)
  const tree = await GrowingTree.read(crypto, store, head.size)
  const entries = await lastEntries(store, head, tree, crypto)
  if (hex(await tree.root()) !== hex(head.root))
    throw new AttestationError('log-tile-damaged', checkpointPath, 'the tiles do not make the root of the checkpoint')
  return new LogWriter(home, tree, entries, note)
}

async function lastEntries(store: TileStore, { size }: Checkpoint, tree: GrowingTree, crypto: CryptoProvider) {
  const index = Math.floor(size / tileWidth)
  if (widthOf(0, index, size) === 0) return []
  const { bytes, width, path } = await readTile(store, 'entries', index, size)
  const entries = readBundle(bytes, width, path)
  for (const [place, entry] of entries.entries())
    if (hex(await leafHash(crypto, entry)) !== hex(tree.hashOf(0, index * tileWidth + place)))
      throw new AttestationError('log-tile-damaged', path, `entry ${place} is not the one that was hashed`)
  return entries
}

/** The tiles that have more hashes than when the log had `first` leaves. */
function tilesSince(first: number, tree: GrowingTree): TileFile[] {
  const files: TileFile[] = []
  for (let level = 0; ; level++) {
    const [before, after] = [first, tree.size].map((size) => Math.floor(size / tileWidth ** level)) as [number, number]
    if (before === after) return files
    for (let index = Math.floor(before / tileWidth); index * tileWidth < after; index++) {
      const width = widthOf(level, index, tree.size)
      const hashes = Array.from({ length: width }, (_, place) =>
        tree.hashOf(level * tileHeight, index * tileWidth + place),
      )
      files.push({ path: tilePath(level, index, width), bytes: concatBytes(...hashes) })
    }
  }
}

/** The bundles that have more entries; `entries` begin with the first of the bundle that was not full. */
function bundlesSince(first: number, size: number, entries: readonly Bytes[]): TileFile[] {
  const files: TileFile[] = []
  const begin = Math.floor(first / tileWidth)
  for (let index = begin; index * tileWidth < size; index++) {
    const width = widthOf(0, index, size)
    const start = (index - begin) * tileWidth
    files.push({
      path: tilePath('entries', index, width),
      bytes: bundle(entries.slice(start, start + width)),
    })
  }
  return files
}
