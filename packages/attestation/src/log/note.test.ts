// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { base64, readBase64 } from '../bytes/base64.ts'
import { platformCrypto } from '../crypto/crypto.ts'
import { newKey } from '../crypto/signers.ts'
import { webProvider } from '../crypto/web-provider.ts'
import { raised, raisedLater } from '../testing/raised.ts'
import { checkpointText, cosignatureLine, readCheckpoint } from './checkpoint.ts'
import { readNote, type SignedNote, signNote, verifyNote, withSignatures } from './note.ts'
import { noteKey, noteKeyText, noteSigner, readNoteKey } from './note-key.ts'

// signed-note, Verifier keys, Example
const exampleKey = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'
const example = `This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
`

// signed-note, at the beginning; its key is not printed there
const poem = `Ognuno sta solo sul cuor della terra
trafitto da un raggio di sole:

ed è subito sera.

— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=
`

// tlog-cosignature, at the beginning; its first five lines are the example of tlog-checkpoint
const cosigned = `example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
`

const { signer } = await newKey('Ed25519')
const log = await noteSigner('log.example/certificates', 'ed25519', signer)
const witness = await noteSigner('witness.example', 'cosignature/v1', signer)

describe('a signed note', () => {
  it('is read and verified as signed-note prints it, by both libraries', async () => {
    const key = await readNoteKey(exampleKey)
    assert.deepEqual(noteKeyText(key), exampleKey)
    for (const provider of [platformCrypto, webProvider(globalThis.crypto)])
      assert.deepEqual(await verifyNote(readNote(example), [key], provider), { held: [{ key, time: null }], wrong: [] })
    const changed = readNote(example.replace('This', 'That'))
    assert.deepEqual(await verifyNote(changed, [key]), { held: [], wrong: [key] })
    assert.deepEqual(await verifyNote(readNote(poem), [key]), { held: [], wrong: [] })
  })

  it('keeps empty lines in its text', () => {
    assert.equal(readNote(poem).text.endsWith('sole:\n\ned è subito sera.\n'), true)
    assert.deepEqual(
      readNote(poem).signatures.map(({ name, id }) => [name, id]),
      [['quasimodo.example/salvatore', 0x367ba04b]],
    )
  })

  it('is signed so that only its key verifies it, and more signatures may follow', async () => {
    const other = (await noteSigner('other.example', 'ed25519', (await newKey('Ed25519')).signer)).key
    const note = await signNote('one line\n\nand another\n', log)
    assert.deepEqual(await verifyNote(readNote(note), [other, log.key]), {
      held: [{ key: log.key, time: null }],
      wrong: [],
    })
    const more = withSignatures(note, [`— ${other.name} ${base64(new Uint8Array(68))}\n`])
    assert.equal(readNote(more).signatures.length, 2)
    const named = { ...other, id: 0 }
    assert.deepEqual(await verifyNote(readNote(more), [log.key, named]), {
      held: [{ key: log.key, time: null }],
      wrong: [named],
    })
  })

  const [text = '', lines = ''] = example.split('\n\n')
  const refusals: [why: string, read: () => unknown, told: string][] = [
    ['without signatures', () => readNote('text\n\n'), 'note-invalid'],
    ['without an empty line', () => readNote(example.replace('\n\n', '\n')), 'note-invalid'],
    ['without its last newline', () => readNote(example.slice(0, -1), 'checkpoint'), 'note-invalid checkpoint'],
    ['with a control character', () => readNote(example.replace('is', '\t')), 'note-invalid'],
    ['with a carriage return', () => readNote(example.replaceAll('\n', '\r\n')), 'note-invalid'],
    ['with half a surrogate', () => readNote(example.replace('is', '\ud800')), 'note-invalid'],
    ['with another dash', () => readNote(example.replace('—', '-')), 'note-invalid'],
    ['with a plus sign in a name', () => readNote(example.replace('/foo', '+foo')), 'note-invalid'],
    ['with a space of another script in a name', () => readNote(example.replace('/foo', '\u3000')), 'note-invalid'],
    ['with a signature of no bytes', () => readNote(`${text}\n\n— a Uw2QOg==\n`), 'note-invalid'],
    ['with a signature that is not base64', () => readNote(example.replace('QM=', 'QM')), 'base64-invalid'],
    ['with two texts of one signature', () => readNote(example.replace('QM=', 'QN=')), 'base64-invalid'],
    ['with 101 signatures', () => readNote(`${text}\n\n${lines.repeat(101)}`), 'too-large'],
    ['of more than a million characters', () => readNote('a'.repeat(1_000_001)), 'too-large'],
  ]
  for (const [why, read, told] of refusals)
    it(`is refused ${why}`, () => {
      assert.equal(raised(read), told)
    })

  it('is not signed where it could not be read', async () => {
    assert.equal(await raisedLater(() => signNote('no newline', log)), 'note-invalid')
    assert.equal(await raisedLater(() => signNote('a\u0000\n', log)), 'note-invalid')
    assert.equal(
      raised(() => withSignatures(example, ['— nothing\n'])),
      'note-invalid',
    )
  })
})

