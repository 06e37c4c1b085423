// SPDX-License-Identifier: Apache-2.0
import { Notice, type Words } from '../../ui/index.ts'
import type { ChangesView } from './changes.model.ts'
import { Changes } from './changes.view.tsx'

interface Props {
  words: Words
  draft: string
  /** Null: the files cannot be read as law yet. */
  changes: ChangesView | null
}

export function DraftChangesView({ words, draft, changes }: Props) {
  return (
    <>
      <p class="hint">{words.t('change.lead.draft')}</p>
      {changes === null ? (
        <Notice kind="heed">{words.t('change.unreadable')}</Notice>
      ) : (
        <Changes words={words} changes={changes} />
      )}
      <p>
        <a href={`/drafts/${draft}`}>{words.t('change.to-draft')}</a>
      </p>
    </>
  )
}
