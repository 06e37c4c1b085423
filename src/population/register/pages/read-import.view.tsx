// SPDX-License-Identifier: Apache-2.0
import { Notice, type Words } from '../../../ui/index.ts'

export interface ReadImportProps {
  words: Words
  row: {
    id: string
    authority: string
    state: string
    rows: number
    good: number
    bad: number
    personsNew: number
    personsChanged: number
    personsUnchanged: number
    matches: number
  }
  reading: boolean
  /** How much of the file is read; null: not to be said. */
  share: number | null
  /** Rows a second. */
  rate: number
  /** Minutes that it will still take; null: not to be said. */
  left: number | null
  /** Why it could not be read to its end. */
  problem: string | null
  /** The first of them. */
  faults: readonly { line: number; column: string; found: string | null; text: string }[]
}

export function ReadImportView(props: ReadImportProps) {
  const { words, row, reading, problem } = props
  const counts = Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === 'number' ? words.number(value) : value]),
  )
  return (
    <>
      {problem === null ? null : <Notice kind="heed">{problem}</Notice>}
      {reading ? <Reading {...props} /> : null}
      <section aria-labelledby="counts">
        <h2 id="counts">{words.t('workforce.import.counts')}</h2>
        <p>{words.t('workforce.counts.rows', counts)}</p>
        <p>{words.t('workforce.counts.persons', counts)}</p>
        {row.matches === 0 ? null : (
          <p>
            <a href={`/workforce/matches?authority=${row.authority}`}>
              {words.t('workforce.counts.matches', { n: row.matches })}
            </a>
          </p>
        )}
      </section>
      {row.bad === 0 ? null : <Faults {...props} />}
      <p>
        <a href={`/workforce?authority=${row.authority}`}>{words.t('workforce.to-workforce')}</a>
      </p>
    </>
  )
}

function Reading({ words, row, share, rate, left }: ReadImportProps) {
  return (
    <section aria-labelledby="progress-title">
      <h2 id="progress-title">{words.t('workforce.import.reading')}</h2>
      <progress
        max={100}
        value={share === null ? undefined : Math.floor(share * 100)}
        aria-labelledby="progress-title"
      />
      <p>
        {words.t('workforce.import.pace', { rows: words.number(row.rows), rate: words.number(rate) })}
        {left === null ? '' : ` · ${words.t('workforce.import.left', { left })}`}
      </p>
      <div class="button-row">
        <a class="button quiet" href={`/workforce/imports/${row.id}`}>
          {words.t('workforce.import.look-again')}
        </a>
        <form method="post" action={`/workforce/imports/${row.id}/cancel`}>
          <button class="button quiet" type="submit">
            {words.t('workforce.import.cancel')}
          </button>
        </form>
      </div>
    </section>
  )
}

function Faults({ words, row, faults }: ReadImportProps) {
  return (
    <section aria-labelledby="faults">
      <h2 id="faults">{words.t('workforce.import.faults')}</h2>
      <p>
        <a class="button quiet" href={`/workforce/imports/${row.id}/errors.csv`} download>
          {words.t('workforce.import.download')}
        </a>
      </p>
      <ul class="entries">
        {faults.map(({ line, column, found, text }) => (
          <li>
            <div>
              <strong>{words.t('workforce.import.line', { line: words.number(line) })}</strong>
              {column === '' ? null : (
                <>
                  {' '}
                  · <code>{column}</code>
                </>
              )}
              {found === null || found === '' ? '' : ` · ${found}`}
              <p>{text}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
