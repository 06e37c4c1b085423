// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import {
  consistencyProof,
  createLog,
  type LogWriter,
  newKey,
  noteKeyText,
  noteSigner,
  openLog,
  platformCrypto,
  readCheckpoint,
  readNote,
  readNoteKey,
  tileHashes,
  verifyNote,
} from '../../packages/attestation/src/index.ts'
import { FileTileStore } from '../support/log/file-tile-store.ts'

const goPath = '/usr/share/gocode'

/** Debian has both: golang-go and golang-golang-x-mod-dev. */
const skip = hasGo() ? false : 'Go with golang.org/x/mod is not here'

function hasGo(): boolean {
  try {
    execFileSync('go', ['version'], { stdio: 'ignore' })
    return existsSync(join(goPath, 'src/golang.org/x/mod/sumdb/tlog'))
  } catch {
    return false
  }
}

const check = (folder: string, vkey: string): string =>
  execFileSync('go', ['run', join(import.meta.dirname, 'check-log.go'), folder, vkey], {
    encoding: 'utf8',
    env: { ...process.env, GOPATH: goPath, GO111MODULE: 'off', GOCACHE: join(tmpdir(), 'passerelle-go-cache') },
    stdio: ['ignore', 'pipe', 'pipe'],
  })

describe('a log in a folder', { skip }, () => {
  it('is what the Go checksum database reads, and the other way round', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'log-'))
    for (const name of ['older', 'proofs', 'receipts']) mkdirSync(join(folder, name))
    const signer = await noteSigner('log.example/certificates', 'ed25519', (await newKey('Ed25519')).signer)
    const home = { store: new FileTileStore(folder), signer }
    await createLog(home)
    let log: LogWriter = await openLog(home)
    const sizes: number[] = []
    for (const count of [1, 2, 252, 1, 44, 470, 1230]) {
      const first = log.size
      const entries = Array.from({ length: count }, (_, place) => ({ data: Buffer.from(`entry ${first + place}`) }))
      const receipts = await log.append(entries)
      for (const place of new Set([0, count >> 1, count - 1]))
        writeFileSync(join(folder, 'receipts', String(first + place)), receipts[place] ?? '')
      writeFileSync(join(folder, 'older', String(log.size)), log.checkpoint)
      sizes.push(log.size)
      log = await openLog(home)
    }
    const hashOf = tileHashes(platformCrypto, home.store, log.size)
    for (const size of sizes) {
      const proof = await consistencyProof(platformCrypto, hashOf, size, log.size)
      const text = proof.map((hash) => Buffer.from(hash).toString('base64')).join('\n')
      writeFileSync(join(folder, 'proofs', String(size)), `${text}\n`)
    }
    assert.equal(readCheckpoint(readNote(log.checkpoint).text).size, 2000)

    const vkey = noteKeyText(signer.key)
    const [theirKey = '', ...note] = check(folder, vkey).split('\n')
    const key = await readNoteKey(theirKey)
    assert.deepEqual(await verifyNote(readNote(note.join('\n')), [key]), { held: [{ key, time: null }], wrong: [] })

    writeFileSync(join(folder, 'tile', '0', '003'), Buffer.alloc(8192))
    assert.throws(() => check(folder, vkey), /inconsistent tile|does not have its hash/)
    rmSync(folder, { recursive: true })
  })
})
