// SPDX-License-Identifier: Apache-2.0
import { ChoiceField, FileField, type FormError, FormErrors, FormField, Notice, type Words } from '../../../ui/index.ts'
import { Help } from '../../help/help.view.tsx'

interface ShownImport {
  address: string
  fileName: string
  state: string
  rows: number | null
  by: string
  at: string
  atText: string
}

interface ShownCatalogue {
  id: string
  title: string
  /** The list of which it is a later batch. */
  continues: string | null
  continuesTitle: string | null
  /** Rules of the draft for what the rules of that list hold for as well. */
  ownRules: number
  replaces: boolean
  earlierHolders: string | null
}

export interface ImportProps {
  words: Words
  /** It was declared as a batch, or as none; or its own rules were removed. */
  done: 'declared' | 'dropped' | undefined
  draft: { id: string; title: string }
  /** Null: the instrument of the draft cannot be read. */
  catalogues: readonly ShownCatalogue[] | null
  /** Lists that a catalogue may continue. */
  lists: readonly { id: string; title: string }[]
  mayEdit: boolean
  typed: { catalogue: string; mode: string; effective: string } | undefined
  imports: readonly ShownImport[]
  errors: readonly FormError[]
}

export function ImportView(props: ImportProps) {
  const { words, draft, catalogues, mayEdit, imports, errors } = props
  return (
    <>
      <Done words={words} done={props.done} before={imports.length > 0} />
      <FormErrors title={words.t('import.wrong')} errors={errors} />
      {catalogues === null || catalogues.length === 0 ? (
        <Notice kind="heed">
          <p>{words.t('import.no-catalogue')}</p>
          <p>
            <a href={`/drafts/${draft.id}/file?path=instrument.yaml`}>{words.t('import.to-instrument')}</a>
          </p>
        </Notice>
      ) : (
        <>
          <Batches {...props} catalogues={catalogues} />
          <Templates words={words} draft={draft.id} catalogues={catalogues} />
          {mayEdit ? <Upload {...props} catalogues={catalogues} /> : <p>{words.t('import.closed')}</p>}
        </>
      )}
      <Before words={words} imports={imports} />
      <Help words={words} to="import" />
      <p>
        <a href={`/drafts/${draft.id}`}>{words.t('import.to-draft')}</a>
      </p>
    </>
  )
}

function Done({ words, done, before }: { words: Words; done: ImportProps['done']; before: boolean }) {
  if (done === undefined) return null
  if (done === 'dropped') return <Notice kind="done">{words.t('importing.dropped')}</Notice>
  return <Notice kind="done">{words.t(before ? 'importing.declared.again' : 'importing.declared')}</Notice>
}

/** The rules of a list hold for all of its batches: those of a batch itself would answer once more. */
function OwnRules({ words, draft, one }: { words: Words; draft: string; one: ShownCatalogue }) {
  if (one.ownRules === 0) return null
  return (
    <Notice kind="heed">
      <p>{words.t('importing.rules', { list: one.continuesTitle ?? '', n: one.ownRules })}</p>
      <form method="post" action={`/drafts/${draft}/import/rules`}>
        <input type="hidden" name="catalogue" value={one.id} />
        <button class="button quiet" type="submit">
          {words.t('importing.rules.drop', { n: one.ownRules })}
        </button>
      </form>
    </Notice>
  )
}

/** Whether a catalogue stands by itself or is a later batch of a list, and how. */
function Batches({
  words,
  draft,
  catalogues,
  lists,
  mayEdit,
  errors,
}: ImportProps & { catalogues: readonly ShownCatalogue[] }) {
  return (
    <section aria-labelledby="batches">
      <h2 id="batches">{words.t('importing.batch')}</h2>
      {catalogues.map((one) => (
        <>
          <p>{words.t(saidOf(one), { title: one.title, list: one.continuesTitle ?? '' })}</p>
          {mayEdit ? <OwnRules words={words} draft={draft.id} one={one} /> : null}
          {mayEdit && lists.some(({ id }) => id !== one.id) ? (
            <details open={errors.some(({ field }) => field === `continues.${one.id}`)}>
              <summary>{words.t('importing.batch.change', { title: one.title })}</summary>
              <form method="post" action={`/drafts/${draft.id}/import/batch`}>
                <input type="hidden" name="catalogue" value={one.id} />
                <BatchFields words={words} catalogue={one} lists={lists} errors={errors} />
                <button class="button quiet" type="submit">
                  {words.t('importing.batch.keep')}
                </button>
              </form>
            </details>
          ) : null}
        </>
      ))}
    </section>
  )
}

