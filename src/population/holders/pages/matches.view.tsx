// SPDX-License-Identifier: Apache-2.0
import { Notice, type Words } from '../../../ui/index.ts'

interface ShownSide {
  id: string
  names: readonly { name: string; kind: string }[]
  birthDate: string | null
  sex: string | null
  district: string | null
  documents: readonly string[]
  credentials: readonly { qualification: string | null; level: string | null; issued: string | null }[]
}

type State = 'open' | 'same' | 'different'

export interface MatchesProps {
  words: Words
  authority: string
  state: State
  page: number
  pages: number
  pairs: readonly { one: ShownSide; other: ShownSide }[]
  counts: Record<State, number>
  done: State | undefined
  /** What was decided is not as it was shown any more. */
  stale: boolean
}

export function MatchesView(props: MatchesProps) {
  const { words, authority, state, page, pages, pairs, counts, done, stale } = props
  const at = (wanted: State, number = 1) =>
    `/workforce/matches?authority=${authority}&state=${wanted}${number === 1 ? '' : `&page=${number}`}`
  return (
    <>
      {done === undefined ? null : <Notice kind="done">{words.t(`workforce.matches.done.${done}`)}</Notice>}
      {stale ? <Notice kind="heed">{words.t('workforce.matches.stale')}</Notice> : null}
      <nav aria-label={words.t('workforce.matches.states')}>
        <ul class="button-row">
          {(['open', 'same', 'different'] as const).map((one) => (
            <li>
              <a class="button quiet" href={at(one)} aria-current={one === state ? 'page' : undefined}>
                {words.t(`workforce.matches.${one}`, { n: counts[one] })}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {pairs.length === 0 ? <p>{words.t('workforce.matches.none')}</p> : null}
      {pairs.map((pair) => (
        <Pair {...props} {...pair} />
      ))}
      {page < pages ? (
        <p>
          <a href={at(state, page + 1)}>{words.t('workforce.matches.more')}</a>
        </p>
      ) : null}
      <p>
        <a href={`/workforce?authority=${authority}`}>{words.t('workforce.to-workforce')}</a>
      </p>
    </>
  )
}

const nameOf = ({ names, id }: ShownSide): string =>
  names.find(({ kind }) => kind === 'main')?.name ?? names[0]?.name ?? id

function Pair({ words, authority, state, one, other }: MatchesProps & { one: ShownSide; other: ShownSide }) {
  const title = `pair-${one.id}-${other.id}`
  const choices: readonly State[] = state === 'open' ? ['same', 'different'] : ['open']
  return (
    <section aria-labelledby={title}>
      <h2 id={title}>{words.t('workforce.matches.pair', { one: nameOf(one), other: nameOf(other) })}</h2>
      <SideBySide words={words} one={one} other={other} />
      <div class="button-row">
        {choices.map((choice) => (
          <form method="post" action="/workforce/matches">
            <input type="hidden" name="authority" value={authority} />
            <input type="hidden" name="holder" value={one.id} />
            <input type="hidden" name="other" value={other.id} />
            <input type="hidden" name="state" value={choice} />
            <button class={choice === 'same' ? 'button' : 'button quiet'} type="submit" aria-describedby={title}>
              {words.t(`workforce.matches.say.${choice}`)}
            </button>
          </form>
        ))}
      </div>
    </section>
  )
}

/** What is known of one of them, in the order in which it is shown. */
function linesOf(words: Words, { names, birthDate, sex, district, documents, credentials }: ShownSide): string[] {
  const held = credentials.map(({ qualification, level, issued }) =>
    [qualification ?? level ?? '', issued === null ? '' : words.date(issued)].filter((one) => one !== '').join(' · '),
  )
  return [
    words.and(names.map(({ name }) => name)),
    birthDate === null ? '' : words.date(birthDate),
    sex === null ? '' : words.t(`workforce.sex.${sex}`),
    district ?? '',
    words.and(documents.map((kind) => words.t(`workforce.document.${kind}`))),
    words.and(held),
  ]
}

const sideLines = ['names', 'born', 'sex', 'district', 'documents', 'credentials'] as const

/** Where they differ is said in bold. */
function SideBySide({ words, one, other }: { words: Words; one: ShownSide; other: ShownSide }) {
  const [first, second] = [linesOf(words, one), linesOf(words, other)]
  const labels = [words.t('workforce.matches.first'), words.t('workforce.matches.second')]
  return (
    <table class="compared">
      <thead>
        <tr>
          <td />
          {labels.map((label) => (
            <th scope="col">{label}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sideLines.map((name, at) => (
          <tr>
            <th scope="row">{words.t(`workforce.side.${name}`)}</th>
            {[first[at], second[at]].map((value, side) => (
              <td data-label={labels[side]}>{first[at] === second[at] ? value : <strong>{value}</strong>}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
