// SPDX-License-Identifier: Apache-2.0
import { ChoiceField, type FormError, FormErrors, FormField, type Words } from '../../../ui/index.ts'
import type { Named } from '../names/pick.model.ts'
import { NameList, PickField } from '../names/pick-field.view.tsx'
import type { TypedCatalogue, TypedClass } from './beginning.model.ts'

interface Option {
  value: string
  label: string
}

export interface BeginProps {
  words: Words
  sort: 'catalogue' | 'instrument'
  typed: TypedCatalogue
  authorities: readonly Option[]
  kinds: readonly Option[]
  outcomes: readonly Option[]
  manners: readonly Option[]
  purposes: readonly Option[]
  places: readonly Named[]
  levels: readonly Named[]
  /** Lists with which a batch may go on. */
  lists: readonly Option[]
  errors: readonly FormError[]
}

export function BeginView(props: BeginProps) {
  const { words, sort, errors, places, levels } = props
  return (
    <>
      <FormErrors title={words.t('editor.wrong')} errors={errors} />
      <form method="post" action={`/drafts/new/${sort}`} class="editor-form">
        <button class="hidden" type="submit" name="act" value="begin" tabIndex={-1} aria-hidden="true">
          {words.t(`editor.begin.${sort}.do`)}
        </button>
        <Head {...props} />
        <Where {...props} />
        {sort === 'catalogue' ? <List {...props} /> : null}
        {sort === 'catalogue' ? <Counts {...props} /> : null}
        <div class="submit acts">
          <button class="button" type="submit" name="act" value="begin">
            {words.t(`editor.begin.${sort}.do`)}
          </button>
          <a href="/drafts/new">{words.t('editor.begin.other')}</a>
        </div>
        <NameList id="places" names={places} />
        <NameList id="levels" names={levels} />
      </form>
    </>
  )
}

function Head({ words, typed, authorities, kinds, errors, sort }: BeginProps) {
  return (
    <fieldset>
      <legend>{words.t('editor.part.head')}</legend>
      <FormField
        name="titleZh"
        label={words.t('editor.title.zh')}
        value={typed.titleZh}
        maxLength={300}
        errors={errors}
      />
      <FormField
        name="titleEn"
        label={words.t('editor.title.en')}
        hint={words.t('editor.english.hint')}
        value={typed.titleEn}
        maxLength={300}
        errors={errors}
      />
      <FormField
        name="number"
        label={words.t('editor.number')}
        hint={words.t('editor.number.hint')}
        value={typed.number}
        maxLength={100}
        errors={errors}
      />
      <ChoiceField
        name="kind"
        label={words.t('editor.kind')}
        options={kinds}
        value={sort === 'instrument' && typed.kind === 'catalogue' ? 'notice' : typed.kind}
      />
      <ChoiceField name="authority" label={words.t('editor.authority')} options={authorities} value={typed.authority} />
      <PickField
        name="place"
        list="places"
        label={words.t('editor.place')}
        hint={words.t('editor.pick.hint')}
        value={typed.place}
        errors={errors}
      />
    </fieldset>
  )
}

function Where({ words, typed, errors }: BeginProps) {
  return (
    <fieldset>
      <legend>{words.t('editor.part.publication')}</legend>
      <div class="pair">
        <FormField
          name="published"
          type="date"
          label={words.t('editor.published')}
          value={typed.published}
          errors={errors}
        />
        <FormField
          name="effective"
          type="date"
          label={words.t('editor.effective')}
          value={typed.effective}
          errors={errors}
        />
      </div>
      <FormField
        name="url"
        type="url"
        label={words.t('editor.url')}
        hint={words.t('editor.url.hint')}
        value={typed.url}
        maxLength={2000}
        errors={errors}
      />
      <FormField
        name="found"
        label={words.t('editor.found')}
        hint={words.t('editor.found.hint')}
        value={typed.found}
        maxLength={500}
        errors={errors}
      />
    </fieldset>
  )
}

