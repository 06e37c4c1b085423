// SPDX-License-Identifier: Apache-2.0
// Reads cases as JSON; prints the digest of their assessments, and the time zone it runs in.
import { readFileSync } from 'node:fs'
import type { Case } from '../../../packages/recognition/src/oracle/world.ts'
import { assessByEngine } from './compare.ts'
import { digest } from './fixed-cases.ts'

const cases = JSON.parse(readFileSync(0, 'utf8')) as Case[]
const texts = cases.map((input) => JSON.stringify(assessByEngine(input)))
process.stdout.write(`${digest(texts)} ${Intl.DateTimeFormat().resolvedOptions().timeZone}`)
