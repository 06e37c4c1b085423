// SPDX-License-Identifier: Apache-2.0
// An invented list, and the way from a draft to law through the pages, for tests.
import { systemClock, today } from '../../../src/kernel/index.ts'
import { newVisitor, postAs, type Visitor } from '../visitors.ts'
import type { WholeSite } from '../whole-site.ts'
import { type Drafted, draftOf, listInstrument, listRules, proposalOf } from './publishing.ts'

export const day = today(systemClock)

export const instrument = (id: string, effective = '2026-01-01') => `# as the department keeps it
${listInstrument(id, { place: 'XA-N', title: '{ en: First list (demonstration), zh-CN: 第一批目录（演示） }', effective })}`
export const item = (id: string) => `${id}-crane`
export const files = (id: string): Record<string, string> => ({
  'instrument.yaml': instrument(id),
  'rules.yaml': listRules(id),
  [`catalogues/${id}-main.csv`]: `qualification,class\n${item(id)},A\n`,
  'qualifications.csv': `id,name.en,name.zh-CN,family,country,awardingBody,fields,levels,source\n${item(id)},Crane operator,起重机操作员,,XB,,,,\n`,
})

export const publicationOf = (answer: { headers: Record<string, unknown> }) =>
  String(answer.headers['location']).split('?')[0] ?? ''

/** What editors and approvers of the northern authority do on a site. */
export function publishing(site: () => WholeSite) {
  /** A draft with these files, written by the editor. */
  const drafted = (editor: Visitor, content: Record<string, string>) =>
    draftOf(site(), { authority: 'xa-authority-north', place: 'XA-N', editor }, content)

  const propose = (editor: Visitor, draft: Drafted, more: Record<string, string> = {}) =>
    proposalOf(site(), editor, draft, more)

  async function staff() {
    return {
      editor: await newVisitor(site(), 'Ed Itor', 'law-editor'),
      approver: await newVisitor(site(), 'App Rover', 'law-approver'),
    }
  }

  async function published(id: string, content = files(id)) {
    const people = await staff()
    const draft = await drafted(people.editor, content)
    const publication = publicationOf(await propose(people.editor, draft))
    await postAs(site(), people.approver, `${publication}/approve`)
    return { ...people, draft, publication }
  }

  return { drafted, propose, staff, published }
}
