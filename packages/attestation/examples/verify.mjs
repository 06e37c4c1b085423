// SPDX-License-Identifier: Apache-2.0
// node verify.mjs CASE.json: a relying party by itself, without network; pack.test.ts writes such files.
import { readFileSync } from 'node:fs'
import * as passerelle from '@passerelle/attestation'

const { operator, trust, held, certificate, receipt, now } = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const holdings = { held: new Map(Object.entries(held)) }
const [keys, tools] = [passerelle.keysOfIssuers(holdings), passerelle.usualTools()]
const signed = await passerelle.readTrustList(trust)
const moment = { now: Date.parse(now) / 1000 }
const { problems: doubts } = await passerelle.checkTrustList(signed, passerelle.readDidKey(operator), moment)
if (doubts.length > 0) throw new Error(`Whom to trust is not known: ${doubts.map(({ message }) => message)}`)
const lists = passerelle.statusLists({ keys, tools, lists: passerelle.listsByAddress(holdings) })
const { verdict, problems } = await passerelle.verify(certificate, {
  ...{ now: Date.parse(now), tools, keys, holder: 'waived' },
  authority: passerelle.trustedAuthority(signed.list, { jurisdiction: 'XA-N' }),
  status: passerelle.trustedStatus(signed.list, lists),
  log: passerelle.trustedLog(signed.list, { receipt }),
})
console.log(verdict, ...new Set(problems.map(({ fault }) => fault)))
