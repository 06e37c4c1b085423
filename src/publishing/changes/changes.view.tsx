// SPDX-License-Identifier: Apache-2.0
import { Run, type Words } from '../../ui/index.ts'
import type {
  CatalogueChangesView,
  ChangeLine,
  ChangesView,
  ConcernedView,
  RuleChangesView,
  Sign,
  WhomLine,
} from './changes.model.ts'
import { PersonRows } from './person.view.tsx'

interface Props {
  words: Words
  changes: ChangesView
  /** It stands below a heading of its own. */
  inner?: boolean
}

/** What a new version of an instrument changes, and for whom. */
export function Changes({ words, changes, inner = false }: Props) {
  const { summary, notes, groups, rules, catalogues } = changes
  const [Group, Thing, Part] = inner ? (['h3', 'h4', 'h5'] as const) : (['h2', 'h3', 'h4'] as const)
  const headings = { Thing, Part }
  // Beside each member of a text that is all new it would say nothing.
  const allNew = changes.change === 'added'
  return (
    <div class="changes">
      <p class="lead">{summary}</p>
      {allNew ? <p>{words.t('change.all-new')}</p> : null}
      {notes.map((note) => (
        <p class="hint">{note}</p>
      ))}
      {rules.length === 0 ? null : (
        <section aria-labelledby="changed-rules">
          <Group id="changed-rules">{words.t('change.group.rules')}</Group>
          {rules.map((rule) => (
            <Rule words={words} rule={rule} headings={headings} allNew={allNew} />
          ))}
        </section>
      )}
      {catalogues.length === 0 ? null : (
        <section aria-labelledby="changed-catalogues">
          <Group id="changed-catalogues">{words.t('change.group.catalogues')}</Group>
          {catalogues.map((catalogue) => (
            <Catalogue words={words} catalogue={catalogue} headings={headings} allNew={allNew} />
          ))}
        </section>
      )}
      {groups.map(({ heading, lines }) => (
        <section>
          <Group>{heading}</Group>
          <Lines words={words} lines={lines} bare={allNew} />
        </section>
      ))}
    </div>
  )
}

interface Headings {
  headings: { Thing: 'h3' | 'h4'; Part: 'h4' | 'h5' }
  /** Nothing of it stood before. */
  allNew: boolean
}

const marks: Record<Sign, string> = { added: '+', removed: '−', changed: '≠' }

function SignWord({ sign, word }: { sign: Sign; word: string }) {
  return (
    <span class={`sign-word ${sign}`}>
      <span aria-hidden="true">{marks[sign]} </span>
      {word}
    </span>
  )
}

function Rule({ words, rule, headings, allNew }: { words: Words; rule: RuleChangesView } & Headings) {
  const { Thing, Part } = headings
  return (
    <article class="changed-rule" id={`rule-${rule.id}`}>
      <Thing>
        <Run text={rule.title} lang={words.lang} />{' '}
        {allNew && rule.sign === 'added' ? null : <SignWord sign={rule.sign} word={rule.signWord} />}
      </Thing>
      {rule.outcomes.map((outcome) => (
        <p class="hint">
          → <Run text={outcome} lang={words.lang} />
        </p>
      ))}
      <Lines words={words} lines={rule.lines} bare={rule.sign === 'added'} />
      {rule.whom.length === 0 ? null : <Part>{words.t('change.whom')}</Part>}
      <Whom words={words} whom={rule.whom} />
      {rule.persons.length === 0 ? null : <Part>{words.t('change.persons')}</Part>}
      <Persons words={words} persons={rule.persons} />
    </article>
  )
}

/** Bare: of something that is new as a whole, whose lines need no sign. */
function Lines({ words, lines, bare = false }: { words: Words; lines: readonly ChangeLine[]; bare?: boolean }) {
  if (lines.length === 0) return null
  return (
    <ul class="change-lines">
      {lines.map((line) => (
        <li class={line.sign}>
          <p class="change-of">
            <Run text={line.label} lang={words.lang} />{' '}
            {bare && line.sign === 'added' ? null : (
              <SignWord sign={line.sign} word={words.t(`change.sign.${line.sign}`)} />
            )}
            {line.effectWord === null ? null : <span class={`effect ${line.effect}`}> {line.effectWord}</span>}
          </p>
          <Side words={words} name="was" text={line.before} alone={line.sign !== 'changed'} />
          <Side words={words} name="is" text={line.after} alone={line.sign !== 'changed'} />
        </li>
      ))}
    </ul>
  )
}

/** One version of a text; with its name only where both stand there. */
function Side({ words, name, text, alone }: { words: Words; name: 'was' | 'is'; text: string | null; alone: boolean }) {
  if (text === null || text === '') return null
  const said = <Run text={text} lang={words.lang} />
  return (
    <p class={name}>
      {alone ? null : <span class="which">{words.t(`change.${name}`)}</span>}
      {name === 'was' ? <del>{said}</del> : <ins>{said}</ins>}
    </p>
  )
}

function Whom({ words, whom }: { words: Words; whom: readonly WhomLine[] }) {
  if (whom.length === 0) return null
  return (
    <ul class="whom">
      {whom.map(({ kind, head, text }) => (
        <li class={kind}>
          <strong>{head}</strong>
          {words.t('change.colon')}
          <Run text={text} lang={words.lang} />
        </li>
      ))}
    </ul>
  )
}

function Persons({ words, persons }: { words: Words; persons: readonly ConcernedView[] }) {
  if (persons.length === 0) return null
  return (
    <ul class="concerned">
      {persons.map((person) => (
        <Person words={words} person={person} />
      ))}
    </ul>
  )
}

function Person({ words, person }: { words: Words; person: ConcernedView }) {
  const { holds, facts, asked, before, after, from } = person
  return (
    <li>
      <dl class="facts">
        <PersonRows words={words} holds={holds} facts={facts} />
        <div>
          <dt>{words.t('law.example.question')}</dt>
          <dd>{asked}</dd>
        </div>
        <div>
          <dt>{words.t('change.person.before')}</dt>
          <dd class={`answer ${before.verdict}`}>{before.word}</dd>
        </div>
        <div>
          <dt>{words.t('change.person.after')}</dt>
          <dd class={`answer ${after.verdict}`}>
            <strong>{after.word}</strong>
          </dd>
        </div>
      </dl>
      <p class="hint">{from}</p>
    </li>
  )
}

function Catalogue({
  words,
  catalogue,
  headings,
  allNew,
}: { words: Words; catalogue: CatalogueChangesView } & Headings) {
  const { Thing } = headings
  const { id, sign, signWord, title, lines, counts, items, more } = catalogue
  return (
    <article class="changed-rule" id={`catalogue-${id}`}>
      <Thing>
        <Run text={title} lang={words.lang} />{' '}
        {allNew && sign === 'added' ? null : <SignWord sign={sign} word={signWord} />}
      </Thing>
      <p>{words.and(counts)}</p>
      <Lines words={words} lines={lines} bare={sign === 'added'} />
      {items.length === 0 ? null : (
        <details open={items.length <= 12}>
          <summary>{words.t('change.items.show')}</summary>
          <Lines words={words} lines={items} bare={sign === 'added'} />
          {more === null ? null : <p class="hint">{more}</p>}
        </details>
      )}
    </article>
  )
}
