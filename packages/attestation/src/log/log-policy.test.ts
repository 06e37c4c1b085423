// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { newKey } from '../crypto/signers.ts'
import { raisedLater } from '../testing/raised.ts'
import { isReached, readLogPolicy, witnessesOf } from './log-policy.ts'
import { type NoteSignatureType, noteKey, noteKeyText } from './note-key.ts'

const names = ['log', 'X1', 'X2', 'X3', 'Y1', 'Y2', 'Y3', 'other']
const keys = await Promise.all(
  names.map(async (name, place) => {
    const type: NoteSignatureType = place % 7 === 0 ? 'ed25519' : 'cosignature/v1'
    return noteKey(`${name}.example`, type, (await newKey('Ed25519')).signer.publicKey)
  }),
)
const [log = '', x1 = '', x2 = '', x3 = '', y1 = '', y2 = '', y3 = ''] = keys.map(noteKeyText)

// tlog-policy, Example policy, with keys
const example = `
# An example
log ${log}

witness X1 ${x1} https://x1.example/
witness X2 ${x2}
\twitness  X3 \t${x3}
group X-witnesses 2 X1 X2 X3

witness Y1 ${y1}
witness Y2 ${y2}
witness Y3 ${y3}
group Y-witnesses any Y1 Y2 Y3

group X-and-Y all X-witnesses Y-witnesses
quorum X-and-Y
`

describe('a policy of logs', () => {
  it('is read as the example of tlog-policy means it', async () => {
    const policy = await readLogPolicy(example)
    assert.deepEqual(policy.logs, [keys[0]])
    const { quorum } = policy
    assert.ok(quorum)
    assert.deepEqual(
      witnessesOf(quorum).map(({ name }) => name),
      names.slice(1, 7).map((name) => `${name}.example`),
    )
    const reached = (...held: string[]) =>
      isReached(quorum, new Set(witnessesOf(quorum).filter(({ name }) => held.includes(name.slice(0, 2)))))
    assert.deepEqual(
      [reached('X1', 'X3', 'Y2'), reached('X1', 'X2', 'X3'), reached('X1', 'Y1', 'Y2', 'Y3'), reached()],
      [true, false, false, false],
    )
  })

  it('may name one witness, or none', async () => {
    assert.deepEqual(await readLogPolicy('quorum none'), { logs: [], quorum: null })
    assert.deepEqual(await readLogPolicy(`witness a ${x1}\nquorum a\n`), { logs: [], quorum: { witness: keys[1] } })
  })

  const refusals: [why: string, text: string, told: string][] = [
    ['without a quorum', `log ${log}\n`, 'log-policy-invalid'],
    ['with two', 'quorum none\nquorum none\n', 'log-policy-invalid line 2'],
    ['with a quorum that no line defines', 'quorum a\n', 'log-policy-invalid line 1'],
    ['with a quorum defined later', `quorum a\nwitness a ${x1}\n`, 'log-policy-invalid line 1'],
    ['with an unknown word', 'quorums none\n', 'log-policy-invalid line 1'],
    ['with too many words', `log ${log} https://log.example/ more\n`, 'log-policy-invalid line 1'],
    ['with a carriage return', 'quorum none\r\n', 'log-policy-invalid line 1'],
    ['with a witness in place of a log', `log ${x1}\n`, 'log-policy-invalid line 1'],
    ['with a log in place of a witness', `witness a ${log}\n`, 'log-policy-invalid line 1'],
    ['with one key twice', `witness a ${x1}\nwitness b ${x1}\n`, 'log-policy-invalid line 2'],
    ['with one name twice', `witness a ${x1}\nwitness a ${x2}\n`, 'log-policy-invalid line 2'],
    ['with the name none', `witness none ${x1}\n`, 'log-policy-invalid line 1'],
    ['with a group of itself', 'group a all a\n', 'log-policy-invalid line 1'],
    ['with a member of two groups', `witness a ${x1}\ngroup b any a\ngroup c any a\n`, 'log-policy-invalid line 3'],
    ['with two of one', `witness a ${x1}\ngroup b 2 a\n`, 'log-policy-invalid line 2'],
    ['with none of one', `witness a ${x1}\ngroup b 0 a\n`, 'log-policy-invalid line 2'],
    ['with most of one', `witness a ${x1}\ngroup b most a\n`, 'log-policy-invalid line 2'],
    ['with a member called constructor', `witness a ${x1}\ngroup b constructor a\n`, 'log-policy-invalid line 2'],
    ['with a broken key', `log ${log.slice(0, -4)}\n`, 'note-key-invalid line 1'],
    ['with a key for ML-DSA-44', 'witness a a+00000000+BgAA\n', 'key-unsupported line 1'],
    ['of more than 100,000 characters', '#'.repeat(100_001), 'too-large'],
  ]
  for (const [why, text, told] of refusals)
    it(`is refused ${why}`, async () => {
      assert.equal(await raisedLater(() => readLogPolicy(text)), told)
    })

  it('is refused with more than 512 keys', async () => {
    const many = await Promise.all(
      Array.from({ length: 513 }, (_, place) => {
        const bytes = new Uint8Array(32)
        bytes[0] = place
        bytes[1] = place >> 8
        return noteKey('a', 'ed25519', { algorithm: 'Ed25519', bytes })
      }),
    )
    const text = many.map((key) => `log ${noteKeyText(key)}`).join('\n')
    assert.equal(await raisedLater(() => readLogPolicy(text)), 'too-large line 513')
  })
})
