// SPDX-License-Identifier: Apache-2.0
// Invented instruments of every shape, with texts that are awkward to write down.
import fc from 'fast-check'
import { folderTexts, type RecordedFolder } from '../../src/instruments/folders/folder-texts.ts'
import { partKinds } from '../../src/instruments/wholes/whole-schema.ts'

export { folderTexts }

/** What YAML and CSV have to quote, and scripts of any kind. */
const awkward = fc.constantFrom(
  ...[
    'no',
    'null',
    '~',
    '1e3',
    '0x1F',
    '2026-01-01',
    ' space around ',
    'a: b',
    '- a',
    '# a',
    '"quoted"',
    "it's",
    'a, b;c\td',
  ],
  ...[
    'two\nlines',
    'three\n\nlines\n',
    'with\r\nreturns',
    '{ a: b }',
    '[a]',
    '&a *b !c',
    '%',
    '@x',
    '`y`',
    '|',
    '>',
    '\\n',
    '=1+1',
    '\u202eعربي',
  ],
  ...[
    '技能人才职业资格互认目录（演示）',
    '全角　空格',
    'e\u0301',
    '𠮷野',
    '👩🏽‍🔧',
    'x'.repeat(300),
    '\u0085a',
    '\u2028b',
    '\ufeffc',
    'a\u00a0',
  ],
)
const words = fc.oneof(
  awkward,
  fc
    .string({ minLength: 1, maxLength: 40, unit: 'grapheme' })
    .filter((one) => one.trim() !== '' && !one.includes('\0')),
)
const localized = fc
  .tuple(words, words, fc.option(words, { freq: 5 }))
  .map(([en, zh, fr]) => ({ en, 'zh-CN': zh, ...(fr !== null && { fr }) }))
const bilingual = fc.tuple(words, words).map(([en, zh]) => ({ en, 'zh-CN': zh }))
const date = fc
  .tuple(
    fc.integer({ min: 2000, max: 2025 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
    fc.nat(2),
  )
  .map(([year, month, day, precision]) =>
    [year, String(month).padStart(2, '0'), String(day).padStart(2, '0')].slice(0, precision + 1).join('-'),
  )
const maybe = <Key extends string, Value>(key: Key, value: fc.Arbitrary<Value>): fc.Arbitrary<{ [K in Key]?: Value }> =>
  fc.option(value).map((one) => (one === null ? {} : ({ [key]: one } as { [K in Key]?: Value })))
const merged = <A extends object[]>(...parts: { [K in keyof A]: fc.Arbitrary<A[K]> }) =>
  fc.tuple(...parts).map((all) => Object.assign({}, ...all) as UnionOf<A>)
type UnionOf<A extends object[]> = A extends [infer One, ...infer Rest extends object[]] ? One & UnionOf<Rest> : object

const condition = fc.letrec<{ any: object; leaf: object }>((tie) => ({
  leaf: fc.oneof(
    fc.integer({ min: 16, max: 60 }).map((years) => ({ age: { atLeast: years } })),
    fc.integer({ min: 1, max: 9 }).map((years) => ({ experience: {}, atLeast: { years } })),
  ),
  any: fc.oneof(
    { maxDepth: 3 },
    tie('leaf'),
    fc.array(tie('any'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('any'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
  ),
})).any

type Items = { qualification: string; class: string }[]

/** A folder of an instrument of XA-N with this id, which brings everything that its catalogues list. */
export function anyFolder(id: string): fc.Arbitrary<RecordedFolder> {
  const counts = fc.array(fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 49, max: 70 })), {
    minLength: 1,
    maxLength: 3,
  })
  return counts.chain((sizes) => {
    const brought = sizes.reduce((sum, size) => sum + size, 0)
    const qualification = (n: number) => `${id}-q${n}`
    const catalogues = sizes.map((size, index) => {
      const start = sizes.slice(0, index).reduce((sum, one) => sum + one, 0)
      const items = fc.tuple(
        ...Array.from({ length: size }, (_, n) =>
          merged(
            fc.constant({ qualification: qualification(start + n), class: 'A' }),
            maybe('from', date),
            maybe('note', index === 1 ? localized : bilingual),
          ),
        ),
      ) as fc.Arbitrary<Items>
      return merged(
        fc.constant({ id: `${id}-c${index}`, coverage: 'partial' as const }),
        fc.record({ title: localized, classes: localized.map((label) => [{ id: 'A', label }]) }),
        maybe('edition', words),
        maybe('note', localized),
        items.map((list) => ({ items: list })),
      )
    })
    const instrument = merged(
      fc.constant({ id, jurisdiction: 'XA-N', kind: 'catalogue' as const, status: 'in-force' as const }),
      fc.record({ title: localized, catalogues: fc.tuple(...catalogues) }),
      maybe('number', words),
      maybe('effective', date),
      maybe('carries', fc.array(words, { maxLength: 8 })),
      localized.map((note) => ({
        sources: [{ id: 's1', quality: 'demonstration' as const, text: 'none' as const, note }],
      })),
      maybe(
        'wholes',
        fc
          .tuple(localized, localized, fc.constantFrom(...partKinds))
          .map(([title, named, kind]) => [
            { id: `${id}-exam`, title, clause: 'all', parts: [{ id: 'theory', kind, title: named }] },
          ]),
      ),
      localized.map((summary) => ({ clauses: [{ id: 'all', summary, source: 's1' }] })),
    )
    const rule = merged(
      fc.constant({ id: 'listed', clause: 'all', purposes: ['employment' as const] }),
      fc.record({ title: localized, label: localized, when: condition }).map(({ title, label, when }) => ({
        title,
        subject: { listed: { catalogue: `${id}-c0` } },
        when,
        outcomes: [
          { kind: 'recognised-as' as const, by: 'operation-of-law' as const, target: { level: 'cn-skill/3' }, label },
          { kind: 'exempt-from' as const, by: 'application' as const, target: { part: 'subject-paper' }, label },
        ],
      })),
    )
    const cell = words.map((one) => one.replaceAll(/\s+/g, ' ').trim()).filter((one) => one !== '')
    const named = fc.record({
      'name.en': cell,
      'name.zh-CN': cell,
      source: fc.option(fc.constant('https://example.org/q')),
    })
    return fc.record({
      instrument,
      rules: fc.option(rule).map((one) => (one === null ? [] : [one])),
      examples: fc.constant(new Map()),
      qualifications: fc.tuple(
        ...Array.from({ length: brought }, (_, n) =>
          fc
            .tuple(named, fc.constantFrom(null, 'XB'), fc.subarray(['cn-skill/3', 'cn-skill/4']))
            .map(([names, country, levels]) => ({
              id: qualification(n),
              ...names,
              family: null,
              country,
              awardingBody: levels.length > 0 ? `${id}-body` : null,
              fields: [],
              levels,
            })),
        ),
      ),
      bodies: named.map((names) => [{ id: `${id}-body`, ...names, country: null }]),
    }) as unknown as fc.Arbitrary<RecordedFolder>
  })
}
