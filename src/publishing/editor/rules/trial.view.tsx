// SPDX-License-Identifier: Apache-2.0
import { ChoiceField, ConditionList, FormField, Notice, type Words } from '../../../ui/index.ts'
import { PersonRows } from '../../changes/person.view.tsx'
import type { Named } from '../names/pick.model.ts'
import { NameList, PickField } from '../names/pick-field.view.tsx'
import type { ShownTrial, TypedTrial } from './rule-page.model.ts'

export interface TrialProps {
  words: Words
  trial: TypedTrial
  examples: readonly { value: string; label: string }[]
  holdable: readonly Named[]
  places: readonly Named[]
  /** What came of it; null: nobody was tried. */
  tried: { shown: ShownTrial } | { wrong: string } | null
  unconfirmed: boolean
  mayEdit: boolean
}

/** A person on whom the rule is tried, saved or not, and the case kept as an example. */
export function Trial(props: TrialProps) {
  const { words, trial, examples, holdable, places, tried, mayEdit } = props
  return (
    <fieldset id="try">
      <legend>{words.t('editor.try')}</legend>
      <p class="hint">{words.t('editor.try.hint')}</p>
      <input type="hidden" name="try-before" value={trial.example} />
      {examples.length === 0 ? null : (
        <ChoiceField
          name="try-example"
          label={words.t('editor.try.example')}
          hint={words.t('editor.try.example.hint')}
          options={[{ value: '', label: '—' }, ...examples]}
          value={trial.example}
        />
      )}
      <div class="pair">
        <PickField name="try-holds" list="try-holdable" label={words.t('editor.try.holds')} value={trial.holds} />
        <FormField name="try-issued" type="date" label={words.t('editor.try.issued')} value={trial.issued} />
        <FormField name="try-birth" type="date" label={words.t('editor.try.birth')} value={trial.birth} />
        <PickField name="try-place" list="try-places" label={words.t('editor.try.place')} value={trial.place} />
        <FormField name="try-day" type="date" label={words.t('editor.try.day')} value={trial.day} />
      </div>
      <details open={trial.person !== '' && trial.example === ''}>
        <summary>{words.t('editor.try.more')}</summary>
        <FormField
          name="try-person"
          rows={6}
          label={words.t('editor.try.person')}
          hint={words.t('editor.try.person.hint')}
          value={trial.person}
        />
      </details>
      {mayEdit ? (
        <p>
          <button class="button quiet" type="submit" name="act" value="try">
            {words.t('editor.try.do')}
          </button>
        </p>
      ) : null}
      {tried === null ? null : <Answer words={words} tried={tried} />}
      {tried !== null && 'shown' in tried && mayEdit ? <Keep words={words} trial={trial} /> : null}
      <NameList id="try-holdable" names={holdable} />
      <NameList id="try-places" names={places} />
    </fieldset>
  )
}

function Answer({ words, tried }: { words: Words; tried: NonNullable<TrialProps['tried']> }) {
  if ('wrong' in tried) return <Notice kind="heed">{tried.wrong}</Notice>
  const { person, word, conditions, holdsFrom, notes } = tried.shown
  return (
    <Notice kind="done">
      <h2>{word}</h2>
      {holdsFrom === null ? null : <p>{holdsFrom}</p>}
      <dl class="facts">
        <PersonRows words={words} holds={person.holds} facts={person.facts} />
      </dl>
      {conditions.length === 0 ? null : <ConditionList words={words} conditions={conditions} />}
      {notes.map((note) => (
        <p class="hint">{note}</p>
      ))}
    </Notice>
  )
}

function Keep({ words, trial }: { words: Words; trial: TypedTrial }) {
  return (
    <fieldset class="node">
      <legend>{words.t('editor.keep')}</legend>
      <div class="pair">
        <FormField name="try-titleZh" label={words.t('editor.keep.zh')} value={trial.titleZh} maxLength={300} />
        <FormField
          name="try-titleEn"
          label={words.t('editor.keep.en')}
          hint={words.t('editor.english.hint')}
          value={trial.titleEn}
          maxLength={300}
        />
      </div>
      <label class="choice">
        <input type="checkbox" name="try-confirmed" value="yes" checked={trial.confirmed} />
        {words.t('editor.keep.confirm')}
      </label>
      <button class="button quiet" type="submit" name="act" value="keep">
        {words.t('editor.keep.do')}
      </button>
    </fieldset>
  )
}
