// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { base64 } from '../bytes/base64.ts'
import { concatBytes, hex } from '../bytes/bytes.ts'
import { utf8 } from '../bytes/utf8.ts'
import { platformCrypto } from '../crypto/crypto.ts'
import { newKey } from '../crypto/signers.ts'
import { webProvider } from '../crypto/web-provider.ts'
import { told } from '../testing/forged.ts'
import { MemoryTileStore } from '../testing/memory-tile-store.ts'
import { raisedLater } from '../testing/raised.ts'
import { type CertificateEvent, certificateDigest, type EventKind, eventEntry } from './certificate-event.ts'
import { checkpointText, cosignatureLine, readCheckpoint } from './checkpoint.ts'
import type { LogPolicy, Quorum } from './log-policy.ts'
import { logProofText, readLogProof } from './log-proof.ts'
import { createLog } from './log-writer.ts'
import { readNote, signNote, withSignatures } from './note.ts'
import { noteSigner } from './note-key.ts'
import { verifyReceipt } from './verify-receipt.ts'

const signerOf = async (name: string, type: 'ed25519' | 'cosignature/v1' = 'cosignature/v1') =>
  noteSigner(name, type, (await newKey('Ed25519')).signer)
const signer = await signerOf('log.example/certificates', 'ed25519')
const witnesses = await Promise.all(['one', 'two', 'three'].map((name) => signerOf(`${name}.example`)))
const twoOfThree: Quorum = { atLeast: 2, of: witnesses.map(({ key }) => ({ witness: key })) }
const policy: LogPolicy = { logs: [signer.key], quorum: twoOfThree }

const jwt = 'eyJ0eXAiOiJ2Yytqd3QifQ.eyJpZCI6InVybjp1dWlkOjEifQ.c2lnbmF0dXJl'
const eventOf = async (kind: EventKind, certificate = jwt): Promise<CertificateEvent> => ({
  kind,
  certificate: await certificateDigest(certificate),
})
const issued = await eventOf('issued')

/** A log of 300 events cosigned by so many witnesses, with the receipt of entry 280. */
async function receiptOf(event: CertificateEvent, cosigners: number): Promise<string> {
  const cosign = ({ checkpoint }: { checkpoint: string }) =>
    Promise.all(
      witnesses.slice(0, cosigners).map((one, place) => cosignatureLine(checkpoint, one, 1_700_000_000 + place)),
    )
  const log = await createLog({ store: new MemoryTileStore(), signer, cosign })
  const others = await Promise.all(
    Array.from({ length: 299 }, async (_, place) => eventEntry(await eventOf('issued', `a.${place}.c`))),
  )
  const receipts = await log.append(others.toSpliced(280, 0, await eventEntry(event)))
  return receipts[280] ?? ''
}

const receipt = await receiptOf(issued, 2)

describe('the entry of an event', () => {
  it('has the bytes of version 1', async () => {
    const salt = new Uint8Array(32).fill(7)
    const { data, extra } = await eventEntry(
      { kind: 'revoked', certificate: new Uint8Array(32).fill(9) },
      platformCrypto,
      salt,
    )
    const label = utf8('passerelle attestation/certificate event/v1\n')
    const hashed = await platformCrypto.sha256(concatBytes(label, [4], salt, new Uint8Array(32).fill(9)))
    assert.equal(hex(data), `01${hex(hashed)}`)
    assert.equal(hex(data), '01c72b20fbfcbc3c358620c4cc5cd39e6fb2c17667ec03881c2d696360e008ecf1')
    assert.equal(hex(extra), `0104${'07'.repeat(32)}`)
  })

  it('differs each time, so that it says nothing to whoever knows the certificate', async () => {
    const [one, other] = [await eventEntry(issued), await eventEntry(issued)]
    assert.notEqual(hex(one.data), hex(other.data))
  })

  it('is refused for a digest or a salt of another length', async () => {
    const short = new Uint8Array(31)
    assert.equal(await raisedLater(() => eventEntry({ kind: 'issued', certificate: short })), 'log-entry-invalid')
    assert.equal(await raisedLater(() => eventEntry(issued, platformCrypto, short)), 'log-entry-invalid')
  })

  it('is of one certificate whatever way it is shown, and of no other', async () => {
    const digest = async (certificate: Parameters<typeof certificateDigest>[0]) =>
      hex(await certificateDigest(certificate))
    const own = await digest(jwt)
    assert.equal(await digest(`${jwt}~ZGlzY2xvc3VyZQ~a.b.c`), own)
    assert.equal(await digest(jwt.replace('c2ln', 'AAAA')), own)
    assert.notEqual(await digest(jwt.replace('InVybj', 'InVzbj')), own)
    const document = await digest({ id: 'urn:1', name: 'a', proof: { type: 'DataIntegrityProof' } })
    assert.equal(await digest({ name: 'a', id: 'urn:1' }), document)
    assert.notEqual(await digest({ name: 'b', id: 'urn:1' }), document)
    assert.equal(await raisedLater(() => certificateDigest('nothing')), 'log-entry-invalid')
  })
})

