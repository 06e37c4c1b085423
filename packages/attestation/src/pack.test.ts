// SPDX-License-Identifier: Apache-2.0
// What an authority elsewhere does: takes the packed package, and verifies with it alone. No network, no repository.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { newKey } from './crypto/signers.ts'
import { didKey } from './dids/did-key.ts'
import { certificatesOfAllKinds } from './testing/bad-certificates.ts'
import { KnownAuthority, places } from './testing/known-authority.ts'

const home = join(import.meta.dirname, '..')
const modules = join(home, '..', '..', 'node_modules')

/** Packs the package, and lays it with what it depends on into a folder of its own. */
function installPacked(folder: string): void {
  const args = ['pack', '--json', '--pack-destination', folder]
  const packed = execFileSync('npm', args, { cwd: home, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  const [{ filename }] = JSON.parse(packed.slice(packed.indexOf('['))) as [{ filename: string }]
  const target = join(folder, 'node_modules', '@passerelle', 'attestation')
  mkdirSync(target, { recursive: true })
  execFileSync('tar', ['-xzf', join(folder, filename), '-C', target, '--strip-components=1'])
  for (const name of ['rdf-canonize', 'setimmediate'])
    cpSync(join(modules, name), join(folder, 'node_modules', name), { recursive: true })
}

describe('the packed package', () => {
  it('tells ten kinds of bad certificates apart in a program of twenty lines', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'passerelle-packed-'))
    try {
      installPacked(folder)
      const authority = await KnownAuthority.found()
      const { signer: ministry } = await newKey('Ed25519')
      const kinds = await certificatesOfAllKinds(authority)
      const shared = {
        operator: didKey(ministry.publicKey),
        trust: await authority.trustList(ministry),
        now: '2026-11-22T12:00:00Z',
        held: Object.fromEntries(
          await Promise.all(Object.values(places).map(async (place) => [place, await authority.published(place)])),
        ),
      }
      const program = join(folder, 'verify.mjs')
      cpSync(join(folder, 'node_modules', '@passerelle', 'attestation', 'examples', 'verify.mjs'), program)
      assert.equal(readFileSync(program, 'utf8').trimEnd().split('\n').length <= 20, true)
      const said: Record<string, string> = {}
      for (const [name, shown] of Object.entries(kinds)) {
        const file = join(folder, 'case.json')
        writeFileSync(file, JSON.stringify({ ...shared, ...shown }))
        said[name] = execFileSync(process.execPath, [program, file], { cwd: folder, encoding: 'utf8' }).trim()
      }
      assert.deepEqual(said, {
        good: 'partly-verified',
        tampered: 'refused tampered',
        malformed: 'refused malformed',
        'of an issuer whom nobody knows': 'refused unknown-issuer',
        'of an issuer who may not issue it': 'refused issuer-not-authorised',
        'of an issuer whom no list names': 'refused unknown-issuer',
        revoked: 'refused revoked',
        suspended: 'refused suspended',
        expired: 'refused expired',
        'not yet valid': 'refused not-yet-valid',
        'of a status that cannot be read': 'undetermined status-unreachable',
        'issued in secret': 'refused log-proof-missing',
        'logged as another one': 'refused log-proof-wrong',
      })
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
