// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Bytes, concatBytes, hex } from '../bytes/bytes.ts'
import { readUtf8, utf8 } from '../bytes/utf8.ts'
import { platformCrypto } from '../crypto/crypto.ts'
import { newKey } from '../crypto/signers.ts'
import { webProvider } from '../crypto/web-provider.ts'
import { MemoryTileStore } from '../testing/memory-tile-store.ts'
import { raisedLater } from '../testing/raised.ts'
import { checkpointText, cosignatureLine, readCheckpoint } from './checkpoint.ts'
import { proveEntry, readLogProof } from './log-proof.ts'
import { type CosignRequest, createLog, type LogEntry, openLog } from './log-writer.ts'
import { readNote, signNote, verifyNote } from './note.ts'
import { noteSigner } from './note-key.ts'
import { consistencyProof, isConsistent, isIncluded } from './proofs.ts'
import { bundle, readBundle, tileHashes, tilePath } from './tiles.ts'
import { leafHash, rangeHash } from './tree-hash.ts'

const signer = await noteSigner('log.example/certificates', 'ed25519', (await newKey('Ed25519')).signer)
const entriesFrom = (first: number, count: number): LogEntry[] =>
  Array.from({ length: count }, (_, place) => ({ data: utf8(`entry ${first + place}`), extra: utf8(`${place}`) }))

const headOf = (note: string) => readCheckpoint(readNote(note).text)

/** Whether a receipt holds for an entry, by nothing but the two. */
async function holds(receipt: string, { data }: LogEntry): Promise<boolean> {
  const { index, hashes, checkpoint } = readLogProof(receipt)
  const { held } = await verifyNote(readNote(checkpoint), [signer.key])
  const leaf = await leafHash(platformCrypto, data)
  return held.length === 1 && isIncluded(platformCrypto, leaf, index, headOf(checkpoint), hashes)
}

/** The root over entries without tiles: leaf hashes, then rows of hashes above. */
async function rootOf(entries: readonly LogEntry[]): Promise<string> {
  const rows: Bytes[][] = [await Promise.all(entries.map(async ({ data }) => leafHash(platformCrypto, data)))]
  return hex(
    await rangeHash(
      platformCrypto,
      async (height, index) => {
        for (let at = rows.length; at <= height; at++) {
          const below = rows[at - 1] ?? []
          const pairs = below.filter((_, place) => place % 2 === 1)
          rows[at] = await Promise.all(
            pairs.map((right, place) =>
              platformCrypto.sha256(Buffer.concat([Buffer.from([1]), below[place * 2] as Bytes, right])),
            ),
          )
        }
        return rows[height]?.[index] as Bytes
      },
      0,
      entries.length,
    ),
  )
}

/** A log of `size` entries that are all the same, put there tile by tile: large without being appended. */
async function logOfSame(size: number) {
  const store = new MemoryTileStore()
  const put = (path: string, bytes: Bytes) => store.write([{ path, bytes }])
  let hash = await leafHash(platformCrypto, utf8('same'))
  const equal = (count: number, part: Bytes) => concatBytes(...Array.from({ length: count }, () => part))
  for (let level = 0; 256 ** level <= size; level++) {
    const count = Math.floor(size / 256 ** level)
    for (let index = 0; index * 256 < count; index++) {
      const width = Math.min(256, count - index * 256)
      put(tilePath(level, index, width), equal(width, hash))
      if (level === 0) put(tilePath('entries', index, width), bundle(Array.from({ length: width }, () => utf8('same'))))
    }
    for (let step = 0; step < 8; step++) hash = await platformCrypto.sha256(concatBytes([1], hash, hash))
  }
  const root = await rangeHash(platformCrypto, tileHashes(platformCrypto, store, size), 0, size)
  const text = checkpointText({ origin: signer.key.name, size, root, extensions: [] })
  store.swapCheckpoint(null, utf8(await signNote(text, signer)))
  return { store, log: await openLog({ store, signer }) }
}

