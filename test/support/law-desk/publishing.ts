// SPDX-License-Identifier: Apache-2.0
// How a text becomes law on a whole site in a test: drafted, proposed and approved through its pages.
import assert from 'node:assert/strict'
import { systemClock, today } from '../../../src/kernel/index.ts'
import { getAs, newVisitor, postAs, type Visitor } from '../visitors.ts'
import type { WholeSite } from '../whole-site.ts'

export interface Office {
  authority: string
  place: string
  editor: Visitor
  approver: Visitor
}

/** An authority with somebody who writes and somebody who approves. */
export const newOffice = async (
  site: WholeSite,
  authority: string,
  place: string,
  part?: { part: string },
): Promise<Office> => ({
  ...{ authority, place },
  editor: await newVisitor(site, `Editor of ${place}`, 'law-editor', { authority, ...part }),
  approver: await newVisitor(site, `Approver of ${place}`, 'law-approver', { authority, ...part }),
})

export interface Drafted {
  id: string
  version: number
}

export async function draftOf(
  site: WholeSite,
  { authority, place, editor }: Omit<Office, 'approver'>,
  files: Readonly<Record<string, string>>,
): Promise<Drafted> {
  const begun = await postAs(site, editor, '/drafts/new', { title: 'A list', authority, jurisdiction: place })
  assert.equal(begun.statusCode, 303, begun.body)
  const id = String(begun.headers.location).split('/')[2] ?? ''
  let version = 1
  for (const [path, text] of Object.entries(files)) {
    const answer = await postAs(site, editor, `/drafts/${id}/file?path=${encodeURIComponent(path)}`, {
      text,
      version: String(version),
    })
    assert.equal(answer.statusCode, 303, `${path}: ${answer.body}`)
    version += 1
  }
  return { id, version }
}

export const proposalOf = (
  site: WholeSite,
  editor: Visitor,
  { id, version }: Drafted,
  more: Record<string, string> = {},
) => postAs(site, editor, `/drafts/${id}/propose`, { version: String(version), publishOn: today(systemClock), ...more })

/** Proposes and approves; answers the page of the publication as its approver sees it then. */
export async function publish(site: WholeSite, { editor, approver }: Office, draft: Drafted): Promise<string> {
  const proposed = await proposalOf(site, editor, draft)
  assert.equal(proposed.statusCode, 303, proposed.body)
  return approve(site, approver, String(proposed.headers.location).split('?')[0] ?? '')
}

export async function approve(site: WholeSite, approver: Visitor, publication: string): Promise<string> {
  await postAs(site, approver, `${publication}/approve`)
  return (await getAs(site, approver, publication)).body
}

export interface ListText {
  place: string
  /** A YAML object, and the day as it stands in the file. */
  title?: string
  effective?: string
  /** Further members of the instrument and of its catalogue, as they stand in the file. */
  instrument?: string
  catalogue?: string
}

/** The instrument of a list in an invented place. */
export const listInstrument = (id: string, { place, instrument = '', catalogue = '', ...text }: ListText): string => {
  const { title = `{ en: List ${id} (demonstration), zh-CN: 目录${id}（演示） }`, effective = '2026-01-01' } = text
  return `id: ${id}
jurisdiction: ${place}
kind: catalogue
title: ${title}
status: in-force
effective: ${effective}
${instrument}sources: [{ id: s1, url: 'https://example.org/n', quality: demonstration, text: none }]
catalogues:
  - id: ${id}-main
    title: { en: List, zh-CN: 目录 }
    coverage: complete
${catalogue}    classes: [{ id: A, label: { en: All, zh-CN: 全部 } }]
clauses: [{ id: all, summary: { en: All., zh-CN: 全部。 }, source: s1 }]
`
}

/** A rule that recognises what is on such a list. */
export const listRules = (id: string): string => `rules:
  - id: listed
    clause: all
    title: { en: Listed, zh-CN: 列入目录 }
    purposes: [employment]
    subject: { listed: { catalogue: ${id}-main } }
    outcomes:
      - { kind: recognised-as, by: operation-of-law, target: { level: cn-skill/3 }, label: { en: senior worker, zh-CN: 高级工 } }
`

/** A list in force in an invented place, with its rule and its items. */
export const listFiles = (
  id: string,
  { items = '', ...text }: ListText & { items?: string },
): Record<string, string> => ({
  'instrument.yaml': listInstrument(id, text),
  'rules.yaml': listRules(id),
  [`catalogues/${id}-main.csv`]: `qualification,class,from,until,action,earlierHolders\n${items}`,
})

/** Verdicts of the rule of such a list for a holder of one certificate somewhere. */
export async function verdictsOf(site: WholeSite, id: string, qualification: string, place: string): Promise<string[]> {
  const answer = await site.app.inject({
    method: 'POST',
    url: '/api/v1/assessments',
    payload: { person: { credentials: [{ id: 'c1', qualification }] }, in: place, asOf: '2026-11-22' },
  })
  const { findings } = (answer.json() as { assessment: { findings: { rule: string; verdict: string }[] } }).assessment
  return findings.filter(({ rule }) => rule === `${id}#listed`).map(({ verdict }) => verdict)
}