describe('a receipt', () => {
  it('proves an event, by both libraries', async () => {
    for (const crypto of [platformCrypto, webProvider(globalThis.crypto)])
      assert.deepEqual(await verifyReceipt(receipt, issued, policy, crypto), {
        problems: [],
        logged: {
          origin: 'log.example/certificates',
          index: 280,
          size: 300,
          witnessed: [
            { name: 'one.example', time: 1_700_000_000 },
            { name: 'two.example', time: 1_700_000_001 },
          ],
        },
      })
    const withoutWitness = { ...policy, quorum: null }
    assert.deepEqual((await verifyReceipt(await receiptOf(issued, 0), issued, withoutWitness)).problems, [])
  })

  const proof = readLogProof(receipt)
  const head = readCheckpoint(readNote(proof.checkpoint).text)
  const changed = (change: Partial<typeof proof>) => logProofText({ ...proof, ...change })
  const otherExtra = (byte: number, place: number) => {
    const extra = proof.extra?.slice() ?? new Uint8Array()
    extra[place] = byte
    return changed({ extra })
  }
  const signed = async (change: Partial<typeof head>, by = signer) => {
    const note = await signNote(checkpointText({ ...head, ...change }), by)
    return changed({
      checkpoint: withSignatures(
        note,
        await Promise.all(witnesses.map((witness) => cosignatureLine(note, witness, 1))),
      ),
    })
  }
  const lineOf = (name: string) => proof.checkpoint.split('\n').find((line) => line.startsWith(`— ${name}`)) ?? ''
  const without = (name: string) => changed({ checkpoint: proof.checkpoint.replace(`${lineOf(name)}\n`, '') })
  const spoilt = (name: string) => {
    const line = lineOf(name)
    const middle = line.length - 20
    const other = `${line.slice(0, middle)}${line[middle] === 'A' ? 'B' : 'A'}${line.slice(middle + 1)}`
    return changed({ checkpoint: proof.checkpoint.replace(line, other) })
  }
  const zeros = new Uint8Array(32)

  const bad: [why: string, receipt: () => string | null | Promise<string>, expected: string[]][] = [
    ['there is none', () => null, ['log-proof-missing log-proof-missing ']],
    ['it is none', () => 'receipt', ['log-proof-wrong log-proof-invalid ']],
    [
      'its salt is another',
      () => otherExtra((proof.extra?.[5] ?? 0) ^ 1, 5),
      ['log-proof-wrong inclusion-wrong hashes'],
    ],
    ['it has no salt', () => changed({ extra: null }), ['log-proof-wrong log-entry-invalid extra']],
    ['it is of a later version', () => otherExtra(2, 0), ['log-proof-wrong log-entry-invalid extra']],
    ['its kind is unknown', () => otherExtra(5, 1), ['log-proof-wrong log-entry-invalid extra']],
    [
      'its salt is short',
      () => changed({ extra: new Uint8Array([1, 1]) }),
      ['log-proof-wrong log-entry-invalid extra'],
    ],
    ['it names another event', () => otherExtra(4, 1), ['log-proof-wrong log-event-other extra']],
    ['it names another index', () => changed({ index: 281 }), ['log-proof-wrong inclusion-wrong hashes']],
    ['it lacks a hash', () => changed({ hashes: proof.hashes.slice(1) }), ['log-proof-wrong inclusion-wrong hashes']],
    ['its checkpoint is no note', () => changed({ checkpoint: 'note' }), ['log-proof-wrong note-invalid checkpoint']],
    [
      'its note is no checkpoint',
      async () => changed({ checkpoint: await signNote('hello\n', signer) }),
      ['log-proof-wrong checkpoint-invalid checkpoint'],
    ],
    ['its log signed another root', () => signed({ root: zeros }), ['log-proof-wrong inclusion-wrong hashes']],
    ['its log signed another size', () => signed({ size: 281 }), ['log-proof-wrong inclusion-wrong hashes']],
    ['its log is unknown', () => signed({ origin: 'other.example' }), ['log-proof-wrong log-unknown checkpoint']],
    [
      'another key signed for its log',
      async () => signed({}, await signerOf('log.example/certificates', 'ed25519')),
      ['log-proof-wrong log-signature-missing checkpoint'],
    ],
    [
      'the signature of its log does not hold',
      () => spoilt('log.example'),
      ['log-proof-wrong log-signature-wrong checkpoint', 'log-proof-wrong log-signature-missing checkpoint'],
    ],
    ['a witness is missing', () => without('two'), ['log-proof-wrong witness-quorum-missing checkpoint']],
    [
      'a cosignature does not hold',
      () => spoilt('two'),
      ['log-proof-wrong witness-signature-wrong checkpoint', 'log-proof-wrong witness-quorum-missing checkpoint'],
    ],
    [
      'one witness cosigned twice',
      () => changed({ checkpoint: proof.checkpoint.replace(lineOf('two'), lineOf('one')) }),
      ['log-proof-wrong witness-quorum-missing checkpoint'],
    ],
    [
      'several things are wrong, and all are told',
      () => without('two').replace('index 280', 'index 7'),
      ['log-proof-wrong witness-quorum-missing checkpoint', 'log-proof-wrong inclusion-wrong hashes'],
    ],
  ]
  for (const [why, make, expected] of bad)
    it(`proves nothing where ${why}`, async () => {
      const { problems, logged } = await verifyReceipt(await make(), issued, policy)
      assert.deepEqual(told(problems), expected)
      assert.equal(logged, null)
    })

  it('proves nothing of another certificate', async () => {
    const other = await eventOf('issued', 'a.b.c')
    assert.deepEqual(told((await verifyReceipt(receipt, other, policy)).problems), [
      'log-proof-wrong inclusion-wrong hashes',
    ])
  })

  it('holds or is told to be wrong, whatever byte of it is another one', async () => {
    for (let place = 0; place < receipt.length; place += 3) {
      const character = receipt[place] === 'A' ? 'B' : 'A'
      const other = `${receipt.slice(0, place)}${character}${receipt.slice(place + 1)}`
      const { problems, logged } = await verifyReceipt(other, issued, policy)
      assert.equal(problems.length > 0, logged === null)
      assert.equal(problems.length > 0, true, `${place} ${base64(utf8(other))}`)
    }
  })
})
