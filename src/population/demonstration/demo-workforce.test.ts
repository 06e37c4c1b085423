// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { assess, type Bundle, compile } from '@passerelle/recognition'
import { type Command, exitCode } from '../../kernel/index.ts'
import { inventCatalogue } from '../../publishing/index.ts'
import { personAt } from '../columns/person-at.ts'
import { readSnapshot } from '../columns/read-snapshot.ts'
import type { Workforce } from '../columns/workforce.ts'
import { demoWorkforceCommand } from './demo-workforce.command.ts'
import { Invention, STREAM } from './invent-workforce.ts'
import { type Marginal, marginals } from './marginals.model.ts'
import { districtsOf, occupationCodes } from './read-ground.ts'

const scratch = mkdtempSync(join(tmpdir(), 'passerelle-demo-workforce-'))
after(() => rmSync(scratch, { recursive: true }))

const run = async (values: Record<string, string>) => {
  let said = ''
  const say = (text: string) => {
    said += text
  }
  const context = { stdout: say, stderr: say } as unknown as Parameters<Command['run']>[0]
  return {
    code: await demoWorkforceCommand(() => Promise.reject(new TypeError('no database'))).run(context, {
      positionals: [],
      values,
    }),
    said,
  }
}

const catalogue = inventCatalogue({ place: 'XA-N', items: 344, batches: 1, seed: 1 })
const asked = {
  ...{ place: 'XA-N', holders: STREAM + 5000, seed: 1, asOf: '2026-01-01' as const },
  districts: await districtsOf('XA-N'),
  occupations: await occupationCodes(),
  listed: catalogue.items,
}
const whole = new Invention(asked).part(0, asked.holders)

test('the same request gives the same bytes, another seed others', async () => {
  const bytes = async (seed: string, name: string) => {
    const out = join(scratch, name)
    const { code, said } = await run({ place: 'XA-N', holders: '2000', out, seed })
    assert.equal(code, exitCode.ok)
    assert.match(said, /2000 holders, \d+ credentials, \d+ jobs\n[\s\S]*no figure of it is a statistic/)
    return readFileSync(out)
  }
  const first = await bytes('1', 'a')
  assert.ok(first.equals(await bytes('1', 'b')))
  assert.ok(!first.equals(await bytes('2', 'c')))
  const { workforce, about } = await readSnapshot(join(scratch, 'a'))
  assert.equal(workforce.persons, 2000)
  assert.deepEqual(about, JSON.parse(readFileSync(join(scratch, 'a.about.json'), 'utf8')))
})

test('a part is made without what is before it', () => {
  const part = new Invention(asked).part(STREAM, asked.holders)
  for (let at = 0; at < 5000; at += 37) assert.deepEqual(personAt(part, at), personAt(whole, STREAM + at))
})

test('every marginal has a source, or says that it is an assumption', () => {
  for (const { of, quality, source, weights } of Object.values<Marginal>(marginals)) {
    assert.ok(of !== '' && Object.values(weights).every((weight) => weight > 0), of)
    assert.equal(quality === 'assumption', source.startsWith('assumption, not a statistic'), of)
  }
})

const shareOf = ({ groups, persons }: Workforce, name: string, value: string): number => {
  const group = groups.find((one) => one.name === name)
  const code = group?.values.indexOf(value)
  return [...(group?.codes ?? [])].filter((one) => one === code).length / persons
}

test('persons are distributed as the marginals say', () => {
  const near = (found: number, expected: number) =>
    assert.ok(Math.abs(found - expected) < 0.006, `${found} is not near ${expected}`)
  near(shareOf(whole, 'sex', 'female'), 0.41)
  near(shareOf(whole, 'sex', ''), 0.03)
  near(shareOf(whole, 'origin', 'XA'), 0.93)
  near(whole.workKnown.reduce((all, one) => all + one, 0) / whole.persons, 0.96)
  near(whole.birth.reduce((all, one) => all + (one === 0 ? 1 : 0), 0) / whole.persons, 0.01)
  assert.ok(Math.abs(whole.records / whole.persons - 1.5) < 0.05, `${whole.records / whole.persons} credentials each`)
  assert.ok(Math.abs(whole.jobs / whole.persons - 1.25) < 0.05, `${whole.jobs / whole.persons} jobs each`)
  assert.equal(whole.irregular.size, 0)
})

