// SPDX-License-Identifier: Apache-2.0

import type { LawClause, LawInstrument } from '../law/instrument-schema.ts'
import { firstDay } from '../source/fields.ts'

/** What an instrument is as a document of this standard: rules of an authority are acts, the rest are documents with a main body. */
export interface AkomaNtosoTexts {
  instrument: LawInstrument
  /** When its record was made here: the day of this expression. */
  recordedAt: string
  /** The address of its page on this installation. */
  address: string
  baseUrl: string
}

const namespace = 'http://docs.oasis-open.org/legaldocml/ns/akn/3.0'
/** ISO 639-2, as the standard names languages. */
const language = 'eng'

/**
 * An instrument in Akoma Ntoso 1.0: what identifies it, and its clauses as articles. The words are our summaries and never those of the law:
 * the document says so in its preface, and in `FRBRprescriptive` and `FRBRauthoritative`.
 */
export function toAkomaNtoso(given: AkomaNtosoTexts): string {
  const { instrument } = given
  return `<?xml version="1.0" encoding="UTF-8"?>
<akomaNtoso xmlns="${namespace}">
  <act name="${instrument.kind}" contains="originalVersion">
    <meta>
${identification(given)}
${lifecycle(instrument)}${references(given)}
    </meta>
    <preface>
      <longTitle><p><docTitle xml:lang="en">${xml(instrument.title.en)}</docTitle></p></longTitle>
      <longTitle><p><docTitle xml:lang="zh-CN">${xml(instrument.title['zh-CN'])}</docTitle></p></longTitle>
      ${instrument.number === undefined ? '' : `<p><docNumber>${xml(instrument.number)}</docNumber></p>\n      `}<p xml:lang="en">Summaries in our own words; not the text of the law.</p>
      <p xml:lang="zh-CN">以下为本平台撰写的摘要，并非法规原文。</p>
    </preface>
    <body>
${instrument.clauses.map(article).join('\n')}
    </body>
  </act>
</akomaNtoso>
`
}

function identification({ instrument, recordedAt, address, baseUrl }: AkomaNtosoTexts): string {
  const { jurisdiction, number, published, effective, id } = instrument
  const work = [
    ...core(
      address,
      firstDay(published ?? effective ?? recordedAt.slice(0, 10)),
      published === undefined ? 'effective' : 'published',
      '#issuer',
    ),
    `<FRBRcountry value="${xml(jurisdiction.split('-')[0]?.toLowerCase() ?? '')}"/>`,
    ...(number === undefined ? [] : [`<FRBRnumber value="${xml(number)}"/>`]),
    `<FRBRname value="${xml(id)}"/>`,
    '<FRBRprescriptive value="false"/>',
    '<FRBRauthoritative value="false"/>',
  ]
  const day = recordedAt.slice(0, 10)
  const expression = [
    ...core(`${address}?knownOn=${day}`, day, 'recorded', '#installation'),
    `<FRBRlanguage language="${language}"/>`,
    '<FRBRlanguage language="zho"/>',
  ]
  const data = `${baseUrl}/api/v1/instruments/${id}/akoma-ntoso.xml`
  const manifestation = [...core(data, day, 'recorded', '#installation'), '<FRBRformat value="application/akn+xml"/>']
  const level = (name: string, lines: readonly string[]) =>
    `        <${name}>\n${lines.map((line) => `          ${line}`).join('\n')}\n        </${name}>`
  return `      <identification source="#installation">
${level('FRBRWork', work)}
${level('FRBRExpression', expression)}
${level('FRBRManifestation', manifestation)}
      </identification>`
}

const core = (address: string, date: string, name: string, author: string): string[] => [
  `<FRBRthis value="${xml(address)}"/>`,
  `<FRBRuri value="${xml(address)}"/>`,
  `<FRBRdate date="${date}" name="${name}"/>`,
  `<FRBRauthor href="${author}"/>`,
]

/** From when it holds, and from when no longer, as far as known; a month or a year begins with its first day. */
function lifecycle({ effective, until }: LawInstrument): string {
  const events = [
    ...(effective === undefined
      ? []
      : [`<eventRef eId="start" date="${firstDay(effective)}" source="#source-1" type="generation"/>`]),
    ...(until === undefined
      ? []
      : [`<eventRef eId="end" date="${firstDay(until)}" source="#source-1" type="repeal"/>`]),
  ]
  if (events.length === 0) return ''
  const lines = events.map((one) => `        ${one}`).join('\n')
  return `      <lifecycle source="#installation">\n${lines}\n      </lifecycle>\n`
}

function references({ instrument, baseUrl }: AkomaNtosoTexts): string {
  const { sources, issuer, supersedes = [] } = instrument
  const lines = [
    ...sources.map(
      ({ url, id, quality }, index) =>
        `<original eId="source-${index + 1}" href="${xml(url ?? `#${id}`)}" showAs="${xml(`${id} (${quality})`)}"/>`,
    ),
    ...supersedes.map(
      (one) => `<passiveRef eId="supersedes-${one}" href="${xml(`${baseUrl}/law/${one}`)}" showAs="${one}"/>`,
    ),
    `<TLCOrganization eId="issuer" href="${xml(`${baseUrl}/api/v1/authorities/${issuer ?? ''}`)}" showAs="${xml(issuer ?? 'not known')}"/>`,
    `<TLCOrganization eId="installation" href="${xml(baseUrl)}" showAs="Passerelle"/>`,
  ]
  return `      <references source="#installation">\n${lines.map((one) => `        ${one}`).join('\n')}\n      </references>`
}

function article({ id, article: name, summary }: LawClause): string {
  const heading = name === undefined ? '' : `\n        <num>${xml(name.en)}</num>`
  const chinese = name === undefined ? '' : `${xml(name['zh-CN'])}　`
  return `      <article eId="${id}">${heading}
        <content>
          <p xml:lang="en">${xml(summary.en)}</p>
          <p xml:lang="zh-CN">${chinese}${xml(summary['zh-CN'])}</p>
        </content>
      </article>`
}

/** What XML 1.0 cannot hold at all is left out. */
const xml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]/gu, '')
