// SPDX-License-Identifier: Apache-2.0
import { FormField, Notice, type Words } from '../../../ui/index.ts'

export interface EditLineProps {
  words: Words
  /** Where it is saved. */
  address: string
  /** Back to the list. */
  list: string
  header: readonly string[]
  cells: readonly string[]
  /** As it is written; null: it is a new line. */
  was: string | null
  /** As somebody else has written it since. */
  theirs: string | null
}

/** One line of a list, a field for each column. */
export function EditLineView({ words, address, list, header, cells, was, theirs }: EditLineProps) {
  const { t } = words
  return (
    <>
      {theirs === null ? null : (
        <Notice kind="heed">
          <h2>{t('draft.conflict')}</h2>
          <p>{t('draft.conflict.means')}</p>
          <pre class="code">{theirs === '' ? t('draft.lines.gone') : theirs}</pre>
        </Notice>
      )}
      <form method="post" action={address} class="draft">
        <input type="hidden" name="was" value={theirs ?? was ?? ''} />
        {header.map((name, at) => (
          <FormField
            name={`cell-${at}`}
            label={name}
            value={cells[at] ?? ''}
            {...(cells[at]?.includes('\n') === true ? { rows: 3 } : {})}
          />
        ))}
        <div class="submit acts">
          <button class="button" type="submit">
            {t('draft.save')}
          </button>
        </div>
      </form>
      {was === null ? null : (
        <details>
          <summary>{t('draft.lines.remove')}</summary>
          <form method="post" action={address}>
            <input type="hidden" name="was" value={theirs ?? was} />
            <p>{t('draft.lines.remove.means')}</p>
            <button class="button quiet" type="submit">
              {t('draft.lines.remove')}
            </button>
          </form>
        </details>
      )}
      <p>
        <a href={list}>{t('draft.lines.back')}</a>
      </p>
    </>
  )
}
