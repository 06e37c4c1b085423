// SPDX-License-Identifier: Apache-2.0
import { type FormError, FormErrors, FormField, type Words } from '../../ui/index.ts'
import type { ShownFinding } from '../drafts/draft.model.ts'
import { Findings } from '../drafts/findings.view.tsx'
import { Help } from '../help/help.view.tsx'

export interface ProposeProps {
  words: Words
  draft: string
  version: number
  /** It begins from law that was published before. */
  corrects: boolean
  fields: { publishOn: string; reasonEn: string; reasonZh: string }
  /** The first day that can be chosen. */
  earliest: string
  findings: readonly ShownFinding[]
  errors: readonly FormError[]
}

export function ProposeView({ words, draft, version, corrects, fields, earliest, findings, errors }: ProposeProps) {
  return (
    <>
      <FormErrors title={words.t('publication.not-proposed')} errors={errors} />
      <p>{words.t('publication.propose.means')}</p>
      <div class="beside">
        <form method="post" action={`/drafts/${draft}/propose`}>
          <input type="hidden" name="version" value={version} />
          <FormField
            name="publishOn"
            type="date"
            label={words.t('publication.on')}
            hint={words.t('publication.on.hint', { earliest: words.date(earliest) })}
            required
            value={fields.publishOn}
            errors={errors}
          />
          {corrects ? (
            <fieldset class="form-field">
              <legend>{words.t('publication.reason')}</legend>
              <p class="hint">{words.t('publication.reason.hint')}</p>
              <FormField
                name="reasonZh"
                rows={3}
                maxLength={2000}
                label={words.t('publication.reason.zh')}
                value={fields.reasonZh}
                errors={errors}
              />
              <FormField
                name="reasonEn"
                rows={3}
                maxLength={2000}
                label={words.t('publication.reason.en')}
                value={fields.reasonEn}
                errors={errors}
              />
            </fieldset>
          ) : null}
          <div class="submit acts">
            <button class="button" type="submit">
              {words.t('publication.propose.do')}
            </button>
            <a href={`/drafts/${draft}`}>{words.t('draft.to-now')}</a>
          </div>
        </form>
        <Findings words={words} findings={findings} empty={false} />
      </div>
      <Help words={words} to="approve" />
    </>
  )
}
