// SPDX-License-Identifier: Apache-2.0

import { Cite, type CiteProps, Run, type Words } from '../../../ui/index.ts'
import { Examples } from '../examples/examples.view.tsx'
import { Follow } from '../library/follow.view.tsx'
import { Anchor, LinkList, Quality, RuleCard } from '../library/law-parts.view.tsx'
import type {
  ClauseWords,
  FollowState,
  InstrumentView,
  LawEntry,
  LinkWords,
  SourceWords,
  WithdrawnWords,
} from '../library/law-views.model.ts'
import { Withdrawn } from '../library/withdrawn.view.tsx'
import { Agreement } from './agreement.view.tsx'
import { type NeighboursProps, NeighboursView } from './neighbours.view.tsx'

interface InstrumentProps {
  words: Words
  entry: LawEntry
  /** Null: it stands. */
  withdrawn: WithdrawnWords | null
  follow: FollowState | null
  issuer: string | null
  view: InstrumentView
  /** What stands above and below it; null: nothing touches what it speaks of. */
  neighbours: NeighboursProps['neighbours'] | null
  cite: CiteProps
  /** Said when an earlier state of knowledge is shown. */
  past: string | null
}

function State({ words, entry, stands }: { words: Words; entry: LawEntry; stands: boolean }) {
  if (!stands) return <span class="state">{words.t('law.withdrawn.state')}</span>
  return <span class={entry.inForce ? 'state in-force' : 'state'}>{entry.status}</span>
}

export function InstrumentPage(props: InstrumentProps) {
  const { words, entry, withdrawn, follow, issuer, view, neighbours, cite, past } = props
  return (
    <>
      <p class="over-line">
        {entry.kind} · {entry.place}
      </p>
      <h1>
        <Run text={entry.title} lang={words.lang} />
      </h1>
      <p class="law-facts">
        <State words={words} entry={entry} stands={withdrawn === null} />
        <Quality sign={entry.sign} word={entry.signWord} />
        {[entry.number, issuer, ...entry.dates].map((fact) =>
          fact === null ? null : (
            <span>
              <Run text={fact} lang={words.lang} />
            </span>
          ),
        )}
      </p>
      <Withdrawn words={words} withdrawn={withdrawn} />
      <Follow words={words} follow={follow} />
      {entry.sign === 'demonstration' ? <p class="note">{words.t('law.demonstration')}</p> : null}
      {past === null ? null : <p class="note">{past}</p>}
      {entry.sign === 'unverified' ? <p class="note">{words.t('law.unverified')}</p> : null}
      <div class="law-columns">
        <div>
          <Agreement words={words} agreement={view.agreement} />
          <Lines words={words} title={words.t('law.procedure')} lines={view.procedure} />
          <Wholes words={words} wholes={view.wholes} />
          <Clauses words={words} clauses={view.clauses} />
          {neighbours === null ? null : <NeighboursView words={words} neighbours={neighbours} />}
          <Cite words={words} cite={cite} />
        </div>
        <aside aria-label={words.t('law.aside')}>
          <Timeline words={words} view={view} />
          <Links words={words} title={words.t('law.where')} links={view.where} />
          <Links words={words} title={words.t('law.except')} links={view.except} />
          <Lines words={words} title={words.t('law.covered')} lines={view.covered} />
          <Links words={words} title={words.t('law.catalogues')} links={view.catalogues} />
          <Links words={words} title={words.t('law.supersedes')} links={view.supersedes} />
          <Links words={words} title={words.t('law.superseded-by')} links={view.supersededBy} />
          <Sources words={words} sources={view.sources} />
          <section class="no-print">
            <h2>{words.t('law.data')}</h2>
            <ul>
              <li>
                <a href={`/api/v1/instruments/${entry.id}`}>{words.t('law.data.json')}</a>
              </li>
            </ul>
          </section>
        </aside>
      </div>
    </>
  )
}