/** A new log of some batches. */
async function logOf(...batches: number[]) {
  const store = new MemoryTileStore()
  const log = await createLog({ store, signer })
  const entries: LogEntry[] = []
  const receipts: string[] = []
  for (const count of batches) {
    const added = entriesFrom(entries.length, count)
    receipts.push(...(await log.append(added)))
    entries.push(...added)
  }
  return { store, log, entries, receipts }
}

describe('a log', () => {
  it('gives a receipt for each entry that holds without the log', async () => {
    const { log, entries, receipts } = await logOf(1, 1, 3, 250, 1, 1, 300, 0, 66)
    assert.equal(headOf(log.checkpoint).size, 623)
    assert.equal(hex(headOf(log.checkpoint).root), await rootOf(entries))
    for (const [index, entry] of entries.entries()) {
      const receipt = receipts[index] ?? ''
      assert.equal(readLogProof(receipt).index, index)
      assert.deepEqual(readLogProof(receipt).extra, entry.extra)
      assert.equal(await holds(receipt, entry), true)
    }
    assert.equal(await holds(receipts[300] ?? '', { data: utf8('another') }), false)
  })

  it('lies in the files of the example of tlog-tiles: 70,000 entries', async () => {
    const { store, log } = await logOfSame(65_300)
    for (const path of [...store.files.keys()]) if (path.includes('.p/')) store.files.delete(path)
    await log.append(entriesFrom(65_300, 4_700))
    assert.equal(log.size, 70_000)
    assert.equal((await openLog({ store, signer })).size, 70_000)
    const names = [...store.files.keys()]
    const at = (prefix: string) => names.filter((name) => name.startsWith(prefix))
    const full = (prefix: string) => at(prefix).filter((name) => !name.includes('.p/')).length
    assert.deepEqual(
      ['tile/0/', 'tile/1/', 'tile/2/', 'tile/entries/'].map((prefix) => full(prefix)),
      [273, 1, 0, 273],
    )
    assert.deepEqual(names.filter((name) => name.includes('.p/')).sort(), [
      'tile/0/273.p/112',
      'tile/1/001.p/17',
      'tile/2/000.p/1',
      'tile/entries/273.p/112',
    ])
    assert.equal(store.files.get('tile/0/272')?.length, 8192)
    assert.deepEqual(
      readBundle(store.read('tile/entries/273.p/112') as Bytes, 112)
        .map((bytes) => readUtf8(bytes))
        .at(-1),
      'entry 69999',
    )
  })

  it('is the same by WebCrypto, which computes later', async () => {
    const { log, store } = await logOf(1, 260, 300)
    const other = new MemoryTileStore()
    const crypto = webProvider(globalThis.crypto)
    await createLog({ store: other, signer, crypto })
    for (const [first, count] of [
      [0, 1],
      [1, 260],
      [261, 300],
    ] as const)
      await (await openLog({ store: other, signer, crypto })).append(entriesFrom(first, count))
    assert.deepEqual(other.files, store.files)
    assert.equal(headOf(log.checkpoint).size, 561)
  })

  it('names tiles as tlog-tiles does', () => {
    assert.equal(tilePath(0, 1_234_067), 'tile/0/x001/x234/067')
    assert.equal(tilePath('entries', 1000, 255), 'tile/entries/x001/000.p/255')
    assert.equal(tilePath(63, 0, 1), 'tile/63/000.p/1')
  })

  it('proves by its tiles, also where partial ones were cleared away', async () => {
    const { store, log } = await logOfSame(65_535)
    const added = entriesFrom(65_535, 1_000)
    const [receipt = ''] = await log.append(added)
    for (const path of [...store.files.keys()])
      if (path.includes('.p/') && store.files.has(path.replace(/[.]p.*/, ''))) store.files.delete(path)
    const hashOf = tileHashes(platformCrypto, store, log.size)
    for (const size of [1, 255, 256, 4_711, 65_535, 65_536, 66_534]) {
      const older = { size, root: await rangeHash(platformCrypto, hashOf, 0, size) }
      const proof = await consistencyProof(platformCrypto, hashOf, size, log.size)
      assert.equal(await isConsistent(platformCrypto, older, headOf(log.checkpoint), proof), true)
      const newer = await proveEntry(store, { index: size }, log.checkpoint)
      const entry = added[size - 65_535] ?? { data: utf8('same') }
      assert.equal(await holds(newer, entry), true)
      assert.equal(readLogProof(newer).hashes.length <= 17, true)
    }
    assert.equal(await proveEntry(store, { index: 65_535, extra: utf8('0') }, log.checkpoint), receipt)
    const beyond = { index: log.size }
    assert.equal(await raisedLater(() => proveEntry(store, beyond, log.checkpoint)), 'log-proof-invalid index')
  })

  it('takes what comes during a batch into the next one together', async () => {
    const { store, log } = await logOf()
    let writes = 0
    const write = store.write.bind(store)
    store.write = (files) => {
      writes++
      write(files)
    }
    const all = await Promise.all(Array.from({ length: 40 }, (_, index) => log.append(entriesFrom(index, 1))))
    assert.deepEqual([all.length, writes, log.size], [40, 2, 40])
    for (const [index, [receipt = '']] of all.entries())
      assert.equal(await holds(receipt, entriesFrom(index, 1)[0] as LogEntry), true)
  })

  it('shows each checkpoint to witnesses, with the proof that it goes on from the last', async () => {
    const witness = await noteSigner('witness.example', 'cosignature/v1', (await newKey('Ed25519')).signer)
    const store = new MemoryTileStore()
    const asked: CosignRequest[] = []
    const cosign = async (request: CosignRequest) => {
      asked.push(request)
      return [await cosignatureLine(request.checkpoint, witness, 1_700_000_000 + asked.length)]
    }
    await createLog({ store, signer })
    let log = await openLog({ store, signer, cosign })
    for (const count of [3, 253, 44, 212, 700]) {
      const before = headOf(log.checkpoint)
      const [receipt = ''] = await log.append(entriesFrom(log.size, count))
      const { held } = await verifyNote(readNote(readLogProof(receipt).checkpoint), [witness.key])
      assert.deepEqual(held, [{ key: witness.key, time: 1_700_000_000 + asked.length }])
      const { oldSize, proof } = asked.at(-1) as CosignRequest
      assert.equal(oldSize, before.size)
      if (oldSize > 0) assert.equal(await isConsistent(platformCrypto, before, headOf(log.checkpoint), proof), true)
      log = await openLog({ store, signer, cosign })
    }
  })
})

