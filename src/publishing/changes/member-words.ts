// SPDX-License-Identifier: Apache-2.0
import { nameOf, type Pen } from '../../finder/index.ts'
import { changedMembers, changedParts, type MemberChange } from '../../instruments/index.ts'
import type { ChangeLine } from './changes.model.ts'

/** Whose member it is: the same word may mean another thing. */
export type Whose =
  | 'instrument'
  | 'source'
  | 'clause'
  | 'catalogue'
  | 'class'
  | 'rule'
  | 'outcome'
  | 'agreement'
  | 'procedure'
  | 'apply'
  | 'whole'
  | 'programme'
  | 'part'

/** Members that are told by their own members. */
const nested: Partial<Record<string, Whose>> = { agreement: 'agreement', procedure: 'procedure', apply: 'apply' }

/** What a member said and says, in a line; one with members of its own in several. */
export function membersInWords(pen: Pen, whose: Whose, changes: readonly MemberChange[], about = ''): ChangeLine[] {
  return changes.flatMap(({ member, before, after }): ChangeLine[] => {
    const inner = nested[member]
    if (inner !== undefined) return membersInWords(pen, inner, changedMembers(before ?? {}, after ?? {}), about)
    if (listed.has(member) && (whose === 'whole' || whose === 'programme'))
      return listInWords(pen, before as NamedPart[], after as NamedPart[], about)
    const [was, is] = [valueInWords(pen, member, before), valueInWords(pen, member, after)]
    const name = pen.words.t(`change.member.${whose}.${member}`)
    const label = about === '' ? name : pen.words.t('change.member.of', { member: name, of: about })
    // The same in this language: it was said otherwise in another one.
    const text = was === is && was !== null ? pen.words.t('change.other-language', { text: was }) : is
    return [
      line(
        before === undefined ? 'added' : after === undefined ? 'removed' : 'changed',
        label,
        was === is ? null : was,
        text,
      ),
    ]
  })
}

/** Lists of a programme whose entries have names: its parts, and what counts towards them. */
const listed = new Set(['parts', 'units', 'kinds', 'rows'])

interface NamedPart {
  id: string
}

/** Entries that came, went or say something else. */
function listInWords(pen: Pen, before: NamedPart[] = [], after: NamedPart[] = [], about = ''): ChangeLine[] {
  const named = (part: NamedPart): string =>
    pen.words.t('change.member.of', { of: about, member: objectInWords(pen, part) })
  return changedParts(before, after, { idOf: ({ id }) => id }).flatMap((one): ChangeLine[] => {
    const { change, members } = one
    const part = one.after ?? one.before
    if (part === null) return []
    return change === 'changed'
      ? membersInWords(pen, 'part', members, named(part))
      : [
          line(
            change,
            about,
            change === 'removed' ? objectInWords(pen, part) : null,
            change === 'added' ? objectInWords(pen, part) : null,
          ),
        ]
  })
}

export const line = (
  sign: ChangeLine['sign'],
  label: string,
  before: string | null,
  after: string | null,
): ChangeLine => ({ sign, label, before, after, effect: null, effectWord: null })

const codeWords: Partial<Record<string, string>> = {
  status: 'status',
  kind: 'kind-of',
  purposes: 'purpose',
  coverage: 'law.coverage',
  mode: 'law.mode',
  by: 'by',
  text: 'basis.text',
  quality: 'law.grade',
}

const dated = new Set(['published', 'effective', 'until', 'from', 'signed', 'inForce'])
const placed = new Set(['places', 'except', 'jurisdiction'])

/** A value as a reader knows it; null: there is none. */
function valueInWords(pen: Pen, member: string, value: unknown): string | null {
  const { words } = pen
  if (value === undefined || value === null) return null
  if (Array.isArray(value)) return words.and(value.map((one) => valueInWords(pen, member, one) ?? ''))
  if (typeof value === 'object') return objectInWords(pen, value)
  const text = String(value)
  if (dated.has(member)) return words.date(text)
  if (placed.has(member)) return nameOf(pen, 'jurisdiction', text)
  const key = `${codeWords[member] ?? '-'}.${text}`
  if (member in codeWords && words.has(key)) return words.t(key)
  if (member === 'supersedes' || member === 'overrides') return titleOf(pen, text)
  return text
}

function titleOf(pen: Pen, ref: string): string {
  const text = pen.texts.rule(ref)?.title ?? pen.texts.instrument(ref)?.title
  return text === undefined ? ref : pen.words.pick(text)
}

/** A text in several languages, or what has one: a party with its place, an outcome that is meant. */
function objectInWords(pen: Pen, value: object): string {
  const { words } = pen
  if ('en' in value && 'zh-CN' in value) return words.pick(value as Parameters<typeof words.pick>[0])
  const named: unknown = Reflect.get(value, 'label') ?? Reflect.get(value, 'name') ?? Reflect.get(value, 'title')
  const place: unknown = Reflect.get(value, 'jurisdiction')
  const name = typeof named === 'object' && named !== null ? objectInWords(pen, named) : JSON.stringify(value)
  return typeof place === 'string' ? `${name} (${nameOf(pen, 'jurisdiction', place)})` : name
}
