// SPDX-License-Identifier: Apache-2.0
import { Notice, Progress, type Words } from '../../../ui/index.ts'
import { Help } from '../../help/help.view.tsx'
import type { Look, PresentedChange, PresentedLook, Show } from '../work/import.model.ts'
import { ChooseView } from './choose.view.tsx'

export interface ReadImportProps {
  words: Words
  address: string
  draft: string
  /** The list of which the catalogue is a later batch. */
  batch: { list: string; replaces: boolean } | null
  file: { state: string; progress: number; mode: string; effective: string | null }
  done: string | undefined
  refused: string | undefined
  /** The draft has changed since the file was read. */
  stale: boolean
  mayEdit: boolean
  look: Omit<Look, 'page' | 'show'> & { show: Show; page: number; pages: number; total: number }
  found: PresentedLook | null
}

const kinds = ['added', 'changed', 'withdrawn', 'unchanged'] as const

export function ReadImportView(props: ReadImportProps) {
  const { words, file, done, refused, stale, found, draft, address, mayEdit } = props
  return (
    <>
      {done === undefined ? null : <Notice kind="done">{words.t(`import.done.${done}`)}</Notice>}
      {refused === undefined ? null : (
        <div class="error-summary" role="alert" tabIndex={-1} data-focus>
          <h2>{words.t('import.refused')}</h2>
          <p>{words.t(`import.refused.${refused}`)}</p>
        </div>
      )}
      {stale && mayEdit ? <Stale words={words} address={address} /> : null}
      {found === null ? <NotReady {...props} /> : <Found {...props} found={found} />}
      <p class="acts">
        <a href={`/drafts/${draft}/import`}>{words.t('import.to-imports')}</a>
      </p>
      <Help words={words} to="import" />
      <p>
        <a href={`/drafts/${draft}`}>{words.t('import.to-draft')}</a>
      </p>
      {file.state === 'ready' && mayEdit ? <ThrowAway words={words} address={address} /> : null}
    </>
  )
}

function Again({ words, address }: { words: Words; address: string }) {
  return (
    <form method="post" action={`${address}/again`}>
      <button class="button quiet" type="submit">
        {words.t('import.again')}
      </button>
    </form>
  )
}

function Stale({ words, address }: { words: Words; address: string }) {
  return (
    <Notice kind="heed">
      <p>{words.t('import.stale')}</p>
      <Again words={words} address={address} />
    </Notice>
  )
}

function ThrowAway({ words, address }: { words: Words; address: string }) {
  return (
    <details>
      <summary>{words.t('import.cancel')}</summary>
      <p>{words.t('import.cancel.means')}</p>
      <form method="post" action={`${address}/cancel`}>
        <button class="button quiet" type="submit">
          {words.t('import.cancel')}
        </button>
      </form>
    </details>
  )
}

/** While it is read, and where it could not be or is over. */
function NotReady({ words, address, file, mayEdit }: ReadImportProps) {
  if (file.state === 'waiting' || file.state === 'working') {
    return (
      <Progress
        words={words}
        title={words.t(`import.state.${file.state}`)}
        address={address}
        share={file.progress}
        text={words.t('import.progress', { done: file.progress })}
      >
        {mayEdit ? (
          <form method="post" action={`${address}/cancel`}>
            <button class="button quiet" type="submit">
              {words.t('import.cancel')}
            </button>
          </form>
        ) : null}
      </Progress>
    )
  }
  return (
    <section>
      <h2>{words.t(`import.state.${file.state}`)}</h2>
      <p>{words.t(`import.state.${file.state}.means`)}</p>
      {mayEdit && file.state !== 'taken' ? <Again words={words} address={address} /> : null}
    </section>
  )
}

