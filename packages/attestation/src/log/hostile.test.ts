// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { newKey } from '../crypto/signers.ts'
import { MemoryTileStore } from '../testing/memory-tile-store.ts'
import { raised, raisedLater } from '../testing/raised.ts'
import { certificateDigest, eventEntry } from './certificate-event.ts'
import { readCheckpoint } from './checkpoint.ts'
import { readLogPolicy } from './log-policy.ts'
import { readLogProof } from './log-proof.ts'
import { createLog } from './log-writer.ts'
import { readNote } from './note.ts'
import { noteKeyText, noteSigner, readNoteKey } from './note-key.ts'
import { readBundle } from './tiles.ts'
import { verifyReceipt } from './verify-receipt.ts'

const { signer } = await newKey('Ed25519')
const own = await noteSigner('log.example', 'ed25519', signer)
const witness = await noteSigner('witness.example', 'cosignature/v1', signer)
const log = await createLog({ store: new MemoryTileStore(), signer: own })
const event = { kind: 'issued', certificate: await certificateDigest('a.b.c') } as const
const [receipt = ''] = (await log.append([await eventEntry(event), await eventEntry(event)])).slice(1)
const policyText = `log ${noteKeyText(own.key)}\nwitness w ${noteKeyText(witness.key)}\ngroup g 1 w\nquorum none\n`
const policy = await readLogPolicy(policyText)
const texts = [receipt, log.checkpoint, readNote(log.checkpoint).text, policyText, noteKeyText(own.key)]

/** One of the texts with parts of it, or of another one, or anything at all put in other places. */
const spoilt = fc
  .tuple(
    fc.constantFrom(...texts),
    fc.array(
      fc.tuple(
        fc.nat(1200),
        fc.nat(60),
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 8 }),
          fc.constantFrom('\n', '\n\n', '— ', '=', '+', ' ', '0', '9'.repeat(17), '\ud800', ...texts),
        ),
      ),
      { minLength: 1, maxLength: 3 },
    ),
  )
  .map(([text, changes]) =>
    changes.reduce((whole, [at, length, put]) => whole.slice(0, at) + put + whole.slice(at + length), text),
  )

describe('what a log gives out, spoilt in any way', () => {
  it('is read or refused with a code, and proves nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(spoilt, async (text) => {
        for (const read of [readNote, readCheckpoint, readLogProof]) raised(() => read(text))
        for (const read of [readLogPolicy, readNoteKey]) await raisedLater(async () => read(text))
        const { problems, logged } = await verifyReceipt(text, event, policy)
        assert.equal(logged === null, problems.length > 0)
        if (logged !== null) assert.deepEqual([logged.index, logged.size], [1, 2])
      }),
      { numRuns: 1500, seed: 20261122 },
    )
  })

  it('ends a bundle where its bytes end', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.nat(300), (bytes, count) => {
        const told = raised(() => assert.equal(readBundle(new Uint8Array(bytes), count).length, count))
        assert.match(told, /^(nothing|log-tile-damaged)$/)
      }),
      { numRuns: 1000, seed: 20261122 },
    )
  })
})