function List({ words, typed, lists, errors }: BeginProps) {
  const coverage = ['complete', 'partial'].map((value) => ({ value, label: words.t(`editor.coverage.${value}`) }))
  return (
    <fieldset>
      <legend>{words.t('editor.part.list')}</legend>
      <FormField
        name="listZh"
        label={words.t('editor.list.zh')}
        hint={words.t('editor.list.hint')}
        value={typed.listZh}
        maxLength={300}
        errors={errors}
      />
      <FormField name="listEn" label={words.t('editor.list.en')} value={typed.listEn} maxLength={300} errors={errors} />
      <div class="pair">
        <FormField
          name="edition"
          label={words.t('editor.edition')}
          hint={words.t('editor.edition.hint')}
          value={typed.edition}
          maxLength={100}
          errors={errors}
        />
        <FormField
          name="batch"
          inputMode="numeric"
          label={words.t('editor.batch')}
          hint={words.t('editor.batch.hint')}
          value={typed.batch}
          maxLength={4}
          errors={errors}
        />
      </div>
      {lists.length === 0 ? null : (
        <ChoiceField
          name="continues"
          label={words.t('editor.continues')}
          hint={words.t('editor.continues.hint')}
          options={[{ value: '', label: words.t('editor.continues.none') }, ...lists]}
          value={typed.continues}
          errors={errors}
        />
      )}
      <ChoiceField name="coverage" label={words.t('editor.coverage')} options={coverage} value={typed.coverage} />
    </fieldset>
  )
}

function Counts({ words, typed, outcomes, manners, purposes, errors }: BeginProps) {
  const missing = errors.find(({ field }) => field === 'purposes')
  return (
    <fieldset>
      <legend>{words.t('editor.part.counts')}</legend>
      <p class="hint">{words.t('editor.part.counts.hint')}</p>
      {typed.classes.map((one, index) => (
        <ClassRow words={words} one={one} index={index} errors={errors} />
      ))}
      <p>
        <button class="button quiet" type="submit" name="act" value="more" id="more" formNoValidate>
          {words.t('editor.class.more')}
        </button>
      </p>
      <div class="pair">
        <ChoiceField name="outcome" label={words.t('editor.outcome')} options={outcomes} value={typed.outcome} />
        <ChoiceField name="by" label={words.t('editor.by')} options={manners} value={typed.by} />
      </div>
      <fieldset class="form-field" id="purposes">
        <legend>{words.t('editor.purposes')}</legend>
        {missing === undefined ? null : <p class="field-error">{missing.text}</p>}
        <div class="choices">
          {purposes.map(({ value, label }) => (
            <label class="choice">
              <input type="checkbox" name="purposes" value={value} checked={typed.purposes.includes(value)} />
              {label}
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset class="form-field">
        <legend>{words.t('editor.conditions')}</legend>
        <label class="choice">
          <input type="checkbox" name="employed" value="yes" checked={typed.employed} />
          {words.t('editor.employed')}
        </label>
        <FormField
          name="years"
          inputMode="numeric"
          label={words.t('editor.years')}
          hint={words.t('editor.years.hint')}
          value={typed.years}
          maxLength={2}
          errors={errors}
        />
      </fieldset>
    </fieldset>
  )
}

interface ClassProps {
  words: Words
  one: TypedClass
  index: number
  errors: readonly FormError[]
}

function ClassRow({ words, one, index, errors }: ClassProps) {
  const at = `class.${index}`
  return (
    <fieldset class="node">
      <legend>{words.t('editor.class', { n: index + 1 })}</legend>
      <div class="pair">
        <FormField name={`${at}.id`} label={words.t('editor.class.id')} value={one.id} maxLength={40} errors={errors} />
        <FormField
          name={`${at}.zh`}
          label={words.t('editor.class.zh')}
          value={one.zh}
          maxLength={200}
          errors={errors}
        />
        <FormField
          name={`${at}.en`}
          label={words.t('editor.class.en')}
          value={one.en}
          maxLength={200}
          errors={errors}
        />
      </div>
      <PickField
        name={`${at}.level`}
        list="levels"
        label={words.t('editor.class.level')}
        hint={words.t('editor.pick.hint')}
        value={one.level}
        errors={errors}
      />
      <button class="button quiet" type="submit" name="act" value={`less.${index}`} formNoValidate>
        {words.t('editor.class.less', { n: index + 1 })}
      </button>
    </fieldset>
  )
}
