// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../../ui/index.ts'
import { PersonRows } from '../changes/person.view.tsx'
import type { ShownFinding, ShownPerson } from './draft.model.ts'

interface FindingsProps {
  words: Words
  findings: readonly ShownFinding[]
  /** Nothing is written yet. */
  empty: boolean
}

const shown = 100

/** What the check says of a draft, with the place of each. */
export function Findings({ words, findings, empty }: FindingsProps) {
  const nothing = empty ? 'draft.findings.empty' : 'draft.findings.none'
  return (
    <section class="findings" aria-labelledby="findings">
      <h2 id="findings">{words.t('draft.findings')}</h2>
      {findings.length === 0 ? <p>{words.t(nothing)}</p> : null}
      <ol class="entries">
        {findings.slice(0, shown).map(({ code, where, file, address, line, warning, path, message, lang, person }) => (
          <li>
            <div>
              <p class="hint">
                {where === null ? null : (
                  <>
                    <a href={where.href}>{where.text}</a> ·{' '}
                  </>
                )}
                {address === null ? null : <a href={address}>{file}</a>}{' '}
                {line === null ? '' : words.t('draft.line', { line })} {warning ? words.t('draft.warning') : ''}{' '}
                {where === null ? <code>{path}</code> : null}
              </p>
              <p lang={lang}>{message}</p>
              {person === null ? null : <Person words={words} person={person} />}
              <p>
                <a href={`/help/findings#${code}`}>{words.t('help.mend', { what: words.t(`help.finding.${code}`) })}</a>
              </p>
            </div>
          </li>
        ))}
      </ol>
      {findings.length > shown ? <p>{words.t('draft.findings.more', { count: findings.length - shown })}</p> : null}
    </section>
  )
}

function Person({ words, person: { holds, facts, asked, tryAt } }: { words: Words; person: ShownPerson }) {
  return (
    <div class="shown-person">
      <p class="hint">{words.t('draft.finding.person')}</p>
      <dl class="facts">
        <PersonRows words={words} holds={holds} facts={facts} />
        <div>
          <dt>{words.t('law.example.question')}</dt>
          <dd>{asked}</dd>
        </div>
      </dl>
      {tryAt === null ? null : (
        <p>
          <a href={tryAt}>{words.t('draft.finding.try')}</a>
        </p>
      )}
    </div>
  )
}
