// SPDX-License-Identifier: Apache-2.0
// Appends batches to a log in a folder, for ever, and tells the first and the last receipt of each. Meant to be killed. Argument: the private key.
import {
  createLog,
  type LogEntry,
  noteSigner,
  openLog,
  type PrivateJwk,
  signerFromJwk,
} from '../../../packages/attestation/src/index.ts'
import { FileTileStore } from '../../support/log/file-tile-store.ts'

const jwk: PrivateJwk = JSON.parse(process.argv[2] ?? '')
const signer = await noteSigner('log.example', 'ed25519', await signerFromJwk(jwk))
const store = new FileTileStore(process.env['PASSERELLE_DATA'] ?? '')
const log =
  (await store.read('checkpoint')) === null ? await createLog({ store, signer }) : await openLog({ store, signer })

const entry = (batch: number, place: number): LogEntry => ({ data: Buffer.from(`${process.pid} ${batch} ${place}`) })

for (let batch = 1; ; batch++) {
  const entries = Array.from({ length: 1 + ((batch * 37) % 150) }, (_, place) => entry(batch, place))
  const receipts = await log.append(entries)
  for (const place of new Set([0, entries.length - 1])) {
    const told = { data: entries[place]?.data.toString(), receipt: receipts[place] }
    process.stdout.write(`${JSON.stringify(told)}\n`)
  }
  process.stdout.write(`batch ${batch}\n`)
}
