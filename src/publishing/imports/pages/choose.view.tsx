// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../../../ui/index.ts'
import type { ShownChoice } from '../work/import.model.ts'

interface ChooseProps {
  words: Words
  address: string
  page: number
  toChoose: readonly ShownChoice[]
  /** How many of all are not chosen yet. */
  open: number
  mayEdit: boolean
}

/** Names that are like known ones: which is it, or is it new? One by one, or many at once. */
export function ChooseView({ words, address, page, toChoose, open, mayEdit }: ChooseProps) {
  if (toChoose.length === 0) {
    return (
      <section aria-labelledby="choose">
        <h2 id="choose">{words.t('import.choose')}</h2>
        <p>{words.t('import.choose.none')}</p>
      </section>
    )
  }
  return (
    <section aria-labelledby="choose">
      <h2 id="choose">{words.t('import.choose')}</h2>
      <p>{words.t('import.choose.means', { open })}</p>
      <form method="post" action={`${address}/choose`}>
        <input type="hidden" name="page" value={page} />
        {toChoose.map((one) => (
          <Choice words={words} choice={one} />
        ))}
        {mayEdit ? (
          <>
            <button class="button" type="submit">
              {words.t('import.choose.save')}
            </button>
            <fieldset>
              <legend>{words.t('import.choose.many')}</legend>
              <div class="button-row">
                {['likely', 'new', 'none'].map((many) => (
                  <button class="button quiet" type="submit" name="many" value={many}>
                    {words.t(`import.choose.many.${many}`)}
                  </button>
                ))}
              </div>
            </fieldset>
          </>
        ) : null}
      </form>
    </section>
  )
}

function Choice({ words, choice }: { words: Words; choice: ShownChoice }) {
  const { key, of, name, detail, place, rows, candidates, chosen, kept } = choice
  const option = (value: string, label: string, hint: string) => (
    <label class="choice">
      <input type="radio" name={key} value={value} checked={value === (chosen ?? '')} />
      <span>
        {label} <span class="hint">{hint}</span>
      </span>
    </label>
  )
  return (
    <fieldset class="import-choice">
      <legend>
        <strong>{name}</strong>{' '}
        <span class="hint">
          {words.t(`import.choose.of.${of}`)} · {words.t('import.item.rows', { place, rows })}
          {detail === '' ? '' : ` · ${detail}`}
        </span>
        {kept && chosen !== null ? <span class="tag">{words.t('import.choose.kept')}</span> : null}
      </legend>
      {candidates.map(({ id, name: called, score, sameBody }) => {
        const like = words.t('import.choose.like', { share: Math.round(score * 100) })
        const hints = [id, ...(sameBody ? [words.t('import.choose.same-body')] : []), like]
        return option(id, called, hints.join(' · '))
      })}
      {option('new', words.t(`import.choose.new.${of}`), '')}
      {option('', words.t('import.choose.later'), '')}
    </fieldset>
  )
}
