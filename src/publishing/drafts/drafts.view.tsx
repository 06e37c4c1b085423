// SPDX-License-Identifier: Apache-2.0
import { type FormError, FormErrors, FormField, Notice, type Words } from '../../ui/index.ts'
import type { Named } from '../editor/names/pick.model.ts'
import { NameList, PickField } from '../editor/names/pick-field.view.tsx'
import { Help } from '../help/help.view.tsx'
import type { NewDraft, ShownDraft } from './draft.model.ts'
import type { ShownOffer } from './waiting.model.ts'
import { Waiting } from './waiting.view.tsx'

export interface DraftsProps {
  words: Words
  drafts: readonly ShownDraft[]
  mayBegin: boolean
  /** Shipped texts for places of the reader that are not in force. */
  offers: readonly ShownOffer[]
  done: string | undefined
}

export function DraftsView({ words, drafts, mayBegin, offers, done }: DraftsProps) {
  const gone = drafts.filter(({ discarded }) => discarded)
  const law = drafts.filter(({ discarded, published }) => published && !discarded)
  const open = drafts.filter(({ discarded, published }) => !published && !discarded)
  return (
    <>
      {done === undefined ? null : <Notice kind="done">{words.t('draft.done.discarded')}</Notice>}
      {mayBegin ? (
        <p>
          <a class="button" href="/drafts/new">
            {words.t('draft.begin')}
          </a>
        </p>
      ) : null}
      {open.length === 0 ? <p>{words.t('draft.none')}</p> : <DraftList words={words} drafts={open} />}
      <Waiting words={words} offers={offers} />
      <Help words={words} to="begin" />
      {law.length === 0 ? null : (
        <details>
          <summary>{words.t('draft.published', { count: law.length })}</summary>
          <DraftList words={words} drafts={law} />
        </details>
      )}
      {gone.length === 0 ? null : (
        <section aria-labelledby="discarded">
          <h2 id="discarded">{words.t('draft.discarded')}</h2>
          <p>{words.t('draft.discarded.means')}</p>
          <DraftList words={words} drafts={gone} />
        </section>
      )}
    </>
  )
}

function DraftList({ words, drafts }: { words: Words; drafts: readonly ShownDraft[] }) {
  return (
    <ul class="entries">
      {drafts.map((draft) => (
        <li>
          <div>
            <a href={`/drafts/${draft.id}`}>{draft.title}</a>
            <p class="hint">
              {draft.place} · {draft.authority}
            </p>
            <p class="hint">
              {words.t('draft.changed', { version: draft.version, name: draft.changedBy })}{' '}
              <time dateTime={draft.changedAt}>{draft.changedText}</time>
            </p>
          </div>
        </li>
      ))}
    </ul>
  )
}

export interface NewDraftProps {
  words: Words
  authorities: readonly { id: string; name: string }[]
  /** Where the visitor may draft. */
  places: readonly Named[]
  fields: NewDraft | undefined
  errors: readonly FormError[]
}

export function NewDraftView({ words, authorities, places, fields, errors }: NewDraftProps) {
  return (
    <>
      <FormErrors title={words.t('draft.wrong')} errors={errors} />
      <ul class="entries">
        {(['catalogue', 'instrument'] as const).map((sort) => (
          <li>
            <div>
              <a href={`/drafts/new/${sort}`}>{words.t(`editor.begin.${sort}`)}</a>
              <p class="hint">{words.t(`editor.begin.${sort}.lead`)}</p>
            </div>
          </li>
        ))}
      </ul>
      <h2>{words.t('editor.begin.empty')}</h2>
      <form method="post" action="/drafts/new">
        <FormField
          name="title"
          label={words.t('draft.name')}
          maxLength={300}
          required
          value={fields?.title}
          errors={errors}
        />
        <div class="form-field">
          <label for="authority">{words.t('draft.authority')}</label>
          <select id="authority" name="authority">
            {authorities.map(({ id, name }) => (
              <option value={id} selected={id === fields?.authority}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <PickField
          name="jurisdiction"
          list="places"
          label={words.t('draft.place')}
          hint={words.t('editor.pick.hint')}
          required
          value={fields?.jurisdiction}
          errors={errors}
        />
        <div class="submit acts">
          <button class="button" type="submit">
            {words.t('draft.begin')}
          </button>
          <a href="/drafts">{words.t('draft.back')}</a>
        </div>
        <NameList id="places" names={places} />
      </form>
    </>
  )
}
