// SPDX-License-Identifier: Apache-2.0
/** One process of the single-person measurement: `single-person.ts SIDE`, prints one line of JSON. */
import { assess, compile } from '@passerelle/recognition'
import { quantile } from '../result.ts'
import { shippedLaw } from './law.ts'
import { bySlice, jsonRulesSlices, zenSlices } from './peer-engines.ts'
import { generateBundle, generatePersons, type Workload } from './workload.ts'

const AS_OF = '2026-11-22'
const RULES = 2000
const PERSONS = 4000
const side = process.argv[2] ?? 'ours'
const bundle = generateBundle(RULES, 1, shippedLaw())
const persons = generatePersons(PERSONS, 2)

const microseconds = (): number => performance.now() * 1000

interface Line {
  p50: number
  p95: number
  cpu: number
  jsonP50?: number
  jsonP95?: number
  compile?: number
  findings?: number
  outcomes?: number
  bytes?: number
}

const measureOurs = (): Line => {
  const started = microseconds()
  const compiled = compile(bundle, AS_OF)
  const compiling = microseconds() - started
  const run = ({ person, place }: Workload['persons'][number]) => assess(compiled, person, { place, purpose: 'title' })
  for (let round = 0; round < 3; round++) for (const one of persons) JSON.stringify(run(one))
  const asObjects: number[] = []
  const asJson: number[] = []
  let findings = 0
  let outcomes = 0
  let bytes = 0
  for (const one of persons) {
    const from = microseconds()
    const result = run(one)
    const made = microseconds()
    const text = JSON.stringify(result)
    asJson.push(microseconds() - from)
    asObjects.push(made - from)
    findings += result.findings.length
    outcomes += result.findings.filter((finding) => finding.verdict === 'met').length
    bytes += text.length
  }
  const before = process.cpuUsage()
  for (const one of persons) run(one)
  const used = process.cpuUsage(before)
  const mean = (sum: number): number => sum / PERSONS
  return {
    p50: quantile(asObjects, 0.5),
    p95: quantile(asObjects, 0.95),
    jsonP50: quantile(asJson, 0.5),
    jsonP95: quantile(asJson, 0.95),
    cpu: mean(used.user + used.system),
    compile: compiling / 1000,
    findings: mean(findings),
    outcomes: mean(outcomes),
    bytes: mean(bytes),
  }
}

const measurePeer = async (): Promise<Line> => {
  const peer = bySlice(await (side === 'zen' ? zenSlices(bundle, { trace: true }) : jsonRulesSlices(bundle)))
  const compiled = compile(bundle, AS_OF)
  for (const { person, place } of persons) {
    const ours = assess(compiled, person, { place, purpose: 'title' })
      .findings.filter((finding) => finding.verdict === 'met' && finding.rule.startsWith('xa-bench-'))
      .map((finding) => `${finding.rule} ${finding.subject}`)
      .sort()
    const theirs = await peer(person, place)
    if (ours.join() !== theirs.join()) {
      throw new Error(`answers differ for ${JSON.stringify(person)} in ${place}: ours ${ours}, ${side} ${theirs}`)
    }
  }
  const times: number[] = []
  const before = process.cpuUsage()
  for (const { person, place } of persons) {
    const from = microseconds()
    await peer(person, place)
    times.push(microseconds() - from)
  }
  const used = process.cpuUsage(before)
  return { p50: quantile(times, 0.5), p95: quantile(times, 0.95), cpu: (used.user + used.system) / PERSONS }
}

process.stdout.write(`${JSON.stringify(side === 'ours' ? measureOurs() : await measurePeer())}\n`)