function Found(props: ReadImportProps & { found: PresentedLook }) {
  const { words, found, look, address } = props
  const { added, changed, withdrawn, unchanged } = found.counts
  return (
    <>
      <section aria-labelledby="sum">
        <h2 id="sum">{words.t('import.sum')}</h2>
        {props.batch === null ? null : (
          <p>
            {words.t(props.batch.replaces ? 'importing.seen.replaces' : 'importing.seen.continues', {
              list: props.batch.list,
            })}
          </p>
        )}
        <p>
          {words.t('import.rows', { rows: found.rows })}
          {words.t('import.list.separator')}
          {words.t('import.counts', { added, changed, withdrawn, unchanged })}
        </p>
        {found.newQualifications + found.newBodies === 0 ? null : (
          <p>{words.t('import.new', { qualifications: found.newQualifications, bodies: found.newBodies })}</p>
        )}
        <TakeOver {...props} />
      </section>
      <nav class="import-parts" aria-label={words.t('import.parts')}>
        <ul>
          {(['findings', 'choose', 'changes'] as const).map((show) => (
            <li>
              <a
                class="button quiet"
                href={`${address}?show=${show}`}
                aria-current={look.show === show ? 'page' : undefined}
              >
                {words.t(`import.show.${show}`, { n: numberOf(found, show) })}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Find words={words} address={address} look={look} />
      {look.show === 'findings' ? <FindingsPart {...props} /> : null}
      {look.show === 'choose' ? (
        <ChooseView
          words={words}
          address={address}
          page={look.page}
          toChoose={found.toChoose}
          open={found.open}
          mayEdit={props.mayEdit}
        />
      ) : null}
      {look.show === 'changes' ? <ChangesPart {...props} /> : null}
      <Pages words={words} address={address} look={look} />
    </>
  )
}

/** A file of many rows is looked through by a name. */
function Find({ words, address, look }: { words: Words; address: string; look: ReadImportProps['look'] }) {
  if (look.pages < 2 && look.q === '') return null
  const { show, severity, kind, q, total } = look
  return (
    <>
      <form class="law-filter no-print" method="get" action={address}>
        <input type="hidden" name="show" value={show} />
        {severity !== null && show === 'findings' ? <input type="hidden" name="severity" value={severity} /> : null}
        {kind !== null && show === 'changes' ? <input type="hidden" name="kind" value={kind} /> : null}
        <div>
          <label for="q">{words.t('importing.find')}</label>
          <input type="search" id="q" name="q" value={q} />
        </div>
        <button class="button quiet" type="submit">
          {words.t('importing.find.do')}
        </button>
      </form>
      <p class="hint" role="status">
        {words.t('importing.found', { n: total })}{' '}
        {q === '' ? null : <a href={`${address}?show=${show}`}>{words.t('importing.find.all')}</a>}
      </p>
    </>
  )
}

const numberOf = ({ severities: weights, open, counts }: PresentedLook, show: Show): number => {
  if (show === 'choose') return open
  if (show === 'changes') return counts.added + counts.changed + counts.withdrawn
  return weights.error + weights.heed
}

/** What is in the way, or the button. */
function TakeOver({ words, address, found, mayEdit, stale }: ReadImportProps & { found: PresentedLook }) {
  const { stopped, bad, waiting, counts, whole } = found
  if (stopped) return <p class="import-way">{words.t('import.in-the-way.stopped')}</p>
  if (waiting > 0) {
    return (
      <p class="import-way">
        {words.t('import.in-the-way.waiting', { n: found.open, rows: waiting })}{' '}
        <a href={`${address}?show=choose`}>{words.t('import.to-choose')}</a>
      </p>
    )
  }
  if (whole && bad > 0) {
    return (
      <>
        <p class="import-way">{words.t('import.in-the-way.bad', { n: bad })}</p>
        <p>{words.t('import.whole-needs-all')}</p>
      </>
    )
  }
  if (counts.added + counts.changed + counts.withdrawn === 0)
    return <p class="import-way">{words.t(bad > 0 ? 'import.in-the-way.bad' : 'import.nothing-to-take', { n: bad })}</p>
  if (!mayEdit || stale) return null
  return (
    <form method="post" action={`${address}/take-over`}>
      {bad === 0 ? null : (
        <>
          <p class="import-way">{words.t('import.in-the-way.bad', { n: bad })}</p>
          <label class="choice">
            <input type="checkbox" name="skip" value="on" required /> {words.t('import.skip', { n: bad })}
          </label>
        </>
      )}
      <input type="hidden" name="seen" value={found.seen} />
      <button class="button" type="submit">
        {words.t('import.take-over')}
      </button>
      <p class="hint under">{words.t('import.take-over.means')}</p>
    </form>
  )
}

function FindingsPart({ words, address, look, found }: ReadImportProps & { found: PresentedLook }) {
  return (
    <section aria-labelledby="findings">
      <h2 id="findings">{words.t('import.findings')}</h2>
      <ul class="filters">
        <li>
          <a href={`${address}?show=findings`} aria-current={look.severity === null ? 'true' : undefined}>
            {words.t('import.all')}
          </a>
        </li>
        {found.weights.map(({ severity, count }) => (
          <li>
            <a
              href={`${address}?show=findings&severity=${severity}`}
              aria-current={look.severity === severity ? 'true' : undefined}
            >
              {words.t(`import.severity.${severity}`)} ({count})
            </a>
          </li>
        ))}
      </ul>
      {found.findings.length === 0 ? <p>{words.t('import.findings.none')}</p> : null}
      <ol class="entries">
        {found.findings.map(({ severity, severityText, place, rows, text, mend, choose }) => (
          <li>
            <div>
              <p>
                <strong>{place}</strong> <span class={`tag import-${severity}`}>{severityText}</span>
              </p>
              <p>
                {text}
                {rows > 1 ? <span class="hint"> {words.t('import.finding.rows', { rows })}</span> : null}
              </p>
              <p class="hint">
                {mend}
                {choose === null ? null : (
                  <>
                    {' '}
                    <a href={`${address}?${new URLSearchParams({ show: 'choose', q: choose })}`}>
                      {words.t('import.to-choose')}
                    </a>
                  </>
                )}
              </p>
            </div>
          </li>
        ))}
      </ol>
      {found.findings.length === 0 ? null : (
        <p>
          <a href={`${address}/findings.csv`} download>
            {words.t('import.findings.csv')}
          </a>
        </p>
      )}
    </section>
  )
}

function ChangesPart({ words, address, look, found }: ReadImportProps & { found: PresentedLook }) {
  return (
    <section aria-labelledby="changes">
      <h2 id="changes">{words.t('import.changes')}</h2>
      <ul class="filters">
        <li>
          <a href={`${address}?show=changes`} aria-current={look.kind === null ? 'true' : undefined}>
            {words.t('import.changes.all')}
          </a>
        </li>
        {kinds.map((kind) => (
          <li>
            <a href={`${address}?show=changes&kind=${kind}`} aria-current={look.kind === kind ? 'true' : undefined}>
              {words.t(`import.kind.${kind}`)} ({found.counts[kind]})
            </a>
          </li>
        ))}
      </ul>
      {found.changes.length === 0 ? <p>{words.t('import.changes.none')}</p> : null}
      <ol class="entries">
        {found.changes.map((one) => (
          <li>
            <Change words={words} change={one} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function Change({
  words,
  change: { kind, name, qualification, place, before, after },
}: {
  words: Words
  change: PresentedChange
}) {
  return (
    <div>
      <p>
        <strong>{name}</strong> <span class={`tag import-${kind}`}>{words.t(`import.kind.${kind}`)}</span>
      </p>
      {before === null || kind === 'unchanged' ? null : (
        <p class="import-before">
          {words.t('import.item.before')} <del>{before}</del>
        </p>
      )}
      {after === null ? null : (
        <p>
          {kind === 'unchanged' || before === null ? null : words.t('import.item.after')} <ins>{after}</ins>
        </p>
      )}
      <p class="hint">
        <code>{qualification}</code>{' '}
        {place === null ? words.t('import.item.not-named') : words.t('import.item.row', { place })}
      </p>
    </div>
  )
}

function Pages({ words, address, look }: { words: Words; address: string; look: ReadImportProps['look'] }) {
  if (look.pages < 2) return null
  const query = (page: number) => {
    const asked = new URLSearchParams({ show: look.show, page: String(page) })
    if (look.q !== '') asked.set('q', look.q)
    if (look.severity !== null && look.show === 'findings') asked.set('severity', look.severity)
    if (look.kind !== null && look.show === 'changes') asked.set('kind', look.kind)
    return `${address}?${asked}`
  }
  return (
    <nav class="button-row" aria-label={words.t('import.pages')}>
      {look.page > 1 ? (
        <a class="button quiet" href={query(look.page - 1)} rel="prev">
          {words.t('import.page.before')}
        </a>
      ) : null}
      <span>{words.t('import.page', { page: look.page, pages: look.pages })}</span>
      {look.page < look.pages ? (
        <a class="button quiet" href={query(look.page + 1)} rel="next">
          {words.t('import.page.next')}
        </a>
      ) : null}
    </nav>
  )
}