function Clauses({ words, clauses }: { words: Words; clauses: readonly ClauseWords[] }) {
  return (
    <section aria-labelledby="clauses">
      <h2 id="clauses">{words.t('law.clauses')}</h2>
      <p class="muted">{words.t('law.clauses.lead')}</p>
      {clauses.map((clause) => (
        <Clause words={words} clause={clause} />
      ))}
    </section>
  )
}

function Wholes({ words, wholes }: { words: Words; wholes: InstrumentView['wholes'] }) {
  if (wholes.length === 0) return null
  return (
    <section aria-labelledby="wholes">
      <h2 id="wholes">{words.t('law.wholes')}</h2>
      {wholes.map(({ id, title, parts, credits }) => (
        <section class="clause" id={id}>
          <h3>
            <Run text={title} lang={words.lang} />
            <Anchor words={words} id={id} name={title} />
          </h3>
          <ul>
            {parts.map((part) => (
              <li>
                <Run text={part} lang={words.lang} />
              </li>
            ))}
          </ul>
          {credits === null ? null : (
            <p class="no-print">
              <a class="act" href={credits}>
                {words.t('law.whole.credits')}
                <span class="hidden">: {title}</span>
              </a>
            </p>
          )}
        </section>
      ))}
    </section>
  )
}

function Clause({ words, clause }: { words: Words; clause: ClauseWords }) {
  const article = clause.article ?? words.t('law.clause')
  return (
    <section class="clause" id={clause.id}>
      <h3>
        <Run text={article} lang={words.lang} />
        <Anchor words={words} id={clause.id} name={article} />
      </h3>
      <p>
        <Run text={clause.summary} lang={words.lang} />
      </p>
      {clause.source === null ? null : <Source words={words} source={clause.source} />}
      {clause.rules.length === 0 ? <p class="small muted">{words.t('law.clause.text')}</p> : null}
      {clause.rules.map((rule) => (
        <RuleCard words={words} rule={rule}>
          <Examples words={words} examples={rule.examples} />
        </RuleCard>
      ))}
    </section>
  )
}

function Source({ words, source }: { words: Words; source: SourceWords }) {
  return (
    <p class="source">
      <Quality sign={source.sign} word={source.signWord} />
      <span class="muted"> {source.wording} </span>
      {source.url === null ? (
        words.t('basis.no-source')
      ) : (
        <a href={source.url} rel="noreferrer">
          {words.t('basis.source')}
          <span class="hidden">: {source.id}</span>
        </a>
      )}
    </p>
  )
}

function Sources({ words, sources }: { words: Words; sources: readonly SourceWords[] }) {
  return (
    <section aria-labelledby="sources">
      <h2 id="sources">{words.t('law.sources')}</h2>
      <ul>
        {sources.map((source) => (
          <li id={`source-${source.id}`}>
            <Source words={words} source={source} />
            <p class="small muted">
              {words.t('law.source.grade', { grade: source.grade })}
              {source.note === null ? null : (
                <>
                  {' '}
                  <Run text={source.note} lang={words.lang} />
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Timeline({ words, view }: { words: Words; view: InstrumentView }) {
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline">{words.t('law.timeline')}</h2>
      <ol class="timeline">
        {view.timeline.map(({ inWords, text, side, href }) => (
          <li class={side}>
            <span class="when">{inWords}</span> <Run text={text} lang={words.lang} />
            {href === null ? null : (
              <>
                {' '}
                <a href={href}>{words.t('law.time.see')}</a>
              </>
            )}
          </li>
        ))}
      </ol>
      <p class="no-print">
        <a class="act" href={view.history}>
          {words.t('law.history')}
        </a>
      </p>
    </section>
  )
}

export function Links({ words, title, links }: { words: Words; title: string; links: readonly LinkWords[] }) {
  if (links.length === 0) return null
  return (
    <section>
      <h2>{title}</h2>
      <LinkList words={words} links={links} />
    </section>
  )
}

function Lines({ words, title, lines }: { words: Words; title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {lines.map((one) => (
          <li>
            <Run text={one} lang={words.lang} />
          </li>
        ))}
      </ul>
    </section>
  )
}