test('days agree with one another: nobody holds, works or leaves before their time', () => {
  for (let at = 0; at < whole.persons; at += 11) {
    const { birthDate = '1962-01-01', credentials, experience = [] } = personAt(whole, at)
    assert.ok(birthDate >= '1961-01-01' && birthDate <= '2010-01-01', birthDate)
    for (const { issued, expires = '2099-01-01', level } of credentials) {
      if (issued === undefined) continue
      assert.ok(issued > birthDate && issued < '2026-01-01' && expires > issued, `${birthDate} ${issued} ${level}`)
      if (level === 'cn-skill/1') assert.ok(Number(issued.slice(0, 4)) - Number(birthDate.slice(0, 4)) >= 32, issued)
    }
    for (const { from = '', to = '2026-01-01' } of experience)
      assert.ok(from > birthDate && to >= from && to <= '2026-01-01', `${from} ${to}`)
  }
})

test('a catalogue of the same place makes some holders eligible, leaves some out and some undecided', () => {
  const compiled = compile(bundleOf(), '2026-11-01')
  const verdicts = new Map<string, number>()
  for (let at = 0; at < whole.persons; at++) {
    const person = personAt(whole, at)
    if (!person.credentials.some(({ qualification }) => qualification !== undefined)) continue
    const { findings } = assess(compiled, person, { place: 'XA-N', purpose: 'employment' })
    for (const { verdict } of findings) verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1)
  }
  for (const verdict of ['met', 'unmet', 'unknown'])
    assert.ok((verdicts.get(verdict) ?? 0) > 20, JSON.stringify([...verdicts]))
})

/** The rule of `demo catalogue`: listed, and a year of work in the place. */
function bundleOf(): Bundle {
  return {
    jurisdictions: [
      ...['XA', 'ZZ', 'XB', 'XC', 'XD'].map((code) => ({ code, parents: [] })),
      { code: 'XA-N', parents: [{ code: 'XA' }] },
      ...asked.districts.map((code) => ({ code, parents: [{ code: 'XA-N' }] })),
    ],
    frameworks: [{ id: 'cn-skill', levels: [{ id: '3', rank: 40 }] }],
    qualifications: catalogue.items.map(({ id, country }) => {
      return { id, levels: [], country, awardingBody: null, field: [] }
    }),
    catalogues: [{ id: 'xa-n-list', classes: ['A', 'B', 'C'], coverage: 'complete', items: catalogue.lines }],
    facts: [],
    rules: [
      {
        ...{ id: 'xa-n-listed', instrument: 'xa-n', places: ['XA-N'], purposes: ['employment'] },
        subject: { listed: { catalogue: 'xa-n-list' } },
        when: { experience: { place: ['XA-N'] }, atLeast: { years: 1 } },
        outcomes: [{ kind: 'recognised-as', by: 'operation-of-law', target: { level: 'cn-skill/3' } }],
        ...{ from: '2024-01-01', until: null },
      },
    ],
  }
}

test('only invented places, and numbers that can be meant', async () => {
  const out = join(scratch, 'none')
  for (const place of ['CN', 'DE', 'XAA'])
    await assert.rejects(run({ place, holders: '5', out }), /--place: found '.*', expected an invented place/)
  await assert.rejects(run({ place: 'XA-Q', holders: '5', out }), /expected a place of reference/)
  for (const [name, value] of [
    ['holders', '0'],
    ['holders', 'many'],
    ['seed', '-1'],
    ['as-of', '2026-02-30'],
    ['items', '100001'],
  ] as const)
    await assert.rejects(run({ place: 'XA-N', holders: '5', out, [name]: value }), new RegExp(`--${name}: found`))
  assert.equal((await run({ place: 'XA-N', holders: '5' })).code, exitCode.usage)
})
