// SPDX-License-Identifier: Apache-2.0
// docs/security.md is kept honest: it lists every attack that is tried here, and nothing that is not.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'

const text = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')

/** What issue 6 asks a named test for. */
const asked = [
  ...['algorithm confusion', 'none', 'key substitution', 'wrong typ', 'duplicate JSON members', 'deep nesting'],
  ...['huge numbers', 'lone surrogates', 'context swap', 'dropped terms', 'blank-node bombs in canonicalisation'],
  ...['disclosure digests duplicated', 'disclosures unreferenced', 'replay', 'wrong audience'],
  ...["another issuer's status list", 'SSRF through did:web', 'SSRF through status URLs', 'gzip bombs'],
  ...['checkpoint rollback', 'split view'],
]

interface Attack {
  readonly name: string
  readonly codes: readonly string[]
  readonly file: string
}

/** `| attack: what is tried | codes | file |` */
const listed: Attack[] = [
  ...text('../../docs/security.md').matchAll(/^\| ([^|]+: [^|]+) \| (`[^|]+`) \| `([^|`]+)` \|$/gm),
].map(([, name = '', codes = '', file = '']) => ({ name, codes: [...codes.matchAll(/`([^`]+)`/g)].map(String), file }))

/** The tests of a file by their names, each with its text. */
function testsIn(file: string): Map<string, string> {
  const parts = text(`./${file}`)
    .split(/^ {2}it\((?=['"])/m)
    .slice(1)
  return new Map(
    parts.map((part) => {
      const [, quote = '', name = ''] = /^(['"])(.*?)\1, /.exec(part) ?? []
      assert.notEqual(quote, '', `${file}: ${part.slice(0, 80)}`)
      return [name, part]
    }),
  )
}

describe('docs/security.md', () => {
  const files = readdirSync(new URL('.', import.meta.url)).filter((name) => !name.startsWith('security-doc'))

  it('lists the attacks that are tried, each in the file where that is', () => {
    const tried = files.flatMap((file) =>
      [...testsIn(file).keys()].filter((name) => name.includes(': ')).map((name) => `${file} ${name}`),
    )
    assert.deepEqual(listed.map(({ file, name }) => `${file} ${name}`).toSorted(), tried.toSorted())
    assert.deepEqual(
      new Set(listed.map(({ name }) => name.slice(0, name.lastIndexOf(': ')))),
      new Set([...asked, 'disclosures duplicated', 'back-dating']),
    )
  })

  it('says what is told: codes of this package, which the test expects', () => {
    const [, known = ''] = text('../error.ts').split('/** What is wrong with bytes')
    const codes = new Set([...known.matchAll(/^ {2}\| '([a-z0-9-]+)'$/gm)].map(([, code]) => code))
    assert.equal(codes.has('too-large') && codes.has('fetch-encoding-unknown'), true)
    for (const { name, codes: told, file } of listed) {
      const body = testsIn(file).get(name) ?? ''
      for (const one of told.map((code) => code.replaceAll('`', '').replace(/,.*/, ''))) {
        assert.equal(codes.has(one), true, `${name}: there is no code '${one}'`)
        assert.equal(body.includes(one), true, `${name}: '${one}' is not expected`)
      }
    }
  })
})
