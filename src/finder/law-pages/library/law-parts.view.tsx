// SPDX-License-Identifier: Apache-2.0

import type { ComponentChildren } from 'preact'
import { OutcomeIcon, Run, SignIcon, type Words } from '../../../ui/index.ts'
import type { ConditionWords, LawEntry, LinkWords, OutcomeWords, RuleWords } from './law-views.model.ts'

/** How good a source is: a sign and its word. The seal's red stands only where the authority itself has published it. */
export function Quality({ sign, word }: { sign: string; word: string }) {
  const said = sign === 'official' || sign === 'official-copy'
  return (
    <span class="quality">
      <span class={said ? 'sealed' : undefined}>
        <SignIcon sign={sign} />
      </span>
      {word}
    </span>
  )
}

interface AnchorProps {
  words: Words
  id: string
  name: string
}

/** The address of one thing on a page, beside its name. */
export function Anchor({ words, id, name }: AnchorProps) {
  return (
    <a class="anchor no-print" href={`#${id}`} aria-label={words.t('law.anchor', { name })}>
      #
    </a>
  )
}

/** Where a fact of the register is from: its addresses as links, else as it is named. */
export function Origin({ words, source }: { words: Words; source: string }) {
  const links = source.split(/\s*;\s*/).filter((part) => /^https?:\/\//.test(part))
  if (links.length === 0) return <span>{words.t('body.source', { source })}</span>
  return (
    <>
      {links.map((href) => (
        <a href={href} rel="noreferrer">
          {words.t('body.source', { source: href.split('/')[2] ?? href })}
        </a>
      ))}
    </>
  )
}

export function LawEntries({ words, entries }: { words: Words; entries: readonly LawEntry[] }) {
  return (
    <ul class="law-list">
      {entries.map((entry) => (
        <li>
          <a href={entry.href}>
            <Run text={entry.title} lang={words.lang} />
          </a>
          <p>
            <span>
              {entry.kind} · {entry.status}
              {entry.number === null ? null : (
                <>
                  {' · '}
                  <Run text={entry.number} lang={words.lang} />
                </>
              )}
              {entry.dates.map((date) => ` · ${date}`)}
              {entry.rules === 0 ? null : ` · ${words.t('law.rules.count', { n: entry.rules })}`}
            </span>
            <Quality sign={entry.sign} word={entry.signWord} />
          </p>
        </li>
      ))}
    </ul>
  )
}

const line = (
  <svg class="line" viewBox="0 0 100 56" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    <path d="M0 28H100" fill="none" stroke="currentColor" stroke-width="2" />
  </svg>
)

interface RuleProps {
  words: Words
  rule: RuleWords
  /** What stands below the rule: its examples. */
  children?: ComponentChildren
}

/** A rule as it stands in the law: who, the line, what follows; below it what must hold. */
export function RuleCard({ words, rule, children }: RuleProps) {
  return (
    <article class="law-rule met" id={rule.anchor}>
      <h4>
        <Run text={rule.title} lang={words.lang} />
        <Anchor words={words} id={rule.anchor} name={rule.title} />
      </h4>
      <div class="bridge">
        <div class="from">
          <span class="over">{words.t('law.rule.who')}</span>
          <strong>
            <Run text={rule.subject ?? words.t('law.rule.anyone')} lang={words.lang} />
          </strong>
        </div>
        {line}
        <div class="to">
          <span class="over">{words.t('law.rule.follows')}</span>
          {rule.outcomes.map((outcome) => (
            <Outcome words={words} outcome={outcome} />
          ))}
          {rule.against.map((line) => (
            <p>
              <Run text={line} lang={words.lang} />
            </p>
          ))}
        </div>
      </div>
      <p class="over-line">{words.t('law.rule.if')}</p>
      {rule.conditions.length === 0 ? (
        <p>{words.t('answer.conditions.none')}</p>
      ) : (
        <Conditions words={words} conditions={rule.conditions} />
      )}
      <Facts words={words} rule={rule} />
      <p class="no-print">
        <a class="act" href={rule.ask}>
          {words.t('law.rule.ask')}
        </a>
      </p>
      {children}
    </article>
  )
}

function Outcome({ words, outcome }: { words: Words; outcome: OutcomeWords }) {
  return (
    <div class="outcome" id={outcome.anchor}>
      <span class="phrase">
        <OutcomeIcon kind={outcome.kind} />
        {outcome.phrase}
      </span>
      <strong>
        <Run text={outcome.label} lang={words.lang} />
      </strong>
      <Anchor words={words} id={outcome.anchor} name={outcome.label} />
      <span class="over">{outcome.manner}</span>
      {outcome.benefits.length === 0 ? null : (
        <ul class="benefits">
          {outcome.benefits.map((benefit) => (
            <li>
              <Run text={benefit} lang={words.lang} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function Facts({ words, rule }: { words: Words; rule: RuleWords }) {
  return (
    <dl class="facts">
      <dt>{words.t('law.rule.purposes')}</dt>
      <dd>{rule.purposes}</dd>
      {rule.where === null ? null : (
        <>
          <dt>{words.t('law.where')}</dt>
          <dd>
            <Run text={rule.where} lang={words.lang} />
          </dd>
        </>
      )}
      {rule.apply.map(({ label, text, url }) => (
        <>
          <dt>{label}</dt>
          <dd>{url === null ? <Run text={text} lang={words.lang} /> : <a href={url}>{text}</a>}</dd>
        </>
      ))}
      {rule.dates === null ? null : (
        <>
          <dt>{words.t('law.rule.dates')}</dt>
          <dd>{rule.dates}</dd>
        </>
      )}
    </dl>
  )
}

function Conditions({ words, conditions }: { words: Words; conditions: readonly ConditionWords[] }) {
  return (
    <ul class="law-conditions">
      {conditions.map(({ text, parts }) => (
        <li>
          <Run text={text} lang={words.lang} />
          {parts.length === 0 ? null : <Conditions words={words} conditions={parts} />}
        </li>
      ))}
    </ul>
  )
}

export function LinkList({ words, links }: { words: Words; links: readonly LinkWords[] }) {
  return (
    <ul class="links">
      {links.map(({ href, text, note }) => (
        <li>
          {href === '' ? (
            <Run text={text} lang={words.lang} />
          ) : (
            <a href={href}>
              <Run text={text} lang={words.lang} />
            </a>
          )}
          {note === null ? null : (
            <span class="muted small">
              {' '}
              · <Run text={note} lang={words.lang} />
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
