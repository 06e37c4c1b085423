// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { base64 } from '../bytes/base64.ts'
import { readUtf8 } from '../bytes/utf8.ts'
import { raised } from '../testing/raised.ts'
import { logProofText, readLogProof } from './log-proof.ts'

// tlog-proof, at the beginning; signatures are shortened there
const example = `c2sp.org/tlog-proof@v1
extra YWdlLXYxLjIuMS1kYXJ3aW4tYXJtNjQudGFyLmd6kYXJ3aW4tYXJ
index 73894
gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=
B95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=
EKNzoDWG8LGC0Yp9o+sv3qllpMP9uHQ9B20KNL+Q1zs=
RoopEkOdqkYqMB4MJXrbt/hMjOxsVn0IrWjpz1ZMMes=
AHCioX9nLjsrse6YhjRRmk1WUEirVOLLRoOQ6vfO5vk=

example.com/fancylog
109482
sFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=

— example.com/fancylog hI2DJw[...]1roloI=
— witness1.example mJirIklj[...]qY9v2B/5bg==
— witness2.example TnKKVHLX[...]xwYwrSjgow==
— witness3.example S4X82uH5[...]3oEcROGLFQ==
`

describe('a proof of the log', () => {
  it('is read as tlog-proof prints it, and written the same', () => {
    const proof = readLogProof(example)
    assert.equal(readUtf8(proof.extra?.subarray(0, 30) ?? new Uint8Array()), 'age-v1.2.1-darwin-arm64.tar.gz')
    assert.deepEqual([proof.index, proof.hashes.length], [73_894, 5])
    assert.equal(base64(proof.hashes[4] ?? new Uint8Array()), 'AHCioX9nLjsrse6YhjRRmk1WUEirVOLLRoOQ6vfO5vk=')
    assert.equal(proof.checkpoint.startsWith('example.com/fancylog\n109482\n'), true)
    assert.equal(logProofText(proof), example)
  })

  it('may have neither extra data nor hashes', () => {
    const text = 'c2sp.org/tlog-proof@v1\nindex 0\n\ncheckpoint'
    assert.deepEqual(readLogProof(text), { extra: null, index: 0, hashes: [], checkpoint: 'checkpoint' })
    assert.equal(logProofText(readLogProof(text)), text)
  })

  const hash = 'gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=\n'
  const refusals: [why: string, text: string, told: string][] = [
    ['of nothing', '', 'log-proof-invalid'],
    ['of a later version', example.replace('@v1', '@v2'), 'log-proof-invalid'],
    ['with other line ends', example.replaceAll('\n', '\r\n'), 'log-proof-invalid'],
    ['without an empty line', 'c2sp.org/tlog-proof@v1\nindex 0\n', 'log-proof-invalid'],
    ['without an index', example.replace('index', 'entry'), 'log-proof-invalid index'],
    ['with a leading zero', example.replace('index ', 'index 0'), 'log-proof-invalid index'],
    ['with an index beyond 2^53 − 1', example.replace('index ', 'index 99999999999'), 'log-proof-invalid index'],
    ['with extra data behind the index', example.replace(hash, `extra AAAA\n${hash}`), 'base64-invalid hashes/0'],
    ['with extra data that are no base64', example.replace('extra ', 'extra *'), 'base64-invalid extra'],
    ['with a hash that is no base64', example.replace('gSKyX', 'gSKy*'), 'base64-invalid hashes/0'],
    ['with a short hash', example.replace(hash, `${hash}AAAA\n`), 'log-proof-invalid hashes/1'],
    ['with 54 hashes', example.replace(hash, hash.repeat(50)), 'log-proof-invalid hashes'],
    ['of more than a million characters', example.replace(hash, hash.repeat(100_000)), 'too-large'],
  ]
  for (const [why, text, told] of refusals)
    it(`is refused ${why}`, () => {
      assert.equal(
        raised(() => readLogProof(text)),
        told,
      )
    })
})