describe('the key of a note', () => {
  const refusals: [why: string, text: string, told: string][] = [
    ['with another id', exampleKey.replace('530d', '530e'), 'note-key-invalid policy'],
    ['of another name', exampleKey.replace('foo', 'bar'), 'note-key-invalid policy'],
    ['with an id in capitals', exampleKey.replace('530d', '530D'), 'note-key-invalid policy'],
    ['with a space in its name', exampleKey.replace('/foo', '/f o'), 'note-key-invalid policy'],
    ['without a name', exampleKey.replace('example.com/foo', ''), 'note-key-invalid policy'],
    ['that is too short', 'a+530d903a+AekyeQ==', 'note-key-invalid policy'],
    ['of a type of later days', 'a+530d903a+BukyeQ==', 'key-unsupported policy'],
    ['that is not base64', 'a+530d903a+Aeky*', 'base64-invalid policy'],
  ]
  for (const [why, text, told] of refusals)
    it(`is refused ${why}`, async () => {
      assert.equal(await raisedLater(() => readNoteKey(text, 'policy')), told)
    })

  it('is an Ed25519 key with a name', async () => {
    const p256 = (await newKey('ES256')).signer.publicKey
    assert.equal(await raisedLater(() => noteKey('a', 'ed25519', p256)), 'key-unsupported')
    assert.equal(await raisedLater(() => noteKey('a b', 'ed25519', signer.publicKey)), 'note-key-invalid')
  })

  it('has another id for each type of signature', async () => {
    const [one, other] = [log.key, await noteKey(log.key.name, 'cosignature/v1', signer.publicKey)]
    assert.notEqual(one.id, other.id)
    assert.deepEqual(await readNoteKey(noteKeyText(other)), other)
  })
})

describe('a checkpoint', () => {
  it('is read as tlog-checkpoint prints it, and written the same', () => {
    const { text, signatures } = readNote(cosigned)
    const checkpoint = readCheckpoint(text)
    assert.deepEqual(checkpoint, {
      origin: 'example.com/behind-the-sofa',
      size: 20_852_163,
      root: readBase64('CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I='),
      extensions: [],
    })
    assert.equal(checkpointText(checkpoint), text)
    assert.equal(checkpointText(readCheckpoint(`${text}more\nlines\n`)), `${text}more\nlines\n`)
    assert.deepEqual(
      signatures.map(({ signature }) => signature.length),
      [64, 72],
    )
  })

  const [origin, size, root] = cosigned.split('\n')
  const refusals: [why: string, text: string, told: string][] = [
    ['without an origin', `\n${size}\n${root}\n`, 'checkpoint-invalid note'],
    ['with a leading zero', `${origin}\n0${size}\n${root}\n`, 'checkpoint-invalid note'],
    ['with a sign', `${origin}\n+1\n${root}\n`, 'checkpoint-invalid note'],
    ['with a size beyond 2^53 − 1', `${origin}\n9007199254740992\n${root}\n`, 'checkpoint-invalid note'],
    ['with a short root', `${origin}\n${size}\nAAAA\n`, 'checkpoint-invalid note'],
    ['without a root', `${origin}\n${size}\n`, 'checkpoint-invalid note'],
    ['with a root in hexadecimal', `${origin}\n${size}\n0ac5186a*\n`, 'base64-invalid note'],
    ['with an empty line behind', `${origin}\n${size}\n${root}\n\n`, 'checkpoint-invalid note'],
    ['without its last newline', `${origin}\n${size}\n${root}`, 'checkpoint-invalid note'],
  ]
  for (const [why, text, told] of refusals)
    it(`is refused ${why}`, () => {
      assert.equal(
        raised(() => readCheckpoint(text, 'note')),
        told,
      )
    })
})

describe('a cosignature', () => {
  it('carries its time: 1679315147 in the example of tlog-cosignature', async () => {
    const note = readNote(cosigned)
    const line = note.signatures[1]
    assert.ok(line)
    const key = { ...witness.key, name: line.name, id: line.id }
    // The key is not printed there: the message is looked at on its way to the library.
    const messages: string[] = []
    const verify = (_: unknown, data: Uint8Array) => messages.push(Buffer.from(data).toString()) > 0
    const { held } = await verifyNote(note, [key], { ...platformCrypto, verify })
    assert.deepEqual(held, [{ key, time: 1_679_315_147 }])
    // tlog-cosignature, Ed25519 signed message
    assert.deepEqual(messages, [
      `cosignature/v1
time 1679315147
example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
`,
    ])
  })

  it('holds for its checkpoint, its time and its key', async () => {
    const note = await signNote('log.example/certificates\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n', log)
    const line = await cosignatureLine(note, witness, 1_700_000_000)
    const whole = readNote(withSignatures(note, [line]))
    const held = { key: witness.key, time: 1_700_000_000 }
    assert.deepEqual(await verifyNote(whole, [witness.key]), { held: [held], wrong: [] })
    const [own, cosignature] = whole.signatures
    assert.ok(own && cosignature)
    const later = cosignature.signature.slice()
    later[7] = 1
    const endless = cosignature.signature.slice()
    endless[0] = 0x7f
    for (const signature of [later, endless, own.signature, cosignature.signature.slice(1)]) {
      const changed: SignedNote = { ...whole, signatures: [{ ...cosignature, signature }] }
      assert.deepEqual(await verifyNote(changed, [witness.key]), { held: [], wrong: [witness.key] })
    }
  })

  it('is made of checkpoints only, and only by a key of its type', async () => {
    assert.equal(await raisedLater(() => cosignatureLine(example, witness, 1)), 'checkpoint-invalid')
    assert.equal(await raisedLater(() => cosignatureLine(cosigned, log, 1)), 'note-key-invalid')
    assert.equal(await raisedLater(() => cosignatureLine(cosigned, witness, 1.5)), 'note-key-invalid')
    assert.equal(await raisedLater(() => cosignatureLine('', witness, 1)), 'note-invalid')
  })
})
