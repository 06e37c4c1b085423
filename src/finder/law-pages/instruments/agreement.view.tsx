// SPDX-License-Identifier: Apache-2.0
import { Run, type Words } from '../../../ui/index.ts'
import { LinkList } from '../library/law-parts.view.tsx'
import type { AgreementWords } from '../library/law-views.model.ts'

export function Agreement({ words, agreement }: { words: Words; agreement: AgreementWords | null }) {
  if (agreement === null) return null
  const { course, scope, committee, table } = agreement
  return (
    <>
      <section aria-labelledby="parties">
        <h2 id="parties">{words.t('law.parties')}</h2>
        <p>
          <Run text={agreement.subject} lang={words.lang} />
        </p>
        <p class="muted">{agreement.mode}</p>
        <LinkList words={words} links={agreement.parties} />
        {course.map((text) => (
          <p class="note">{text}</p>
        ))}
        {scope.map(({ label, text }) => (
          <p>
            <strong>{label}</strong>: <Run text={text} lang={words.lang} />
          </p>
        ))}
      </section>
      <Table words={words} table={table} />
      {committee === null ? null : (
        <section aria-labelledby="committee">
          <h2 id="committee">{words.t('agreement.committee')}</h2>
          <p>
            <Run text={committee.name} lang={words.lang} />
            {committee.meets === null ? null : <span class="muted"> · {committee.meets}</span>}
          </p>
          {committee.decisions.length === 0 ? null : <LinkList words={words} links={committee.decisions} />}
        </section>
      )}
    </>
  )
}

/** Wide on a desktop, one card for each row on a phone. */
function Table({ words, table }: { words: Words; table: AgreementWords['table'] }) {
  if (table === null) return null
  return (
    <section aria-labelledby="equivalences">
      <h2 id="equivalences">{words.t('agreement.table')}</h2>
      <p class="muted">{table.note}</p>
      <table class="compared">
        <thead>
          <tr>
            <th scope="col">{table.a}</th>
            <th scope="col">{words.t('agreement.way')}</th>
            <th scope="col">{table.b}</th>
            <th scope="col">{words.t('agreement.conditions')}</th>
          </tr>
        </thead>
        <tbody>
          {table.rows.map(({ anchor, a, b, way, wayText, conditions }) => (
            <tr id={anchor}>
              <td>
                <Run text={a} lang={words.lang} />
              </td>
              <td>
                <span aria-hidden="true">{arrows[way]}</span> {wayText}
              </td>
              <td>
                <Run text={b} lang={words.lang} />
              </td>
              <td>{conditions.length === 0 ? words.t('agreement.conditions.none') : conditions.join('; ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const arrows = { both: '⇄', 'a-to-b': '→', 'b-to-a': '←' } as const
