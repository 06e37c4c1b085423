// SPDX-License-Identifier: Apache-2.0
// node verify.mjs CASE.json: a relying party by itself, without network; pack.test.ts writes such files.
import { readFileSync } from 'node:fs'
import * as passerelle from '@passerelle/attestation'

const { issuers, policy, held, certificate, receipt, now } = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const holdings = { held: new Map(Object.entries(held)) }
const keys = passerelle.keysOfIssuers(holdings)
const tools = passerelle.usualTools()
const unlisted = { fault: 'issuer-not-authorised', code: 'key-not-for-this-purpose', at: '/issuer', message: '' }
const { verdict, problems } = await passerelle.verify(certificate, {
  ...{ now: Date.parse(now), tools, keys, holder: 'waived' },
  authority: ({ issuer }) => (issuers.includes(issuer) ? [] : [unlisted]),
  status: passerelle.statusLists({ keys, tools, lists: passerelle.listsByAddress(holdings) }),
  log: { policy: await passerelle.readLogPolicy(policy), receipt },
})
console.log(verdict, ...new Set(problems.map(({ fault }) => fault)))