const saidOf = ({ continues, replaces }: ShownCatalogue): string =>
  `importing.batch.${continues === null ? 'none' : replaces ? 'replaces' : 'continues'}`

function BatchFields({
  words,
  catalogue: { id, continues, replaces, earlierHolders },
  lists,
  errors,
}: Pick<ImportProps, 'words' | 'lists' | 'errors'> & { catalogue: ShownCatalogue }) {
  const others = lists.filter((one) => one.id !== id).map((one) => ({ value: one.id, label: one.title }))
  return (
    <>
      <ChoiceField
        name={`continues.${id}`}
        label={words.t('importing.continues')}
        options={[{ value: '', label: words.t('importing.continues.none') }, ...others]}
        value={continues ?? ''}
        errors={errors}
      />
      <label class="choice">
        <input type="checkbox" name={`replaces.${id}`} value="on" checked={replaces} /> {words.t('importing.replaces')}
      </label>
      <ChoiceField
        name={`earlierHolders.${id}`}
        label={words.t('importing.holders')}
        hint={words.t('importing.holders.hint')}
        options={['', 'keep', 'lose'].map((value) => ({
          value,
          label: words.t(`importing.holders.${value === '' ? 'open' : value}`),
        }))}
        value={earlierHolders ?? ''}
      />
    </>
  )
}

function Templates({
  words,
  draft,
  catalogues,
}: {
  words: Words
  draft: string
  catalogues: readonly { id: string; title: string }[]
}) {
  return (
    <section aria-labelledby="template">
      <h2 id="template">{words.t('import.template')}</h2>
      <p>{words.t('import.template.why')}</p>
      <ul class="entries">
        {catalogues.map(({ id, title }) => (
          <li>
            <span>{title}</span>
            <span class="button-row">
              <a class="button quiet" href={`/drafts/${draft}/import/template?catalogue=${id}&as=xlsx`} download>
                {words.t('import.template.xlsx')}
              </a>
              <a class="button quiet" href={`/drafts/${draft}/import/template?catalogue=${id}&as=csv`} download>
                {words.t('import.template.csv')}
              </a>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Upload({
  words,
  draft,
  catalogues,
  typed,
  errors,
}: ImportProps & { catalogues: readonly { id: string; title: string }[] }) {
  return (
    <section aria-labelledby="upload">
      <h2 id="upload">{words.t('import.upload')}</h2>
      <form method="post" action={`/drafts/${draft.id}/import`} enctype="multipart/form-data">
        {catalogues.length === 1 ? (
          <input type="hidden" name="catalogue" value={catalogues[0]?.id} />
        ) : (
          <ChoiceField
            name="catalogue"
            label={words.t('import.catalogue')}
            options={catalogues.map(({ id, title }) => ({ value: id, label: title }))}
            value={typed?.catalogue ?? ''}
            errors={errors}
          />
        )}
        <FileField
          label={words.t('import.file')}
          hint={words.t('import.file.hint')}
          accept=".xlsx,.csv,.txt,text/csv"
          errors={errors}
        />
        <ChoiceField
          name="mode"
          label={words.t('import.mode')}
          hint={words.t('import.mode.hint')}
          options={['batch', 'whole'].map((value) => ({ value, label: words.t(`import.mode.${value}`) }))}
          value={typed?.mode ?? 'batch'}
        />
        <FormField
          name="effective"
          label={words.t('import.effective')}
          hint={words.t('import.effective.hint')}
          value={typed?.effective}
          maxLength={10}
          errors={errors}
        />
        <button class="button" type="submit">
          {words.t('import.upload.do')}
        </button>
        <p class="hint under">
          {words.t('import.upload.means')} {words.t('importing.kept')}
        </p>
      </form>
    </section>
  )
}

function Before({ words, imports }: { words: Words; imports: readonly ShownImport[] }) {
  return (
    <section aria-labelledby="before">
      <h2 id="before">{words.t('import.before')}</h2>
      {imports.length === 0 ? <p>{words.t('import.before.none')}</p> : null}
      <ul class="entries">
        {imports.map(({ address, fileName, state, rows, by, at, atText }) => (
          <li>
            <div>
              <a href={address}>{fileName}</a>
              <p class="hint">
                {words.t(`import.state.${state}`)}
                {rows === null ? '' : ` · ${words.t('import.rows', { rows })}`} · {by} ·{' '}
                <time dateTime={at}>{atText}</time>
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
