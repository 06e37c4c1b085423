// SPDX-License-Identifier: Apache-2.0
// Every example of the documentation is a whole program that runs, and prints what the page says below it.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { KnownAuthority, places } from './testing/known-authority.ts'

const home = join(import.meta.dirname, '..')
const pages = [
  'README.md',
  ...readdirSync(join(home, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
]
const example = /```ts\n(.*?)```\n(?:\n```text\n(.*?)```\n)?/gs

describe('the documentation', () => {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-docs-'))
  before(async () => {
    const authority = await KnownAuthority.found()
    const certificate = await authority.prove(authority.credential())
    const files = {
      'certificate.json': JSON.stringify(certificate),
      'certificate.receipt': await authority.receipt(certificate),
      'status-list.json': JSON.stringify(await authority.published(places.revocation)),
      'trust-list.jwt': await authority.trustList(authority.signer),
    }
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  })
  after(() => rmSync(folder, { recursive: true }))

  for (const page of pages)
    for (const [number, [, program = '', printed]] of [
      ...readFileSync(join(home, page), 'utf8').matchAll(example),
    ].entries())
      it(`has an example that runs: ${page}, number ${number + 1}`, () => {
        assert.notEqual(printed, undefined, 'a page says what its example prints')
        const file = join(folder, 'example.mts')
        writeFileSync(file, program.replace('@passerelle/attestation', new URL('index.ts', import.meta.url).href))
        const hook = new URL('../../../scripts/tsx-hook.mjs', import.meta.url).href
        const said = execFileSync(process.execPath, ['--import', hook, file], { cwd: folder, encoding: 'utf8' })
        assert.equal(said, printed)
      })

  it('shows the program that verifies as it is', () => {
    const [, , ...lines] = readFileSync(join(home, 'examples', 'verify.mjs'), 'utf8')
      .trimEnd()
      .split('\n')
    const [, shown] = /```js\n(.*?)\n```/s.exec(readFileSync(join(home, '..', '..', 'README.md'), 'utf8')) ?? []
    assert.equal(shown, lines.join('\n'))
  })

  it('has as many examples as were looked for', () => {
    const count = (page: string) => readFileSync(join(home, page), 'utf8').split('```ts\n').length - 1
    assert.deepEqual(Object.fromEntries(pages.map((page) => [page, count(page)])), {
      'README.md': 3,
      'docs/examples.md': 3,
      'docs/security.md': 0,
      'docs/trust-list.md': 1,
    })
  })
})
