// SPDX-License-Identifier: Apache-2.0
import { Notice, Progress, type Words } from '../../../ui/index.ts'

export interface ReadImportProps {
  words: Words
  row: {
    id: string
    authority: string
    bad: number
    matches: number
  }
  reading: boolean
  /** How far it is: per cent, null: not to be said. */
  share: number | null
  /** Rows so far, and what is left. */
  pace: string
  /** What became of the rows so far, and of the persons. */
  counts: { rows: string; persons: string }
  /** Why it could not be read to its end. */
  problem: string | null
  /** The first of them. */
  faults: readonly { line: number; column: string; found: string | null; text: string }[]
}

export function ReadImportView(props: ReadImportProps) {
  const { words, row, reading, problem, counts } = props
  return (
    <>
      {problem === null ? null : <Notice kind="heed">{problem}</Notice>}
      {reading ? <Reading {...props} /> : null}
      <section aria-labelledby="counts">
        <h2 id="counts">{words.t('workforce.import.counts')}</h2>
        <p data-told="rows">{counts.rows}</p>
        <p data-told="persons">{counts.persons}</p>
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

function Reading({ words, row, share, pace }: ReadImportProps) {
  const address = `/workforce/imports/${row.id}`
  return (
    <Progress
      words={words}
      title={words.t('workforce.import.reading')}
      address={address}
      share={share === null ? null : Math.floor(share)}
      text={pace}
    >
      <form method="post" action={`${address}/cancel`}>
        <button class="button quiet" type="submit">
          {words.t('workforce.import.cancel')}
        </button>
      </form>
    </Progress>
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
