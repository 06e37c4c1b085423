// SPDX-License-Identifier: Apache-2.0
// Everything that people of one authority can reach is tried by everybody else: every address, every form with its hidden fields.
import type { Role } from '../../src/access/index.ts'
import { roleNames, roles } from '../../src/access/index.ts'
import { newSession, newVisitor } from '../support/visitors.ts'
import type { WholeSite } from '../support/whole-site.ts'
import { crawl, type Found, type FoundForm, get, post } from './crawl.ts'
import { changedTables, rowsOf } from './rows-of.ts'

const south = 'xa-authority-south'
/** Pages about other authorities, where the gates are open, are not what these people have. */
const elsewhere = new RegExp(`authority=(?!${south}\\b)`)
/** Stands in the name of everyone there, and in what they write. */
const mark = 'Südmark'

export interface WalkReport {
  failures: boolean
  pages: number
  forms: number
  tries: number
  /** What somebody saw or changed that was not theirs. */
  findings: string[]
  /** Pages behind the door that a stranger was let into: none, unless the program's own checks are off. */
  entered: number
}

/** What would end the walk early, or takes away what it is about; and a word sent to another authority, which is for it to read. */
const notYet =
  /^\/consultations\/|sign-out|leave|erase|\/end\b|remove|withdraw|discard|reset|decline|security\/password/

export interface WalkOptions {
  /** Whether an answer of 500 counts; where the database alone refuses, that is how it shows. */
  failures?: boolean
  /** Who tries. */
  as?: readonly (Role | 'nobody')[]
}

export async function walkAsForeigners(
  site: WholeSite,
  { failures = true, as = foreigners }: WalkOptions = {},
): Promise<WalkReport> {
  const people: string[] = []
  const inside: Found = { pages: [], forms: [] }
  for (const role of insiders) {
    const insider = await newVisitor(site, `${mark} ${role}`, role, { authority: south })
    people.push(insider.person)
    const first = await crawl(site.app, insider.cookie, starts(site), elsewhere)
    for (const form of first.forms.filter(({ method, action }) => method === 'POST' && !notYet.test(action))) {
      await post(site.app, await newSession(site, insider.person), form.action, marked(form))
    }
    const then = await crawl(site.app, await newSession(site, insider.person), starts(site), elsewhere)
    inside.pages.push(...then.pages)
    inside.forms.push(...then.forms.filter(({ method }) => method === 'POST'))
  }
  const report: WalkReport = { failures, pages: 0, forms: 0, tries: 0, findings: [], entered: 0 }
  const pages = unique(inside.pages, (path) => path).filter((path) => !isOpen(site, path, 'GET'))
  const forms = unique(inside.forms.map(unmarked), whatItNames).filter(({ action }) => !isOpen(site, action, 'POST'))
  report.pages = pages.length
  report.forms = forms.length
  for (const role of as) {
    const person = role === 'nobody' ? null : (await newVisitor(site, `Northern ${role}`, role)).person
    // A form may end the session that sends it: each is sent in a new one.
    const cookie = async () => (person === null ? '' : newSession(site, person))
    await readEverything(site, { role, cookie, pages, report })
    await sendEverything(site, { role, cookie, forms, people, report })
  }
  return report
}

/** A verification contact answers by a link and has no account; roles of the platform are of no authority. */
const insiders = roleNames.filter((role) => role !== 'verification-contact' && roles[role] !== 'platform')

/** Who is not of the authority, and who is of none; and the auditor, who reads all and changes nothing. */
export const foreigners: readonly (Role | 'nobody')[] = ['nobody', ...insiders, 'auditor']

/** Whoever may read all leaves traces of it. */
const isLog = (table: string): boolean => table === 'personal_reads' || table.startsWith('audit_')

/** Roles of the platform are for every authority. */
const readsAll = (role: Role | 'nobody'): boolean => role !== 'nobody' && roles[role] === 'platform'

interface Tour {
  role: Role | 'nobody'
  cookie: () => Promise<string>
  report: WalkReport
}

async function readEverything(site: WholeSite, tour: Tour & { pages: readonly string[] }): Promise<void> {
  const { role, pages, report } = tour
  const cookie = await tour.cookie()
  for (const path of pages) {
    report.tries++
    const answer = await get(site.app, cookie, path)
    if (report.failures && answer.status >= 500) report.findings.push(`${role}: GET ${path} answered ${answer.status}`)
    if (!readsAll(role) && answer.body.includes(mark)) report.findings.push(`${role} read ${path}`)
    if (answer.status === 200) report.entered++
  }
}

async function sendEverything(
  site: WholeSite,
  tour: Tour & { forms: readonly FoundForm[]; people: readonly string[] },
): Promise<void> {
  const { role, cookie, forms, people, report } = tour
  let before = await rowsOf(site.db, south, people)
  for (const form of forms) {
    report.tries++
    const answer = await post(site.app, await cookie(), form.action, form.fields)
    const after = await rowsOf(site.db, south, people)
    const changed = changedTables(before, after).filter((table) => !(readsAll(role) && isLog(table)))
    before = after
    if (changed.length > 0)
      report.findings.push(`${role} changed ${changed.join(', ')} by POST ${form.action} (of ${form.on})`)
    if (report.failures && answer.status >= 500)
      report.findings.push(`${role}: POST ${form.action} answered ${answer.status}`)
    if (!readsAll(role) && answer.body.includes(mark))
      report.findings.push(`${role} was shown rows by POST ${form.action}`)
  }
}

/** Every address behind the door that needs no name of a thing. */
function starts({ routes }: WholeSite): string[] {
  return routes.routes.flatMap(({ url, methods, config }) => {
    const behind = config?.access !== undefined && config.access !== 'public'
    return behind && methods.includes('GET') && !url.includes(':') ? [url] : []
  })
}

/** Whether everyone may ask for it, whoever they are. */
function isOpen({ routes }: WholeSite, path: string, method: string): boolean {
  const parts = (path.split('?')[0] ?? '').split('/')
  const route = routes.routes.find(({ url, methods }) => {
    const pattern = url.split('/')
    const fits =
      pattern.length === parts.length && pattern.every((part, at) => part.startsWith(':') || part === parts[at])
    return fits && methods.includes(method)
  })
  return route?.config?.access === undefined || route.config.access === 'public'
}

/** Free text carries the mark, so that it is known again wherever it turns up. What an authority says of itself is for everyone to read. */
const marked = ({ action, fields }: FoundForm): [string, string][] =>
  fields.map(([name, value]) => {
    const own = /elsewhere$/.test(value) && !action.startsWith('/settings/authority')
    return [name, own ? `${mark} ${name}` : value]
  })

/** Who tries does not bring the mark along: what they write themselves they may read. */
const unmarked = (form: FoundForm): FoundForm => ({
  ...form,
  fields: form.fields.map(([name, value]) => [name, value.replaceAll(mark, 'Nordmark')]),
})

/** Two forms are one that go to the same address and name the same things. */
const whatItNames = ({ action, fields }: FoundForm): string =>
  JSON.stringify([action, fields.map(([name, value]) => [name, /\d|^[a-z]+-[a-z-]+$/.test(value) ? value : ''])])

function unique<T>(items: readonly T[], key: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [key(item), item])).values()]
}
