// SPDX-License-Identifier: Apache-2.0
import { momentIn, type Words } from '../../ui/index.ts'
import type { Naming } from '../authorities/name-authorities.ts'
import { isRole } from '../permissions/roles.model.ts'
import type { OpenEntry, ShownChain, ShownEntry, ShownLink } from './audit-entry.model.ts'
import type { ChainState } from './check-audit.ts'

/** What was done, in words: `grant:expert` is the act `grant` with a role. */
export function actInWords(words: Words, act: string): string {
  const [verb = act, role] = act.split(':')
  if (role !== undefined && isRole(role)) return words.t(`act.${verb}`, { role: words.t(`role.${role}`) })
  return words.has(`act.${act}`) ? words.t(`act.${act}`) : act
}

export function presentEntry(words: Words, entry: OpenEntry, naming: Naming): ShownEntry {
  const { seq, hash, at, erased } = entry
  return {
    seq,
    hash,
    shortHash: hash.slice(0, 12),
    at,
    atText: momentIn(words.lang, new Date(at)),
    act: actInWords(words, entry.act),
    facts: factsOf(words, entry, naming),
    changed: Object.entries(entry.changed).map(([field, value]) => ({
      field: fieldInWords(words, field),
      value: valueInWords(words, field, value),
    })),
    erased,
  }
}

export const presentLink = (words: Words, entry: OpenEntry, naming: Naming): ShownLink => ({
  ...presentEntry(words, entry, naming),
  commitment: entry.commitment,
  previous: entry.previous,
})

function factsOf(words: Words, entry: OpenEntry, naming: Naming): ShownEntry['facts'] {
  const object = [entry.objectKind, entry.objectId].filter((part) => part !== null).join(' ')
  const by = entry.erased ? words.t('audit.erased') : (called(entry.actor, entry.actorName) ?? words.t('audit.nobody'))
  const about = entry.person === entry.actor ? null : called(entry.person, entry.personName)
  const found: [name: string, text: string | null][] = [
    ['by', by],
    ['behalf', called(entry.onBehalf, entry.onBehalfName)],
    ['about', about],
    ['authority', entry.authority === null ? null : named(naming(words, entry.authority), entry.authority)],
    ['object', object === '' ? null : object],
    ['from', entry.from === '' ? null : entry.from],
  ]
  return found.flatMap(([name, text]) => (text === null ? [] : [{ name, label: words.t(`audit.${name}`), text }]))
}

/** The id beside the name: the log is searched by it. */
const named = (name: string, id: string): string => (name === id ? id : `${name} (${id})`)

const called = (id: string | null, name: string | null): string | null => name ?? id

const fieldInWords = (words: Words, field: string): string =>
  words.has(`audit.field.${field}`) ? words.t(`audit.field.${field}`) : field

function valueInWords(words: Words, field: string, value: unknown): string {
  if (field === 'role' && typeof value === 'string' && isRole(value)) return words.t(`role.${value}`)
  if (field === 'proof' && typeof value === 'string' && words.has(`audit.proof.${value}`))
    return words.t(`audit.proof.${value}`)
  if (field === 'done' && words.has(`audit.done.${String(value)}`)) return words.t(`audit.done.${String(value)}`)
  if (field === 'kind' && words.has(`draft.kind.${String(value)}`)) return words.t(`draft.kind.${String(value)}`)
  if (field === 'act' && typeof value === 'string') return actInWords(words, value)
  return typeof value === 'string' ? value : JSON.stringify(value)
}

export function presentChain(words: Words, { last, running }: ChainState, mayCheck: boolean): ShownChain {
  return {
    mayCheck,
    running: running === null ? null : { checked: Number(running.checked), total: Number(running.total) },
    last:
      last === null
        ? null
        : {
            at: (last.finishedAt ?? last.startedAt).toISOString(),
            text: momentIn(words.lang, last.finishedAt ?? last.startedAt),
            holds: last.faults.length === 0,
            head: `${last.headSeq ?? 0}:${last.headHash ?? ''}`,
            faults: last.faults.map(({ seq, fault }) => words.t(`audit.fault.${fault}`, { seq })),
          },
  }
}