describe('a log whose process dies', () => {
  it('goes on from its last checkpoint, wherever that happens', async () => {
    let stops = 0
    for (let steps = 0; steps === stops; steps++) {
      const { store, log, entries, receipts } = await logOf(250)
      const kept = new Map(store.files)
      let left = steps
      store.fail = () => {
        if (left-- === 0) throw new RangeError('killed')
      }
      const died = await log.append(entriesFrom(250, 300)).then(
        () => false,
        () => true,
      )
      if (died) stops++
      store.fail = () => undefined
      const again = await openLog({ store, signer })
      const { size } = headOf(again.checkpoint)
      // Killed after the checkpoint and before the receipts, or not at all: it covers the batch. Otherwise it is gone.
      const wasKept = size === 550
      assert.equal(wasKept || size === 250, true)
      const more: LogEntry[] = Array.from({ length: 20 }, (_, place) => ({ data: utf8(`later ${place}`) }))
      const later = await again.append(more)
      const all = [...entries, ...(wasKept ? entriesFrom(250, 300) : []), ...more]
      assert.equal(hex(headOf(again.checkpoint).root), await rootOf(all))
      for (const [index, entry] of [...entries.entries()].filter(([index]) => index % 83 === 0)) {
        assert.equal(await holds(receipts[index] ?? '', entry), true)
        assert.equal(await holds(await proveEntry(store, { index }, again.checkpoint), entry), true)
      }
      assert.equal(await holds(later[0] ?? '', more[0] as LogEntry), true)
      for (const [path, bytes] of kept) if (path !== 'checkpoint') assert.equal(store.files.get(path), bytes, path)
    }
    // Three bundles, three tiles, one tile above, the checkpoint, and the receipts that are not given any more.
    assert.equal(stops, 9)
  })

  it('takes nothing more until it is opened anew', async () => {
    const { store, log } = await logOf(3)
    store.fail = () => {
      throw new RangeError('disk full')
    }
    await assert.rejects(log.append(entriesFrom(3, 1)), RangeError)
    store.fail = () => undefined
    assert.equal(await raisedLater(() => log.append(entriesFrom(3, 1))), 'log-stopped')
    assert.equal((await openLog({ store, signer })).size, 3)
  })
})

describe('a log is refused', () => {
  it('where another writer went on', async () => {
    const { store, log } = await logOf(3)
    const other = await openLog({ store, signer })
    await other.append(entriesFrom(3, 300))
    const kept = new Map(store.files)
    assert.equal(await raisedLater(() => log.append(entriesFrom(3, 400))), 'log-moved checkpoint')
    assert.deepEqual(store.files, kept)
    assert.equal(await raisedLater(() => createLog({ store, signer })), 'log-moved checkpoint')
    assert.equal(await raisedLater(() => other.append(entriesFrom(303, 2))), 'nothing')
    const late = await openLog({ store, signer })
    store.fail = (step) => {
      if (step !== 'checkpoint') return
      store.fail = () => undefined
      store.files.set(step, utf8('of another writer'))
    }
    assert.equal(await raisedLater(() => late.append(entriesFrom(305, 1))), 'log-moved checkpoint')
  })

  it('for entries that are too long or too many', async () => {
    const { log } = await logOf()
    const long = { data: new Uint8Array(65_536) }
    assert.equal(await raisedLater(() => log.append([...entriesFrom(0, 1), long])), 'too-large 1')
    assert.equal(await raisedLater(() => log.append(entriesFrom(0, 65_537))), 'too-large')
    assert.equal(await raisedLater(() => log.append([{ data: new Uint8Array(65_535) }])), 'nothing')
  })

  const damages: [why: string, damage: (store: MemoryTileStore) => void, told: string][] = [
    ['without its checkpoint', ({ files }) => files.delete('checkpoint'), 'log-tile-missing checkpoint'],
    ['without a tile', ({ files }) => files.delete('tile/0/001.p/44'), 'log-tile-missing tile/0/001.p/44'],
    [
      'without a bundle',
      ({ files }) => files.delete('tile/entries/001.p/44'),
      'log-tile-missing tile/entries/001.p/44',
    ],
    [
      'with half a tile',
      ({ files }) => files.set('tile/0/001.p/44', new Uint8Array(44 * 16)),
      'log-tile-damaged tile/0/001.p/44',
    ],
    [
      'with another tile',
      ({ files }) => files.set('tile/1/000.p/1', new Uint8Array(32)),
      'log-tile-damaged checkpoint',
    ],
    [
      'with half a bundle',
      ({ files }) => files.set('tile/entries/001.p/44', new Uint8Array([0, 3, 1])),
      'log-tile-damaged tile/entries/001.p/44',
    ],
    [
      'with another entry',
      ({ files }) => files.set('tile/entries/001.p/44', new Uint8Array(88)),
      'log-tile-damaged tile/entries/001.p/44',
    ],
    [
      'with a checkpoint that its key did not sign',
      (store) => store.files.set('checkpoint', utf8(readUtf8(store.read('checkpoint') as Bytes).replace('300', '256'))),
      'log-signature-wrong checkpoint',
    ],
    [
      'with a checkpoint that is none',
      ({ files }) => files.set('checkpoint', utf8('300\n')),
      'note-invalid checkpoint',
    ],
  ]
  for (const [why, damage, told] of damages)
    it(why, async () => {
      const { store } = await logOf(300)
      damage(store)
      assert.equal(await raisedLater(() => openLog({ store, signer })), told)
    })

  it('under another name', async () => {
    const { store } = await logOf(3)
    const other = await noteSigner('other.example', 'ed25519', signer.signer)
    assert.equal(await raisedLater(() => openLog({ store, signer: other })), 'log-signature-wrong checkpoint')
  })
})
